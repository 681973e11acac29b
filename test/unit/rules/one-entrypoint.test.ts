import { oneEntrypoint as rule } from '../../../src/dockerfile/rules/one-entrypoint.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('one-entrypoint', () => {
  it('takes all but the last of each stage', () => {
    expectMarked(rule, 'FROM x:1\n⟦ENTRYPOINT⟧ a\nCMD b\nENTRYPOINT c\nFROM y:1\nENTRYPOINT d\n');
  });
  it('removes its lines', () => {
    expectFix(rule, 'FROM x:1\r\n⟦ENTRYPOINT⟧ a\r\nENTRYPOINT c\r\n', 'FROM x:1\r\nENTRYPOINT c\r\n');
  });
});
