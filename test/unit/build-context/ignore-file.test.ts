import assert from 'node:assert/strict';
import { isIgnored, mayHoldUnignored, parseIgnoreFile } from '../../../src/build-context/ignore-file.ts';

/** The table of the engine's own matcher: pattern, path, whether the pattern (with parents) fits. */
const table: [pattern: string, path: string, ignored: boolean][] = [
  ['**', 'file', true],
  ['**', 'file/', true],
  ['**/', 'file', true],
  ['**', '/', true],
  ['**', 'dir/file', true],
  ['**/**', 'dir/file', true],
  ['dir/**', 'dir/file', true],
  ['dir/**', 'dir/dir2/file', true],
  ['dir/**', 'dir', false],
  ['**/dir', 'dir', true],
  ['**/dir', 'dir/file', true],
  ['**/dir2/*', 'dir/dir2/file', true],
  ['**/dir2/**', 'dir/dir2/dir2/file', true],
  ['**file', 'file', true],
  ['**file', 'dir/file', true],
  ['**/file', 'dir/file', true],
  ['**/file', 'dir/dir/file', true],
  ['**/file*', 'dir/dir/file.txt', true],
  ['**/file*txt', 'dir/dir/file.txt', true],
  ['**/**/*.txt', 'dir/dir/file.txt', true],
  ['**/*.txt2', 'dir/dir/file.txt', false],
  ['a**/*.txt', 'a/file.txt', true],
  ['a**/*.txt', 'a/dir/file.txt', true],
  ['a[b-d]e', 'ae', false],
  ['a[b-d]e', 'ace', true],
  ['a[b-d]e', 'aae', false],
  ['a[^b-d]e', 'aze', true],
  ['.*', '.foo', true],
  ['.*', 'foo', false],
  ['abc.def', 'abcdef', false],
  ['abc.def', 'abc.def', true],
  ['abc.def', 'abcZdef', false],
  ['abc?def', 'abcZdef', true],
  ['abc?def', 'abcdef', false],
  ['abc?def', 'abc/def', false],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
  ['a\\\\', 'a\\', true],
  ['**/foo/bar', 'foo/bar', true],
  ['**/foo/bar', 'dir/foo/bar', true],
  ['abc/**', 'abc/def/ghi', true],
  ['**/.foo', '.foo', true],
  ['**/.foo', 'bar.foo', false],
  ['./bar/..', 'bar', false],
  ['/foo', 'foo', true],
  ['foo/', 'foo/bar', true],
  ['./foo/../bar', 'bar', true],
  ['a(b)+{c}|$', 'a(b)+{c}|$', true],
  ['wide漢?', 'wide漢字', true],
  ['*/temp*', 'a/temporary', true],
  ['*/temp*', 'a/b/temporary', false],
  ['foo', 'foobar', false],
];

describe('an ignore file', () => {
  it('takes what is behind a slash for a line of its own, as engines do', () => {
    assert.equal(isIgnored(parseIgnoreFile('*\n/!a'), 'a'), false);
    assert.equal(isIgnored(parseIgnoreFile('/!a'), '!a'), false);
    assert.equal(isIgnored(parseIgnoreFile('/ a '), 'a'), true);
    assert.equal(parseIgnoreFile('/!').malformed.length, 1);
  });

  for (const [pattern, path, ignored] of table) {
    it(`${pattern} ${ignored ? 'leaves out' : 'keeps'} ${path}`, () => {
      const rules = parseIgnoreFile(pattern);
      assert.deepEqual(rules.malformed, []);
      assert.equal(isIgnored(rules, path.replace(/(.)\/$/, '$1')), ignored);
    });
  }

  it('lets the last pattern decide, for parents too', () => {
    const rules = parseIgnoreFile('*\n!docs\ndocs/private\n!docs/private/README.md');
    const kept = ['docs', 'docs/a.md', 'docs/private/README.md', 'src', 'docs/private', 'docs/private/x'].filter(
      (path) => !isIgnored(rules, path),
    );
    assert.deepEqual(kept, ['docs', 'docs/a.md', 'docs/private/README.md']);
  });

  it('knows comments only in the first column, blanks, a byte order mark and Windows line ends', () => {
    const rules = parseIgnoreFile('\uFEFF# a comment\r\n\r\n  a  \r\n #b\r\n! c \r\n');
    assert.deepEqual(
      rules.patterns.map(({ text, negated }) => `${negated ? '!' : ''}${text}`),
      ['a', '#b', '!c'],
    );
  });

  it('tells malformed patterns by line', () => {
    const { malformed, patterns } = parseIgnoreFile('ok\n[\na\\\n!\n[z-a]\n[a');
    assert.deepEqual(
      malformed.map(({ line }) => line),
      [1, 2, 3, 4, 5],
    );
    assert.equal(patterns.length, 1);
  });

  it('never throws', () => {
    for (const text of ['[]', '[^]', '[[:alpha:]]', '\\', '!!a', '***', '*'.repeat(50), '(?', '[\\]a]', '\0']) {
      isIgnored(parseIgnoreFile(text), 'a/b/c');
    }
  });

  it('knows where it must look for what is taken back', () => {
    const may = (file: string, path: string) => mayHoldUnignored(parseIgnoreFile(file), path);
    assert.ok(may('node_modules\n!node_modules/keep', 'node_modules'));
    assert.ok(may('a\n!a/b/c', 'a/b'));
    assert.ok(may('*\n!**/*.md', 'any/where'));
    assert.ok(!may('node_modules\n!src', 'node_modules'));
    assert.ok(!may('node_modules\n!src/**/*.js', 'node_modules'));
    assert.ok(!may('node_modules', 'node_modules'));
  });
});
