import { labelSemanticVersion as rule } from '../../../src/dockerfile/rules/label-semantic-version.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

const surroundings = { policy: { labels: new Map([['a', 'semver' as const]]) } };

describe('label-semantic-version', () => {
  it('takes what is none', () => {
    for (const value of ['1', '1.2', 'v1.2.3', '1.02.3', '1.2.3-']) {
      expectMarked(rule, `FROM x:1\nLABEL b=c a=⟦"${value}"⟧\n`, surroundings);
    }
  });
  it('keeps quiet on what is one', () => {
    for (const value of ['1.0.0', '2.0.1-rc1', '1.2.3-a.1+b.c']) {
      expectMarked(rule, `FROM x:1\nLABEL a="${value}"\n`, surroundings);
    }
  });
  it('keeps quiet on other labels, variables, nothing, and without such a label in the settings', () => {
    expectMarked(rule, 'FROM x:1\nLABEL b="?" a="$A"\nLABEL a=""\n', surroundings);
    expectMarked(rule, 'FROM x:1\nLABEL a="?"\n');
    expectMarked(rule, 'FROM x:1\nLABEL a="?"\n', { policy: { labels: new Map([['a', 'text']]) } });
  });
  it('offers what is meant', () => {
    expectFix(rule, 'FROM x:1\nLABEL a=⟦1⟧\n', 'FROM x:1\nLABEL a=1.0.0\n', surroundings);
    expectFix(rule, 'FROM x:1\nLABEL a=⟦v1.2.3-a⟧\n', 'FROM x:1\nLABEL a=1.2.3-a\n', surroundings);
    expectFix(rule, 'FROM x:1\nLABEL a=⟦latest⟧\n', undefined, surroundings);
  });
});
