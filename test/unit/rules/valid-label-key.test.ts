import { validLabelKey as rule } from '../../../src/dockerfile/rules/valid-label-key.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('valid-label-key', () => {
  it('takes names outside of the guidelines', () => {
    for (const name of [
      'com.docker.a',
      'io.docker.a',
      'org.dockerproject.a',
      'a..b',
      'a--b',
      '1a',
      '-a',
      '.a',
      'a-',
      'A',
      'a$b',
      'ä',
    ]) {
      expectMarked(rule, `FROM x:1\nLABEL ⟦${name}⟧="b"\n`);
    }
    expectMarked(rule, 'LABEL a=b ⟦C⟧=d\n');
  });
  it('keeps quiet on good ones', () => {
    expectMarked(rule, 'FROM x:1\nLABEL org.valid-key.label3="a" b=c d_e/f=g "h"=i\n');
  });
  it('offers the same name as the guidelines have it', () => {
    expectFix(rule, 'FROM x:1\nLABEL ⟦Vendor.Name⟧=a\n', 'FROM x:1\nLABEL vendor.name=a\n');
    expectFix(rule, 'FROM x:1\nLABEL ⟦com.docker.a⟧=a\n', undefined);
    expectFix(rule, 'FROM x:1\nLABEL ⟦"A B"⟧=a\n', undefined);
  });
});
