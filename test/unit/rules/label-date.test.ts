import { labelDate as rule } from '../../../src/dockerfile/rules/label-date.ts';
import { expectMarked } from '../../support/rule-cases.ts';

const surroundings = { policy: { labels: new Map([['a', 'rfc3339' as const]]) } };

describe('label-date', () => {
  it('takes what is none', () => {
    for (const value of [
      'not-date',
      '2025-13-01T00:00:00Z',
      '2025-02-30T00:00:00Z',
      '2025-01-01',
      '2025-01-01T24:00:00Z',
    ]) {
      expectMarked(rule, `FROM x:1\nLABEL b=c a=⟦"${value}"⟧\n`, surroundings);
    }
  });
  it('keeps quiet on what is one', () => {
    for (const value of ['2025-01-01T00:00:00Z', '2024-02-29T23:59:60.5+01:00']) {
      expectMarked(rule, `FROM x:1\nLABEL a="${value}"\n`, surroundings);
    }
  });
  it('keeps quiet on other labels, variables, nothing, and without such a label in the settings', () => {
    expectMarked(rule, 'FROM x:1\nLABEL b="?" a="$A"\nLABEL a=""\n', surroundings);
    expectMarked(rule, 'FROM x:1\nLABEL a="?"\n');
    expectMarked(rule, 'FROM x:1\nLABEL a="?"\n', { policy: { labels: new Map([['a', 'text']]) } });
  });
});
