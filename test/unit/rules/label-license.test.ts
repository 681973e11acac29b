import { labelLicense as rule } from '../../../src/dockerfile/rules/label-license.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

const surroundings = { policy: { labels: new Map([['a', 'spdx' as const]]) } };

describe('label-license', () => {
  it('takes what is none', () => {
    for (const value of ['not-spdx', 'MIT OR', 'proprietary', 'AND']) {
      expectMarked(rule, `FROM x:1\nLABEL b=c a=⟦"${value}"⟧\n`, surroundings);
    }
  });
  it('keeps quiet on what is one', () => {
    for (const value of [
      'MIT',
      'Apache-2.0',
      'BSD-3-Clause',
      'GPL-2.0+',
      'MIT OR (Apache-2.0 AND ISC)',
      'GPL-2.0-only WITH Classpath-exception-2.0',
      'LicenseRef-own',
    ]) {
      expectMarked(rule, `FROM x:1\nLABEL a="${value}"\n`, surroundings);
    }
  });
  it('keeps quiet on other labels, variables, nothing, and without such a label in the settings', () => {
    expectMarked(rule, 'FROM x:1\nLABEL b="?" a="$A"\nLABEL a=""\n', surroundings);
    expectMarked(rule, 'FROM x:1\nLABEL a="?"\n');
    expectMarked(rule, 'FROM x:1\nLABEL a="?"\n', { policy: { labels: new Map([['a', 'text']]) } });
  });
  it('offers what is meant', () => {
    expectFix(rule, 'FROM x:1\nLABEL a=⟦"apache 2.0"⟧\n', 'FROM x:1\nLABEL a="Apache-2.0"\n', surroundings);
    expectFix(rule, 'FROM x:1\nLABEL a=⟦mpl\\ 2.0⟧\n', undefined, surroundings);
  });
});
