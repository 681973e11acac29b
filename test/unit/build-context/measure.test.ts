// What makes a build context large, and what is left out of it by which line.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ignoreRules, isIgnored, parseIgnoreFile } from '../../../src/build-context/ignore-file.ts';
import { ignoreLineFor, withIgnoreLine } from '../../../src/build-context/ignore-line.ts';
import { type LargeNode, largestLeftOut, largestSent } from '../../../src/build-context/largest.ts';
import { type ContextNode, measureContext } from '../../../src/build-context/measure.ts';
import { placeSentences } from '../../../src/build-context/must-be.ts';
import { walkContext } from '../../../src/build-context/walk.ts';
import { patternOf } from '../../support/sentence-pattern.ts';

describe('a measured build context', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(files: Readonly<Record<string, number | string>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), typeof content === 'number' ? 'x'.repeat(content) : content);
    }
  }
  const measured = (withLeftOut = true, signal?: AbortSignal) =>
    measureContext({ contextFolder: folder, dockerfile: join(folder, 'Dockerfile'), withLeftOut }, signal);

  const flat = (node: ContextNode): ContextNode[] => [node, ...node.children.flatMap(flat)];
  const find = (root: ContextNode, path: string) => flat(root).find((node) => node.path === path);
  const tree = ({ node, children, rest }: LargeNode): unknown => [
    node.path,
    node.sent.bytes,
    ...children.map(tree),
    ...(rest.entries > 0 ? [`${rest.entries} more, ${rest.bytes}`] : []),
  ];

  it('sums folders, and names the line that leaves something out', async () => {
    write({
      Dockerfile: 10,
      'src/a.js': 100,
      'src/deep/b.js': 50,
      'node_modules/x/index.js': 1000,
      'node_modules/x/README.md': 1,
      'logs/today.log': 500,
      'logs/keep.log': 7,
      '.dockerignore': '# what tools make\nnode_modules\n\n**/*.log\n!logs/keep.log\n',
    });
    const { root, ignoreFile } = await measured();
    const ignoreSize = 56;
    assert.equal(ignoreFile, join(folder, '.dockerignore'));
    assert.deepEqual(root.leftOut, { files: 3, bytes: 1501 });
    assert.deepEqual(find(root, 'src')?.sent, { files: 2, bytes: 150 });
    assert.deepEqual(find(root, 'node_modules')?.ignoredBy, { line: 1, text: 'node_modules' });
    assert.deepEqual(find(root, 'logs/today.log')?.ignoredBy, { line: 3, text: '**/*.log' });
    assert.deepEqual(find(root, 'logs/keep.log')?.sent, { files: 1, bytes: 7 });
    assert.deepEqual(find(root, 'logs')?.leftOut, { files: 1, bytes: 500 });
    assert.deepEqual(tree(largestSent(root, 100)), [
      '',
      root.sent.bytes,
      ['src', 150, ['src/a.js', 100], ['src/deep', 50, ['src/deep/b.js', 50]]],
      ['.dockerignore', ignoreSize],
      ['Dockerfile', 10],
      ['logs', 7, ['logs/keep.log', 7]],
    ]);
    assert.deepEqual(
      largestLeftOut(root, 100).children.map(({ node }) => [node.path, node.leftOut.bytes]),
      [
        ['node_modules', 1001],
        ['logs/today.log', 500],
      ],
    );
  });

  it('agrees with what a build walks, whatever the patterns', async () => {
    write({ 'a/b/c.txt': 1, 'a/b/d.md': 2, 'a/e.txt': 4, 'f.txt': 8, 'g/h.txt': 16, 'g/i/j.md': 32, 'k l/m.txt': 64 });
    mkdirSync(join(folder, 'empty'));
    symlinkSync('f.txt', join(folder, 'link'));
    const files = [
      '',
      '*',
      '*\n!a',
      'a\n!a/b/c.txt',
      '**/*.md',
      '*\n!**/*.txt',
      'g/i\n!g/i/j.md\n**/j.md',
      '**\n!g/**/j.md',
      'k l',
      '!f.txt\nf.txt',
    ];
    for (const text of files) {
      write({ '.dockerignore': text });
      const entries = [];
      const rules = parseIgnoreFile(text);
      for await (const entry of walkContext(folder, { rules, always: new Set() })) {
        if (entry.kind !== 'folder') entries.push(entry);
      }
      const expected = { files: entries.length, bytes: entries.reduce((sum, { size }) => sum + size, 0) };
      const { root } = await measured();
      assert.deepEqual(root.sent, expected, text);
      assert.deepEqual((await measured(false)).root.sent, expected, `${text}, without what is left out`);
      const sent = flat(root).filter(({ kind, sent: amount }) => kind !== 'folder' && amount.files > 0);
      assert.deepEqual(sent.map(({ path }) => path).sort(), entries.map(({ path }) => path).sort(), text);
    }
  });

  it('takes the ignore file of the Dockerfile before that of the folder', async () => {
    write({ a: 1, b: 2, '.dockerignore': 'a', 'Dockerfile.dockerignore': '\nb' });
    const { root, ignoreFile } = await measured();
    assert.equal(ignoreFile, join(folder, 'Dockerfile.dockerignore'));
    assert.deepEqual([find(root, 'a')?.ignoredBy, find(root, 'b')?.ignoredBy?.line], [undefined, 1]);
  });

  it('gives its rows to the largest wherever they are, and sums the rest', async () => {
    write({ 'big/deep/one': 1000, 'big/two': 10, 'small/three': 5, four: 4, five: 3 });
    const { root } = await measured();
    assert.deepEqual(tree(largestSent(root, 4)), [
      '',
      1022,
      ['big', 1010, ['big/deep', 1000, ['big/deep/one', 1000]], ['big/two', 10]],
      '3 more, 12',
    ]);
    assert.deepEqual(tree(largestSent(root, 2)), [
      '',
      1022,
      ['big', 1010, ['big/deep', 1000, '1 more, 1000'], '1 more, 10'],
      '3 more, 12',
    ]);
  });

  it('goes on where something cannot be read, or is gone meanwhile', async () => {
    write({ 'fine/a': 3 });
    symlinkSync('nowhere', join(folder, 'broken'));
    const walk = measured();
    const { root } = await walk;
    assert.deepEqual(root.sent, { files: 2, bytes: 3 });
    assert.equal(find(root, 'broken')?.kind, 'link');
  });

  it('says that there is no such folder, and can be canceled on its way', async () => {
    await assert.rejects(
      measureContext({ contextFolder: join(folder, 'none'), dockerfile: folder, withLeftOut: true }),
      { message: patternOf((what) => placeSentences.notThere(what, join(folder, 'none'))) },
    );
    for (let each = 0; each < 60; each++) {
      write(Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${each}/${index}`, 0])));
    }
    const cancel = new AbortController();
    const others: number[] = [];
    const loop = setImmediate(function again() {
      others.push(others.length);
      if (others.length === 1) cancel.abort(new Error('enough'));
    });
    try {
      await assert.rejects(measured(true, cancel.signal), /enough/);
    } finally {
      clearImmediate(loop);
    }
  });

  it('leaves out one thing by one line, whatever its name', () => {
    const names = [
      'plain',
      'a/b c/d',
      '#comment',
      '!exception',
      ' leading',
      'trailing ',
      'star*',
      'mark?',
      '[class]',
      'back\\slash',
      'two\nlines',
      'carriage\rreturn',
      'quote"\'$HOME`id`',
      '😀 한글',
      '\u202eright to left',
      '**',
      'dir/*/x',
      '\ufeffmark',
    ];
    const before = '# notes\nplain2\n!plain\n!a';
    for (const path of names) {
      const rules = parseIgnoreFile(withIgnoreLine(before, ignoreLineFor(path)));
      assert.deepEqual(rules.malformed, [], path);
      assert.ok(isIgnored(rules, path), `${JSON.stringify(path)} by ${JSON.stringify(ignoreLineFor(path))}`);
      for (const other of names.filter((name) => name !== path)) {
        assert.ok(
          !isIgnored(rules, other),
          `${JSON.stringify(ignoreLineFor(path))} must not fit ${JSON.stringify(other)}`,
        );
      }
    }
    assert.ok(ignoreRules([ignoreLineFor('x')]).patterns.length === 1);
  });

  it('adds a line to a file with and without an end', () => {
    assert.equal(withIgnoreLine('', 'a'), 'a\n');
    assert.equal(withIgnoreLine('a\n', 'b'), 'a\nb\n');
    assert.equal(withIgnoreLine('a\r\nb', 'c', '\r\n'), 'a\r\nb\r\nc\r\n');
  });
});
