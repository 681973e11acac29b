import { labelEmail as rule } from '../../../src/dockerfile/rules/label-email.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

const surroundings = { policy: { labels: new Map([['a', 'email' as const]]) } };

describe('label-email', () => {
  it('takes what is none', () => {
    for (const value of ['not-email', 'a@b', 'a b@c.de', 'A <a@b.de>']) {
      expectMarked(rule, `FROM x:1\nLABEL b=c a=⟦"${value}"⟧\n`, surroundings);
    }
  });
  it('keeps quiet on what is one', () => {
    for (const value of ['a@b.de', 'a.b+c@d-e.fg.hi']) {
      expectMarked(rule, `FROM x:1\nLABEL a="${value}"\n`, surroundings);
    }
  });
  it('keeps quiet on other labels, variables, nothing, and without such a label in the settings', () => {
    expectMarked(rule, 'FROM x:1\nLABEL b="?" a="$A"\nLABEL a=""\n', surroundings);
    expectMarked(rule, 'FROM x:1\nLABEL a="?"\n');
    expectMarked(rule, 'FROM x:1\nLABEL a="?"\n', { policy: { labels: new Map([['a', 'text']]) } });
  });
  it('offers what is meant', () => {
    expectFix(rule, 'FROM x:1\nLABEL a=⟦"A B <a@b.de>"⟧\n', 'FROM x:1\nLABEL a="a@b.de"\n', surroundings);
    expectFix(rule, 'FROM x:1\nLABEL a=⟦me⟧\n', undefined, surroundings);
  });
});
