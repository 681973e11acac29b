import { noIgnoreComment as rule } from '../../../src/dockerfile/rules/no-ignore-comment.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('no-ignore-comment', () => {
  it('takes all that silence something, ours and hadolint’s', () => {
    expectMarked(
      rule,
      '# hadolint global ignore=⟦DL3006⟧\nFROM x:1\n# hadolint ignore=⟦DL3003⟧,⟦DL3059⟧ # reason\nRUN a\n# longshore ignore=⟦no-sudo⟧\nRUN b\n',
    );
  });
  it('keeps quiet on other comments', () => expectMarked(rule, '# ignore=DL3006\nFROM x:1\n# hadolint\n'));
});
