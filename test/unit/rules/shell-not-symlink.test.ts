import { shellNotSymlink as rule } from '../../../src/dockerfile/rules/shell-not-symlink.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('shell-not-symlink', () => {
  it('takes links in place of the shell', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN a && ⟦ln -s /bin/bash /bin/sh⟧\nRUN ln -sf /bin/true /sbin/initctl\nONBUILD RUN ⟦ln -sf bash /bin/sh⟧\n',
    ));
  it('has no fix where more is done', () => {
    expectFix(rule, 'FROM debian:12\nRUN a && ⟦ln -s /bin/bash /bin/sh⟧\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN ⟦ln -s /x/y /bin/sh⟧\n', undefined);
  });
});
