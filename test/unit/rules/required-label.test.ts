import assert from 'node:assert/strict';
import { requiredLabel as rule } from '../../../src/dockerfile/rules/required-label.ts';
import { expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('required-label', () => {
  const surroundings = { policy: { labels: new Map([['a', 'text' as const]]) } };
  it('looks at each image by itself, and at what it starts from', () => {
    for (const text of [
      'FROM ⟦x:1⟧\nFROM ⟦y:1⟧\n',
      'FROM ⟦x:1⟧\nFROM ⟦y:1⟧\nFROM ⟦z:1⟧\n',
      'FROM ⟦x:1⟧ AS a\nFROM ⟦y:1⟧ AS b\n',
      'FROM ⟦x:1⟧\nFROM y:1\nLABEL a=b\n',
      'FROM x:1\nLABEL a=b\nFROM ⟦x:1⟧\n',
      'FROM x:1 AS s\nFROM ⟦s⟧\n',
      'FROM x:1 AS s\nFROM ⟦s⟧\nFROM ⟦s⟧\n',
      'FROM x:1 AS s\nLABEL a=b\nFROM ⟦y:1⟧\nCOPY --from=s a b\n',
      'FROM x:1 AS s\nLABEL a=b\nFROM s AS t\nFROM t\n',
      'ARG S=s\nFROM x:1 AS s\nLABEL a=b\nFROM $S\n',
      'FROM x:1 AS s\nFROM y:1\nLABEL a=b\nRUN --mount=from=s,target=/m c\n',
      'FROM x:1\nLABEL b=1 \\\n  a=b\n',
      'FROM x:1\nLABEL a b c\n',
      'FROM x:1\nLABEL "a"="b"\n',
      'FROM ⟦x:1⟧\nONBUILD LABEL a=b\n',
      'FROM ⟦scratch⟧\n',
    ]) {
      expectMarked(rule, text, surroundings);
    }
  });
  it('takes each image that comes out', () => {
    expectMarked(rule, 'FROM x:1\nLABEL a=b\nFROM ⟦y:1⟧\nLABEL b=a\n', surroundings);
    expectMarked(rule, 'FROM x:1 AS s\nFROM s\nLABEL a=b\nFROM ⟦s⟧\n', surroundings);
    expectMarked(rule, '⟦FROM⟧\n', surroundings);
  });
  it('keeps quiet on stages that others use, and on labels of the stage below', () => {
    expectMarked(rule, 'FROM x:1 AS s\nFROM y:1\nLABEL a=b\nCOPY --from=s a b\n', surroundings);
    expectMarked(rule, 'FROM x:1\nFROM y:1\nLABEL a=b\nCOPY --from=0 a b\n', surroundings);
    expectMarked(rule, 'FROM x:1 AS s\nLABEL a=b\nFROM S\n', surroundings);
    expectMarked(rule, 'FROM x:1\n');
  });
  it('tells each label that lacks', () => {
    const labels = new Map([
      ['a', 'text' as const],
      ['b', 'url' as const],
    ]);
    assert.equal(problemsOf(rule, 'FROM x:1\n', { policy: { labels } }).length, 2);
  });
});
