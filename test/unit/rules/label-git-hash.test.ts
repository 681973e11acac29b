import { labelGitHash as rule } from '../../../src/dockerfile/rules/label-git-hash.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

const surroundings = { policy: { labels: new Map([['a', 'hash' as const]]) } };

describe('label-git-hash', () => {
  it('takes what is none', () => {
    for (const value of ['not-git-hash', 'main', '4b825dc642cb']) {
      expectMarked(rule, `FROM x:1\nLABEL b=c a=⟦"${value}"⟧\n`, surroundings);
    }
  });
  it('keeps quiet on what is one', () => {
    for (const value of ['4b825dc', '4b825dc642cb6eb9a060e54bf8d69288fbee4904']) {
      expectMarked(rule, `FROM x:1\nLABEL a="${value}"\n`, surroundings);
    }
  });
  it('keeps quiet on other labels, variables, nothing, and without such a label in the settings', () => {
    expectMarked(rule, 'FROM x:1\nLABEL b="?" a="$A"\nLABEL a=""\n', surroundings);
    expectMarked(rule, 'FROM x:1\nLABEL a="?"\n');
    expectMarked(rule, 'FROM x:1\nLABEL a="?"\n', { policy: { labels: new Map([['a', 'text']]) } });
  });
  it('offers what is meant', () => {
    expectFix(rule, 'FROM x:1\nLABEL a=⟦"4B825DC"⟧\n', 'FROM x:1\nLABEL a="4b825dc"\n', surroundings);
    expectFix(rule, 'FROM x:1\nLABEL a=⟦main⟧\n', undefined, surroundings);
  });
});
