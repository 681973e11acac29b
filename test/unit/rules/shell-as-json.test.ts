import assert from 'node:assert/strict';
import { shellAsJson as rule } from '../../../src/dockerfile/rules/shell-as-json.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('shell-as-json', () => {
  it('takes what is no array, or an empty one', () => {
    expectMarked(
      rule,
      'SHELL ⟦[]⟧\nSHELL ⟦[ "a", ]⟧\nSHELL ⟦[ "a"⟧\nSHELL ⟦["a"] b⟧\nSHELL ⟦["\\w"]⟧\nONBUILD SHELL ⟦a⟧\n',
    );
  });
  it('makes an array of words, and double quotes of single ones', () => {
    assert.equal(expectFix(rule, 'SHELL ⟦bash  -c⟧\n', 'SHELL ["bash", "-c"]\n').fix?.safe, true);
    expectFix(rule, "SHELL ⟦['bash','-c']⟧\n", 'SHELL ["bash","-c"]\n');
    expectFix(rule, 'SHELL ⟦bash "-c"⟧\n', undefined);
    expectFix(rule, 'SHELL ⟦a \\\n# b\n c⟧\n', undefined);
  });
  it('keeps quiet on arrays', () => expectMarked(rule, 'SHELL ["a"]\nSHELL [ "a" , \\\n "b" ]\nSHELL\n'));
});
