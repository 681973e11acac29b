import assert from 'node:assert/strict';
import { rulesOfScanners } from '../../../src/dockerfile/knowledge/scanner-names.ts';
import { applyFix, applyFixes } from '../../../src/dockerfile/linting/apply-fixes.ts';
import { lint, lintWith } from '../../../src/dockerfile/linting/lint.ts';
import { onEach } from '../../../src/dockerfile/rule-parts/on-each.ts';
import type { Problem, Rule } from '../../../src/dockerfile/rule-parts/rule.ts';
import { rules } from '../../../src/dockerfile/rules/index.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';

const found = (text: string, options: Parameters<typeof lint>[1] = {}) =>
  lint(parseDockerfile(text), options).map(({ rule, range }) => `${range.start.line + 1}:${rule}`);

const rule = (id: string, check: Rule['check']): Rule => ({
  id,
  aliases: [],
  severity: 'info',
  title: id,
  why: id,
  bad: '',
  good: '',
  check,
});
const users = rule(
  'no-user',
  onEach(['USER'], (user, { document, report }) => {
    report({ range: document.rangeOf(user), message: 'USER' });
  }),
);
const broken = rule('broken', () => {
  throw new Error('a fault');
});

describe('lint', () => {
  const faulty = 'FROM node\nRUN sudo a\nCMD b\n';

  it('gives problems in the order of the text', () => {
    assert.deepEqual(found(`${faulty}CMD c\n`), [
      '1:pin-base-image',
      '2:no-sudo',
      '3:one-cmd',
      '3:exec-form-cmd',
      '4:exec-form-cmd',
    ]);
  });

  it('takes severities from the options, or leaves a rule out', () => {
    const problems = lint(parseDockerfile(faulty), { severities: { 'pin-base-image': 'off', 'no-sudo': 'style' } });
    assert.deepEqual(
      problems.map(({ rule: id, severity }) => [id, severity]),
      [
        ['no-sudo', 'style'],
        ['exec-form-cmd', 'warning'],
      ],
    );
  });

  it('takes an alias for its rule, in any case; the id goes before', () => {
    const severitiesOf = (severities: NonNullable<Parameters<typeof lint>[1]>['severities']) =>
      lint(parseDockerfile('FROM x:1\nRUN sudo a\nCMD b\n'), { severities }).map(({ severity }) => severity);
    assert.deepEqual(severitiesOf({ dl3004: 'off', DL3025: 'info' }), ['info']);
    assert.deepEqual(severitiesOf({ DL3004: 'off', 'no-sudo': 'style' }), ['style', 'warning']);
  });

  it('runs what is off by default, or newer than the rule set, only when it is asked for', () => {
    const quiet: Rule = { ...users, id: 'quiet', offByDefault: 'this is a test' };
    const newer: Rule = { ...users, id: 'newer', aliases: ['DL9999'], since: 2 };
    const run = (options: Parameters<typeof lint>[1]) =>
      lintWith([users, quiet, newer], parseDockerfile('FROM x:1\nUSER a\n'), options).map((problem) => problem.rule);
    assert.deepEqual(run({}), ['no-user']);
    assert.deepEqual(run({ ruleSet: 2 }), ['no-user', 'newer']);
    assert.deepEqual(run({ allRules: true }), ['no-user', 'quiet', 'newer']);
    assert.deepEqual(run({ severities: { quiet: 'info', dl9999: 'error' } }), ['no-user', 'quiet', 'newer']);
    assert.deepEqual(run({ allRules: true, severities: { quiet: 'off' } }), ['no-user', 'newer']);
  });

  it('lets the build argument replace BuildKit’s directive', () => {
    const problems = (directive: string) =>
      lint(parseDockerfile('# check=skip=all\nFROM x:1\nCMD a\n'), {
        surroundings: { buildArguments: new Map([['BUILDKIT_DOCKERFILE_CHECK', directive]]) },
      }).map(({ severity }) => severity);
    assert.deepEqual(problems('error=true'), ['error']);
    assert.deepEqual(problems('skip=JSONArgsRecommended'), []);
  });

  it('tells which comments were of use, to a rule that runs last', () => {
    const asked: string[] = [];
    const last: Rule = {
      ...rule('last', (_document, _report, _surroundings, { comments, isRun, isName }) => {
        for (const { name, used } of comments.pragmas) asked.push(`${name} ${used} ${isRun(name)} ${isName(name)}`);
      }),
      last: true,
    };
    lintWith([last, ...rules], parseDockerfile('FROM x:1\n# longshore ignore=no-sudo,one-cmd,nothing\nRUN sudo a\n'));
    assert.deepEqual(asked, ['no-sudo true true true', 'one-cmd false true true', 'nothing false false false']);
  });

  it('tells of a rule that fails, and what the others found', () => {
    const failures: string[] = [];
    const problems = lintWith([broken, users], parseDockerfile('FROM x:1\nUSER a\n'), {
      onRuleFailure: (id, error) => failures.push(`${id}: ${error instanceof Error ? error.message : ''}`),
    });
    assert.deepEqual(failures, ['broken: a fault']);
    assert.equal(problems.length, 1);
    assert.throws(() => lintWith([broken], parseDockerfile('')), /a fault/);
  });

  describe('is silenced by', () => {
    const cases: Readonly<Record<string, string>> = {
      'our comment, by id': 'FROM x:1\n# longshore ignore=no-sudo: the base has no root\nRUN sudo a\n',
      'our comment, by alias and in any case': 'FROM x:1\n#longshore  ignore = dl3004 : why\nRUN sudo a\n',
      'hadolint’s comment': 'FROM x:1\n# hadolint ignore=DL3003,DL3004\nRUN sudo a\n',
      'hadolint’s comment with a reason': 'FROM x:1\n# hadolint ignore=DL3004 # why\nRUN sudo a\n',
      'one of several comments above':
        'FROM x:1\n# hadolint ignore=DL3004\n# hadolint ignore=DL3003\n# more\nRUN sudo a\n',
      'a comment between the lines': 'FROM x:1\nRUN b && \\\n  # longshore ignore=no-sudo: why\n  sudo a\n',
      'a comment for the whole file': '# hadolint global ignore=DL3004\nFROM x:1\nRUN sudo a\n',
      'ours for the whole file': 'FROM x:1\nRUN sudo a\n# longshore global ignore=no-sudo: why\n',
      'a comment for its stage': 'FROM x:1\nUSER 1\n# hadolint stage ignore=DL3004\nFROM y:1\nUSER 1\nRUN sudo a\n',
      'dockerfile-utils’ comment': 'FROM x:1\n# dockerfile-utils: ignore\nRUN sudo a\n',
      'BuildKit’s comment for one instruction': 'FROM x:1\n# check=skip=JSONArgsRecommended // why\nCMD a\n',
      'BuildKit’s comment for all of one instruction': 'FROM x:1\n# check=skip=all\nCMD a\n',
      'BuildKit’s directive': '# check=skip=JSONArgsRecommended\nFROM x:1\nCMD a\n',
      'BuildKit’s directive for all': '# syntax=docker/dockerfile:1\n# check=skip=all\nFROM x:1\nCMD a\n',
    };
    for (const [name, text] of Object.entries(cases)) it(name, () => assert.deepEqual(found(text), []));
  });

  it('is not silenced by what names another rule, stands elsewhere, or is no such comment', () => {
    for (const text of [
      'FROM x:1\n# hadolint ignore=DL3003\nRUN sudo a\n',
      'FROM x:1\n# longshore ignore=no-sudo: why\n\nRUN sudo a\n',
      'FROM x:1\n# longshore ignore=no-sudo: why\nUSER 1\nRUN sudo a\n',
      'FROM x:1\n# ignore=no-sudo\nRUN sudo a\n',
      'FROM x:1\nRUN echo <<E\n# hadolint global ignore=DL3004\nE\nRUN sudo a\n',
      '# check=skip=all\nFROM x:1\nRUN sudo a\n',
      'FROM x:1\n# hadolint ignore=DL3004,crazy\nRUN sudo a\n',
      '# hadolint stage ignore=DL3004\nFROM x:1\nUSER 1\nFROM y:1\nRUN sudo a\n',
      'FROM x:1\n# check=skip=all\nRUN sudo a\n',
      'FROM x:1\n# check=skip=no-sudo\nRUN sudo a\n',
    ]) {
      assert.equal(found(text).filter((problem) => problem.endsWith('no-sudo')).length, 1, text);
    }
  });

  describe('is silenced by scanners’ comments', () => {
    const none = (text: string) => assert.deepEqual(sudoIn(text), [], text);
    const one = (text: string) => assert.equal(sudoIn(text).length, 1, text);
    const sudoIn = (text: string) => found(text).filter((problem) => problem.endsWith('no-sudo'));

    it('Trivy’s, right above the instruction, until they expire', () => {
      none('FROM x:1\n#trivy:ignore:DS010\nRUN sudo a\n');
      none('FROM x:1\n# trivy:ignore:AVD-DS-0010 the base has no root\nRUN sudo a\n');
      none('FROM x:1\n# trivy:ignore:DS-0010\n# trivy:ignore:DS002\nRUN b && \\\n  sudo a\n');
      none('FROM x:1\n# trivy:ignore:DS002 trivy:ignore:docker-no-sudo-run\nRUN sudo a\n');
      none('FROM x:1\n# trivy:ignore:no-sudo-run:exp:2999-01-01\nRUN sudo a\n');
      none('FROM x:1\n# trivy:ignore:*\nRUN sudo a\n');
      one('FROM x:1\n# trivy:ignore:DS010:exp:2001-01-01\nRUN sudo a\n');
      one('FROM x:1\n# trivy:ignore:DS010:exp:soon\nRUN sudo a\n');
      one('FROM x:1\n# trivy:ignore:DS010\n\nRUN sudo a\n');
      one('FROM x:1\n# trivy:ignore:DS010\n# hadolint ignore=DL3008\nRUN sudo a\n');
      one('# trivy:ignore:DS010\nFROM x:1\nRUN sudo a\n');
      one('FROM x:1\n# trivy:ignore:DS001\nRUN sudo a\n');
      one('FROM x:1\n# see trivy: ignore:DS010\nRUN sudo a\n');
    });

    it('Checkov’s, wherever they are in the file', () => {
      none('FROM x:1\nRUN sudo a\n# checkov:skip=CKV2_DOCKER_1:why\n');
      none('#checkov:skip=CKV_DOCKER_2,CKV2_DOCKER_1\nFROM x:1\nRUN sudo a\n');
      none('# why bridgecrew:skip=CKV2_DOCKER_1\nFROM x:1\nRUN sudo a\n');
      one('#checkov:skip=CKV2_DOCKER_10\nFROM x:1\nRUN sudo a\n');
      one('FROM x:1\nRUN sudo a # checkov:skip=CKV2_DOCKER_1\n');
    });

    it('KICS’, for a line, for a stage, and for the file where they are in front of all', () => {
      const id = '8ada6e80-0ade-439e-b176-0b28f6bce35a';
      none('FROM x:1\n# kics-scan ignore-line\nRUN b && \\\n  sudo a\n');
      none('FROM x:1\n# kics-scan ignore-line - why\n# more\n\nRUN sudo a\n');
      none('# kics-scan ignore-block\nFROM x:1\nRUN b\nRUN sudo a\n');
      none('# a\n# kics-scan ignore\nFROM x:1\nRUN sudo a\n');
      none(`# kics-scan disable=b86987e1-6397-4619-81d5-8807f2387c79,${id}\nFROM x:1\nRUN sudo a\n`);
      none('# kics-scan enable=b86987e1-6397-4619-81d5-8807f2387c79\nFROM x:1\nRUN sudo a\n');
      one(`# kics-scan enable=${id}\nFROM x:1\nRUN sudo a\n`);
      one(`FROM x:1\n# kics-scan disable=${id}\nRUN sudo a\n`);
      one('FROM x:1\n# kics-scan ignore\nRUN sudo a\n');
      one('FROM x:1\n# kics-scan ignore-block\nUSER 1\nRUN sudo a\n');
      one('# kics-scan ignore-block\nFROM x:1 AS y\nFROM z:1\nRUN sudo a\n');
      one('FROM x:1\n# kics-scan ignore-line\nUSER 1\nRUN sudo a\n');
    });

    it('only where the scanner finds the same', () => {
      assert.ok(
        found('FROM x:1\n# kics-scan ignore-line\n// a\n').some((problem) => problem.endsWith('no-slash-comment')),
      );
      const text = '# checkov:skip=CKV2_DOCKER_1\nFROM x:1\n# kics-scan ignore-line\nRUN sudo a\n';
      const problems = lint(parseDockerfile(text), { ignoreComments: false });
      assert.ok(problems.some((problem) => problem.rule === 'no-sudo'));
    });

    it('by names of rules that there are', () => {
      const ids = new Set(rules.map(({ id }) => id));
      assert.deepEqual(
        rulesOfScanners.filter((id) => !ids.has(id)),
        [],
      );
    });
  });

  it('makes errors of BuildKit’s checks where the file says so', () => {
    const [problem] = lint(parseDockerfile('# check=error=true\nFROM x:1\nCMD a\n'));
    assert.equal(problem?.severity, 'error');
  });

  it('takes time in proportion to the text', () => {
    // `@`: a number of its own for each; `#`: that of the one before.
    const units = [
      'RUN sudo a && cd /b\n',
      '# hadolint ignore=DL3004\nRUN sudo a\n',
      'FROM node AS a\n',
      'FROM a AS $A\n',
      'FROM x AS A@\nCOPY --from=B a b\n',
      'FROM a# AS a@\nRUN source /a\nCMD ["a"]\n',
      'CMD a\n',
      'CMD ["a", "b"]\n',
      'ARG A=$A\n',
      'COPY . .\nRUN npm ci\n',
      'COPY . .\nRUN node server.js\n',
      'RUN rm /etc/apt/apt.conf.d/docker-clean && apt-get update\n',
      'WORKDIR a\n',
      '// a\n',
      'ENV A=$B\n',
    ];
    for (const unit of units) {
      /** Of this process alone, whatever else runs, in microseconds. */
      const spent = (count: number) => {
        const written = (_: unknown, index: number) =>
          unit.replaceAll('@', String(index)).replaceAll('#', String(index - 1));
        const document = parseDockerfile(`FROM debian:12 AS a-1\n${Array.from({ length: count }, written).join('')}`);
        const before = process.cpuUsage();
        applyFixes(document.text, lint(document));
        const { user, system } = process.cpuUsage(before);
        return user + system;
      };
      // Collecting garbage, of all tests before this one, too, may take several times what it is added to: so 32 times as many,
      // which take a thousand times as long where it grows with the square; and the best of a few counts.
      let count = 400;
      while (Math.min(spent(count), spent(count)) < 5_000) count *= 2;
      let few = Number.POSITIVE_INFINITY;
      let many = Number.POSITIVE_INFINITY;
      for (let tries = 0; tries < 4 && !(many < 250 * few); tries++) {
        few = Math.min(few, spent(count), spent(count));
        many = Math.min(many, spent(32 * count));
      }
      assert.ok(
        many < 250 * few,
        `${JSON.stringify(unit)}: 32 times as many take ${Math.round(many / few)} times as long`,
      );
    }
  }).timeout(200_000);
});

