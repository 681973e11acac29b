import { labelNotEmpty as rule } from '../../../src/dockerfile/rules/label-not-empty.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('label-not-empty', () => {
  const surroundings = { policy: { labels: new Map([['a', 'text' as const]]) } };
  it('takes empty labels that the settings name', () => {
    expectMarked(rule, 'FROM x:1\nLABEL ⟦a=""⟧ b="" ⟦a=⟧\n', surroundings);
  });
  it('keeps quiet on others', () => {
    expectMarked(rule, 'FROM x:1\nLABEL a=b c=\n', surroundings);
    expectMarked(rule, 'FROM x:1\nLABEL a=""\n');
  });
});
