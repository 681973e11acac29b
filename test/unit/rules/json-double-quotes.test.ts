import assert from 'node:assert/strict';
import { jsonDoubleQuotes as rule } from '../../../src/dockerfile/rules/json-double-quotes.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('json-double-quotes', () => {
  it('takes arrays with single quotes', () => {
    for (const keyword of ['RUN', 'CMD', 'ENTRYPOINT', 'COPY', 'ADD', 'VOLUME', 'ONBUILD RUN', 'HEALTHCHECK CMD']) {
      expectFix(rule, `${keyword} ⟦['a b', "c",'d']⟧\n`, `${keyword} ["a b", "c","d"]\n`);
    }
  });
  it('is repaired without asking only where nothing works as it is', () => {
    assert.equal(problemsOf(rule, "CMD ['a']\n")[0]?.fix?.safe, true);
    assert.equal(problemsOf(rule, "VOLUME ['a']\n")[0]?.fix?.safe, false);
  });
  it('keeps continuations', () =>
    void expectFix(rule, "CMD ⟦['a', \\\n # c\n  'b']⟧\n", 'CMD ["a", \\\n # c\n  "b"]\n'));
  it('has no fix where double quotes would mean something else', () => {
    expectFix(rule, `CMD ⟦['say "a"']⟧\n`, undefined);
    expectFix(rule, "CMD ⟦['a\\b']⟧\n", undefined);
  });
  it('keeps quiet on JSON, tests of a shell, and other text', () => {
    expectMarked(
      rule,
      `CMD ["it's"]\nRUN [ 'a' ]\nRUN [ 'a' = 'b' ]\nRUN ['a'] && b\nRUN [ -f 'a' ]\nSHELL ['a']\nLABEL a=['b']\nCMD []\n`,
    );
  });
  it('has the names that others have for a command in shell form', () => {
    const aliasesOf = (line: string) => problemsOf(rule, `FROM x:1\n${line}\n`).map(({ aliases }) => aliases);
    assert.deepEqual(aliasesOf("CMD ['a']"), [['JSON_IN_SINGLE_QUOTES', 'DL3025', 'JSONArgsRecommended']]);
    assert.deepEqual(aliasesOf("VOLUME ['a']"), [['JSON_IN_SINGLE_QUOTES']]);
  });
});