describe('applyFixes', () => {
  const problem = (edits: readonly (readonly [from: number, to: number, text: string])[], safe = true): Problem => ({
    rule: 'x',
    aliases: [],
    severity: 'info',
    message: 'x',
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    fix: {
      title: 'x',
      safe,
      edits: edits.map(([from, to, text]) => ({
        range: { start: { line: 0, character: from }, end: { line: 0, character: to } },
        text,
      })),
    },
  });

  it('applies the safe ones only', () => {
    assert.deepEqual(applyFixes('abc', [problem([[0, 1, 'x']], false), problem([[1, 2, '']])]), {
      text: 'ac',
      applied: 1,
    });
  });
  it('leaves out what overlaps, and two insertions at one place', () => {
    assert.deepEqual(applyFixes('abcd', [problem([[0, 2, 'x']]), problem([[1, 3, 'y']]), problem([[2, 4, 'z']])]), {
      text: 'xz',
      applied: 2,
    });
    assert.deepEqual(applyFixes('ab', [problem([[1, 1, 'x']]), problem([[1, 1, 'y']])]), { text: 'axb', applied: 1 });
  });
  it('applies all edits of a fix, in any order', () => {
    const { fix } = problem([
      [2, 3, ''],
      [0, 0, '>'],
    ]);
    assert.ok(fix);
    assert.equal(applyFix('abc', fix), '>ab');
  });
});
