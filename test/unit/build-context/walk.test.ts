import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { followLinks } from '../../../src/build-context/follow-links.ts';
import {
  fitsOf,
  ignoreRules,
  isIgnored,
  isIgnoredBy,
  parseIgnoreFile,
} from '../../../src/build-context/ignore-file.ts';
import { contextEntries, type WalkOptions, walkContext } from '../../../src/build-context/walk.ts';

describe('the walk through a build context', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
    for (const path of ['a/b/c', 'a/b/d', 'a/e', 'f', 'g/h']) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), path);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const walk = (options: Partial<WalkOptions>) =>
    [...contextEntries(folder, { rules: ignoreRules([]), always: new Set(), ...options })].flatMap((entry) =>
      entry ? [entry.path] : [],
    );
  const only = (...patterns: string[]) => walk({ only: ignoreRules(patterns) });

  it('tells only what is wanted, with the folders that hold it, once and before it', () => {
    assert.deepEqual(only('a/b'), ['a', 'a/b', 'a/b/c', 'a/b/d']);
    assert.deepEqual(only('a/*/d', 'g'), ['a', 'a/b', 'a/b/d', 'g', 'g/h']);
    assert.deepEqual(only('**/e', '*'), ['a', 'a/b', 'a/b/c', 'a/b/d', 'a/e', 'f', 'g', 'g/h']);
    assert.deepEqual(only('nothing'), []);
  });

  it('lets both have a say: what is wanted and what is ignored', () => {
    const both = (ignore: string, ...patterns: string[]) =>
      walk({ rules: parseIgnoreFile(ignore), only: ignoreRules(patterns) });
    assert.deepEqual(both('**/c', 'a'), ['a', 'a/b', 'a/b/d', 'a/e']);
    assert.deepEqual(both('a\n!a/b', 'a/b/c', 'a/e'), ['a', 'a/b', 'a/b/c']);
    assert.deepEqual(both('*', '**'), []);
  });

  it('tells the target of a link in its place where that is wanted', () => {
    symlinkSync('../g', join(folder, 'a', 'link'));
    assert.deepEqual(only('a/link'), ['a', 'a/link']);
    assert.deepEqual(walk({ only: ignoreRules(['a/link']), followLinks: true }), ['a', 'a/link', 'a/link/h']);
  });

  it('is the same whoever asks for it', async () => {
    const paths: string[] = [];
    for await (const { path } of walkContext(folder, { rules: ignoreRules([]), always: new Set() })) paths.push(path);
    assert.deepEqual(paths, walk({}));
  });

  it('decides from folder to folder as for the whole path', () => {
    const names = ['a', 'b', 'ab', 'c.md'];
    const paths = names.flatMap((x) => [
      x,
      ...names.flatMap((y) => [`${x}/${y}`, ...names.map((z) => `${x}/${y}/${z}`)]),
    ]);
    const files = [
      '*\n!a',
      'a\n!a/b\na/b/c.md',
      '**/b\n!ab/**',
      '*.md\n!**/b/*.md',
      'a*/?\n!*/b',
      '**\n!**/c.md',
      '!a\na/[ab]',
    ];
    for (const file of files) {
      const rules = parseIgnoreFile(file);
      for (const path of paths) {
        const parts = path.split('/');
        let fits = undefined as ReturnType<typeof fitsOf> | undefined;
        for (let depth = 1; depth <= parts.length; depth++) {
          fits = fitsOf(rules.patterns, parts.slice(0, depth).join('/'), fits);
        }
        assert.equal(isIgnoredBy(rules, fits ?? []), isIgnored(rules, path), `${file} ${path}`);
      }
    }
  });

  it('follows links on the way to what is named, and stays in the folder', () => {
    symlinkSync('b', join(folder, 'a', 'to-b'));
    symlinkSync('/a/to-b', join(folder, 'rooted'));
    symlinkSync('../../../f', join(folder, 'g', 'outwards'));
    symlinkSync('loop/x', join(folder, 'loop'));
    symlinkSync('f', join(folder, '[x]*'));
    const follow = (...paths: string[]) => followLinks(folder, paths).sort();
    assert.deepEqual(follow('f', './a//e', '/g/h/'), ['a/e', 'f', 'g/h']);
    assert.deepEqual(follow('rooted/c', 'rooted/d'), ['a/b/c', 'a/b/d', 'a/to-b', 'rooted']);
    assert.deepEqual(follow('g/outwards'), ['f', 'g/outwards']);
    assert.deepEqual(follow('g/o*'), ['f', 'g/o*']);
    assert.deepEqual(follow('a/to-*/c'), ['a/b/c', 'a/to-*', 'a/to-*/c']);
    assert.deepEqual(follow('../../f'), ['f']);
    assert.deepEqual(follow('no/such/file'), ['no/such/file']);
    assert.deepEqual(follow('/'), ['']);
    assert.ok(follow('loop').includes('loop'));
    // What a link names is no pattern.
    symlinkSync('[x]*', join(folder, 'odd'));
    assert.ok(only(...follow('odd')).includes('[x]*'));
  });
});
