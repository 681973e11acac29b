import { stringsInJsonArray as rule } from '../../../src/dockerfile/rules/strings-in-json-array.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('strings-in-json-array', () => {
  it('makes strings of all', () => {
    expectFix(rule, 'CMD ⟦["a", 1, true, null, [2]]⟧\n', 'CMD ["a", "1", "true", "null", "[2]"]\n');
    expectFix(rule, 'ONBUILD RUN ⟦[1]⟧\n', 'ONBUILD RUN ["1"]\n');
    expectFix(rule, 'HEALTHCHECK CMD ⟦[1]⟧\n', 'HEALTHCHECK CMD ["1"]\n');
  });
  it('keeps quiet on strings, and on what is no array', () => {
    expectMarked(rule, 'CMD ["a"]\nCMD []\nRUN [ -f a ]\nRUN [1\nLABEL a=[1]\nENV [1]=b\n');
  });
});
