import { noUnknownLabel as rule } from '../../../src/dockerfile/rules/no-unknown-label.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('no-unknown-label', () => {
  const labels = new Map([['team', 'text' as const]]);
  const strict = { policy: { labels, strictLabels: true } };
  it('takes what the settings do not name', () => {
    expectMarked(rule, 'FROM x:1\nLABEL team=a ⟦other⟧=b ⟦"more"⟧=c\n', strict);
  });
  it('keeps quiet where others are allowed', () => {
    expectMarked(rule, 'FROM x:1\nLABEL other=b\n', { policy: { labels } });
    expectMarked(rule, 'FROM x:1\nLABEL other=b\n');
  });
  it('offers the name that is meant', () => {
    expectFix(rule, 'FROM x:1\nLABEL ⟦tema⟧=a\n', 'FROM x:1\nLABEL team=a\n', strict);
    expectFix(rule, 'FROM x:1\nLABEL ⟦"tema"⟧=a\n', undefined, strict);
  });
});
