// A folder of the disk as linting sees it: links are what they lead to, and what cannot be read is not known.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFolder } from '../../../src/surroundings/disk-folder.ts';
import { keptFolder } from '../../../src/surroundings/folder.ts';

describe('a folder of the disk', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'longshore-folder-'));
    mkdirSync(join(root, 'src'));
    writeFileSync(join(root, 'src', 'main.go'), 'package main\n');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('takes a link for what it leads to, and for a file where that is missing', async () => {
    symlinkSync('src', join(root, 'linked'), 'dir');
    symlinkSync('src/main.go', join(root, 'file'));
    symlinkSync('nowhere', join(root, 'dangling'));
    assert.deepEqual(Object.fromEntries((await diskFolder(root).list('')) ?? []), {
      src: 'folder',
      linked: 'folder',
      file: 'file',
      dangling: 'file',
    });
    assert.deepEqual([...((await diskFolder(root).list('linked')) ?? [])], [['main.go', 'file']]);
    assert.equal(await diskFolder(root).read('linked/main.go'), 'package main\n');
  });

  it('knows nothing of what is not there, or of another kind', async () => {
    const folder = diskFolder(root);
    assert.equal(await folder.list('nowhere'), undefined);
    assert.equal(await folder.list('src/main.go'), undefined);
    assert.equal(await folder.read('nowhere'), undefined);
    assert.equal(await folder.read('src'), undefined);
    assert.deepEqual([...((await folder.list('src/..')) ?? [])], [['src', 'folder']]);
  });

  it('is read once where it is kept', async () => {
    const folder = keptFolder(diskFolder(root));
    assert.equal(await folder.read('src/main.go'), 'package main\n');
    writeFileSync(join(root, 'src', 'main.go'), 'package other\n');
    writeFileSync(join(root, 'src', 'more.go'), '');
    assert.equal(await folder.read('src/main.go'), 'package main\n');
    assert.deepEqual([...((await folder.list('src')) ?? new Map()).keys()].sort(), ['main.go', 'more.go']);
    rmSync(join(root, 'src', 'more.go'));
    assert.deepEqual([...((await folder.list('src')) ?? new Map()).keys()].sort(), ['main.go', 'more.go']);
  });
});
