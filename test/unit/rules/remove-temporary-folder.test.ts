import { removeTemporaryFolder as rule } from '../../../src/dockerfile/rules/remove-temporary-folder.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('remove-temporary-folder', () => {
  it('takes folders that nobody removes', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN export GNUPGHOME="$(⟦mktemp -d⟧)" && a\nRUN d=$(mktemp -d) && a && rm -rf "$d"\nRUN f=$(mktemp) && a\n',
    ));
  it('has no fix without a name', () => {
    expectFix(rule, 'FROM debian:12\nRUN cd "$(⟦mktemp -d⟧)" && a\n', undefined);
  });
});
