import { knownIgnoredRule as rule } from '../../../src/dockerfile/rules/known-ignored-rule.ts';
import { assertNames } from '../../support/assert-names.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('known-ignored-rule', () => {
  it('takes misspelt names, and offers the one that is meant', () => {
    expectFix(
      rule,
      'FROM x:1\n# longshore ignore=⟦no-sdo⟧, one-cmd: a\nRUN b\n',
      'FROM x:1\n# longshore ignore=no-sudo, one-cmd: a\nRUN b\n',
    );
    expectFix(
      rule,
      'FROM x:1\n# hadolint ignore=⟦JSONArgsRecomended⟧\nCMD b\n',
      'FROM x:1\n# hadolint ignore=JSONArgsRecommended\nCMD b\n',
    );
    expectFix(rule, '# hadolint global ignore=⟦anything-at-all⟧\nFROM x:1\n', undefined);
    expectMarked(rule, 'FROM x:1\n# longshore stage ignore=⟦DL30088⟧\nRUN b\n');
    expectMarked(rule, 'FROM x:1\nRUN a \\\n  # longshore ignore=⟦pin-apt-package⟧: b\n  b\n');
  });
  it('says so once for each name', () => {
    expectMarked(
      rule,
      'FROM x:1\n# longshore ignore=⟦no-sdo⟧\nRUN b\n# longshore ignore=no-sdo,⟦one-cmdd⟧\nRUN c\n# hadolint ignore=NO-SDO\nRUN d\n',
    );
  });
  it('keeps quiet on names that are known, be they of other linters’ rules that none of ours is', () => {
    for (const text of [
      '# longshore ignore=no-sudo,all: why',
      '# LONGSHORE ignore=NO-SUDO',
      '# hadolint ignore=DL3006,DL3008,SC2086 # why',
      '# hadolint ignore=DL9999',
      '# longshore ignore=StageNameCasing, JSON_IN_SINGLE_QUOTES',
      '# trivy:ignore:AVD-DS-0002',
      '#trivy:ignore:DS099 trivy:ignore:KSV-0012:exp:2030-01-01',
      '# trivy:ignore:docker-least-privilege-user',
      '#checkov:skip=CKV_DOCKER_99:why',
      '#checkov:skip=CKV2_DOCKER_1,CKV_SECRET_6,my_own_check',
      '# kics-scan ignore-line - why',
      '# kics-scan disable=00000000-0000-0000-0000-000000000000',
      '# check=skip=Crazy',
      '# ignore=anything',
    ]) {
      expectMarked(rule, `${text}\nFROM x:1\n${text}\nRUN a\n`);
    }
  });
  it('takes names for scanners that have not their form', () => {
    expectMarked(rule, 'FROM x:1\n# checkov:skip=⟦CKV_DOCKER⟧:why\nRUN a\n');
    expectMarked(rule, '# kics-scan disable=⟦67fd0c4a⟧\nFROM x:1\n');
    const [problem] = problemsOf(rule, 'FROM x:1\n# trivy:ignore:no_root\nRUN a\n');
    assertNames(problem?.message ?? '', 'Trivy', 'no_root');
  });
});
