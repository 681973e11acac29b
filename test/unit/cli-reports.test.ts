import assert from 'node:assert/strict';
import type { Log } from 'sarif';
import type { FileResult } from '../../src/cli/file-result.ts';
import { formatNamed, formats, reports } from '../../src/cli/reports/index.ts';
import { lint } from '../../src/dockerfile/linting/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/text/document.ts';

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
    assert.equal(xml.match(/<file /g)?.length, 3);
    assert.ok(!/&(?!amp;|lt;|gt;|quot;|apos;|#\d+;)/.test(xml));
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
});
