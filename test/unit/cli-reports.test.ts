import assert from 'node:assert/strict';
import type { Log } from 'sarif';
import type { FileResult } from '../../src/cli/file-result.ts';
import { formatNamed, formats, reports } from '../../src/cli/reports/index.ts';
import { lint } from '../../src/dockerfile/linting/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/text/document.ts';
import { readXml } from '../support/well-formed.ts';

const options = { color: false, version: '1.2.3' };

function linted(file: string, text: string): FileResult {
  const document = parseDockerfile(text);
  const problems = lint(document, { severities: { 'exec-form-cmd': 'off' } });
  return { file, document, problems, threshold: 'info', fixed: 0 };
}

const nasty = 'my app/“x”,:&<%\u0001>.dockerfile';
const results = [
  linted(nasty, 'FROM node\n// a\nRUN sudo a\nCMD b\nCMD ["b"]\n'),
  linted('Dockerfile', 'FROM x:1\nRUN sudo a && sudo a\nRUN sudo a && sudo a\n'),
  linted('clean/Dockerfile', 'FROM x:1\n'),
];

describe('reports of longshore lint', () => {
  it('are found by their names, and by hadolint’s', () => {
    for (const format of formats) assert.equal(formatNamed(format), format);
    assert.equal(formatNamed('gitlab_codeclimate'), 'gitlab');
    assert.equal(formatNamed('toString'), undefined);
  });

  it('say nothing wrong of nothing', () => {
    for (const format of formats) assert.equal(typeof reports[format]([], options), 'string');
    assert.deepEqual(JSON.parse(reports.gitlab([], options)), []);
    assert.equal(JSON.parse(reports.sarif([], options)).runs[0].results.length, 0);
  });

  it('sarif: places, levels, fixes, and the rules that found something', () => {
    const log: Log = JSON.parse(reports.sarif(results, options));
    const [run] = log.runs;
    assert.equal(log.version, '2.1.0');
    assert.equal(run?.tool.driver.version, '1.2.3');
    assert.deepEqual(
      run?.tool.driver.rules?.map(({ id }) => id),
      ['no-slash-comment', 'no-sudo', 'one-cmd', 'pin-base-image'],
    );
    for (const result of run?.results ?? []) {
      assert.equal(run?.tool.driver.rules?.[result.ruleIndex ?? -1]?.id, result.ruleId);
    }
    const [pin, slash] = run?.results ?? [];
    assert.equal(pin?.level, 'warning');
    assert.deepEqual(pin?.locations?.[0]?.physicalLocation, {
      artifactLocation: { uri: 'my%20app/%E2%80%9Cx%E2%80%9D%2C%3A%26%3C%25%01%3E.dockerfile' },
      region: { startLine: 1, startColumn: 6, endLine: 1, endColumn: 10 },
    });
    assert.deepEqual(slash?.fixes?.[0]?.artifactChanges[0]?.replacements, [
      {
        deletedRegion: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 3 },
        insertedContent: { text: '#' },
      },
    ]);
    assert.deepEqual(
      run?.artifacts?.map(({ location }) => location?.uri),
      ['my%20app/%E2%80%9Cx%E2%80%9D%2C%3A%26%3C%25%01%3E.dockerfile', 'Dockerfile', 'clean/Dockerfile'],
    );
  });

  it('tell the same problem again by its fingerprint, and equal ones apart', () => {
    const prints = (file: FileResult): string[] =>
      JSON.parse(reports.gitlab([file], options)).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    const [, second] = results;
    assert.ok(second);
    const before = prints(second);
    assert.equal(new Set(before).size, 4);
    assert.deepEqual(prints(linted('Dockerfile', `# new\n\n${second.document.text}`)), before);
  });

  it('checkstyle: XML that hostile names and messages do not break', () => {
    const xml = reports.checkstyle(results, options);
    assert.match(xml, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<checkstyle version="4.3">\n/);
    assert.ok(xml.includes('<file name="my app/“x”,:&amp;&lt;%\ufffd&gt;.dockerfile">'));
    assert.ok(xml.includes('<error line="1" column="6" severity="warning" message="'));
    assert.equal(readXml(xml).children.length, 3);
  });

  it('codeclimate: one object each, ended by a null character', () => {
    const issues = reports
      .codeclimate(results, options)
      .split('\0\n')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text));
    assert.equal(issues.length, results.flatMap(({ problems }) => problems).length);
    assert.equal(issues[0].type, 'issue');
    assert.equal(issues[0].severity, 'major');
    assert.deepEqual(issues[0].location.positions.begin, { line: 1, column: 6 });
  });

  it('gitlab: a list of issues with path and lines', () => {
    const [issue] = JSON.parse(reports.gitlab([linted('./a/Dockerfile', 'FROM node\n')], options));
    assert.equal(issue.check_name, 'pin-base-image');
    assert.deepEqual(issue.location, { path: 'a/Dockerfile', lines: { begin: 1, end: 1 } });
  });

  it('github: workflow commands that no file name can end', () => {
    const [first, ...more] = reports.github(results, options).trimEnd().split('\n');
    assert.match(
      String(first),
      /^::warning file=my app\/“x”%2C%3A&<%25[^,]>\.dockerfile,line=1,endLine=1,col=6,endColumn=10,title=pin-base-image::/,
    );
    for (const line of more) assert.match(line, /^::(error|warning|notice) file=/);
  });

  it('junit: a suite for each file, a failed test for each problem, and one that passes where there is none', () => {
    const root = readXml(reports.junit(results, options));
    const count = results.flatMap(({ problems }) => problems).length;
    assert.equal(root.name, 'testsuites');
    assert.equal(root.attributes.get('failures'), String(count));
    assert.equal(root.attributes.get('tests'), String(count + 1));
    assert.equal(root.children.length, 3);
    for (const suite of root.children) {
      const failed = suite.children.filter(({ children }) => children.length > 0);
      assert.equal(suite.attributes.get('tests'), String(suite.children.length));
      assert.equal(suite.attributes.get('failures'), String(failed.length));
      // Servers know a test again by its class and name.
      const names = suite.children.map(({ attributes }) => attributes.get('name'));
      assert.equal(new Set(names).size, names.length);
    }
    const [first] = root.children;
    const [test] = first?.children ?? [];
    assert.equal(first?.attributes.get('name'), nasty.replace('\u0001', '\ufffd'));
    assert.equal(test?.attributes.get('name'), 'pin-base-image, line 1, column 6');
    assert.equal(test?.children[0]?.attributes.get('type'), 'warning');
    assert.deepEqual(
      readXml(reports.junit([linted('clean', 'FROM x:1\n')], options)).children[0]?.children.map(
        ({ name, children }) => [name, children.length],
      ),
      [['testcase', 0]],
    );
  });

  it('sonarqube: issues of rules that are in the report, with ranges that its scanner takes', () => {
    const { rules, issues } = JSON.parse(reports.sonarqube(results, options));
    assert.deepEqual(Object.keys(JSON.parse(reports.sonarqube([], options))), ['rules', 'issues']);
    const ids = rules.map(({ id }: { id: string }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const rule of rules) {
      for (const field of ['id', 'name', 'description', 'engineId']) assert.notEqual(rule[field] ?? '', '', field);
      assert.ok(['BUG', 'VULNERABILITY', 'CODE_SMELL'].includes(rule.type));
      assert.ok(['BLOCKER', 'CRITICAL', 'MAJOR', 'MINOR', 'INFO'].includes(rule.severity));
      assert.equal(rule.impacts.length, 1);
      assert.ok(['HIGH', 'MEDIUM', 'LOW'].includes(rule.impacts[0].severity));
    }
    for (const { ruleId, severity, type, primaryLocation } of issues) {
      assert.ok(ids.includes(ruleId));
      assert.deepEqual([severity, type], [undefined, undefined]);
      const { startLine, endLine, startColumn, endColumn } = primaryLocation.textRange;
      assert.ok(startLine >= 1);
      if (startColumn !== undefined) assert.ok(endLine > startLine || endColumn > startColumn);
    }
    assert.deepEqual(issues[0].primaryLocation.textRange, { startLine: 1, endLine: 1, startColumn: 5, endColumn: 9 });
  });

  it('codacy: an object in each line', () => {
    const lines = reports
      .codacy([linted('./a/Dockerfile', 'FROM node\nRUN sudo a\n')], options)
      .trimEnd()
      .split('\n');
    const [first] = lines.map((line) => JSON.parse(line));
    assert.equal(lines.length, 2);
    assert.deepEqual(Object.keys(first), ['filename', 'patternId', 'message', 'line']);
    assert.equal(first.filename, 'a/Dockerfile');
    assert.equal(first.line, 1);
  });

  it('gnu: one line each, with the column of the screen', () => {
    const lines = reports.gnu(results, options).trimEnd().split('\n');
    assert.equal(lines.length, results.flatMap(({ problems }) => problems).length);
    assert.match(String(lines[0]), /^my app\/“x”,:&<%\ufffd>\.dockerfile:1:6: warning: .+ \[pin-base-image\]$/);
    const wide = reports.gnu([linted('a', 'FROM x:1\nRUN echo 漢字 && \tsudo a\n')], options);
    assert.match(wide, /^a:2:25: warning: .+ \[no-sudo\]\n$/);
  });

  describe('tty', () => {
    const marked = (line: string) => {
      const [, shown = '', marks = ''] = reports.tty([linted('a', `FROM x:1\n${line}\n`)], options).split('\n');
      return { shown, marks };
    };

    it('keeps the marks under the words, however wide what is before them is', () => {
      const cases: readonly (readonly [string, number])[] = [
        ['RUN echo ascii && sudo a', 4 + 18],
        ['RUN echo 漢字 && sudo a', 4 + 17],
        ['RUN echo 한글 && sudo a', 4 + 17],
        ['RUN echo ｆ && sudo a', 4 + 15],
        ['RUN echo e\u0301 && sudo a', 4 + 14],
        ['RUN echo 🚀 && sudo a', 4 + 15],
        ['RUN echo 👨‍👩‍👧 && sudo a', 4 + 15],
        ['RUN echo 🇩🇪 && sudo a', 4 + 15],
        ['RUN echo ❤️ && sudo a', 4 + 15],
        ['RUN echo \u200b && sudo a', 4 + 13],
      ];
      for (const [line, column] of cases) assert.equal(marked(line).marks.indexOf('^'), column, line);
    });

    it('keeps tabs in front of the words, and is as wide as the words are', () => {
      const { marks } = marked('RUN\techo 漢 &&\tsudo a');
      assert.match(marks, /^ {7}\t {10}\t\^{4}$/);
      const document = parseDockerfile('FROM x:1\nRUN 漢字\n');
      const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 6 } };
      const problem = { rule: 'a', aliases: [], severity: 'info' as const, message: 'b', range };
      const text = reports.tty([{ file: 'a', document, problems: [problem], threshold: 'info', fixed: 0 }], options);
      assert.match(text, /\n {8}\^{4}\n/);
    });

    it('cuts long lines between characters, and lets nothing steer the terminal', () => {
      const { shown } = marked(`RUN echo ${'😀'.repeat(100)} && sudo a ${'👩🏽‍🚒'.repeat(100)}`);
      assert.ok(!/\p{Cs}/u.test(shown));
      assert.ok(marked('RUN echo \u202e\u001b[31m && sudo a').shown.includes('\ufffd\ufffd[31m'));
    });
  });
});
