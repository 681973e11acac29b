import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { archiveKind } from '../../../src/commands/images/archive-kind.ts';
import { tarEntry } from '../../support/tar-archive.ts';
import { zstdOf } from '../../support/zstd.ts';

describe('the kind of an archive', () => {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-archive-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const kindOf = (bytes: Buffer) => {
    const path = join(folder, 'archive');
    writeFileSync(path, bytes);
    return archiveKind(path);
  };
  const end = Buffer.alloc(1024);
  const id = 'a'.repeat(64);

  it('is images for what docker save and OCI tools write', async () => {
    for (const names of [
      [`${id}/`, `${id}/layer.tar`],
      ['blobs/', 'blobs/sha256/'],
      ['oci-layout'],
      [`${id}.json`],
      ['./index.json'],
    ]) {
      const archive = Buffer.concat([...names.map((name) => tarEntry(name, 'x')), end]);
      assert.deepEqual(await kindOf(archive), { packing: 'none', content: 'images' });
      assert.deepEqual(await kindOf(gzipSync(archive)), { packing: 'gzip', content: 'images' });
      assert.deepEqual(await kindOf(zstdOf(archive)), { packing: 'zstd', content: 'images' });
    }
  });
  it('is files for a root file system', async () => {
    const archive = Buffer.concat([
      tarEntry('bin/'),
      tarEntry('etc/passwd', 'root'),
      tarEntry('app/index.json', '{}'),
      end,
    ]);
    assert.deepEqual(await kindOf(archive), { packing: 'none', content: 'files' });
  });
  it('is not known where only an engine unpacks it', async () => {
    for (const [packing, bytes] of [
      ['bzip2', 'BZh91AY'],
      ['xz', '\xfd7zXZ\0'],
    ] as const) {
      assert.deepEqual(await kindOf(Buffer.from(`${bytes}rest`, 'latin1')), { packing, content: 'unknown' });
    }
  });
  it('is none for all else', async () => {
    for (const bytes of [Buffer.alloc(0), end, Buffer.from('no archive'.repeat(200)), gzipSync(Buffer.from('text'))]) {
      assert.equal((await kindOf(bytes)).content, 'none');
    }
    assert.deepEqual(await kindOf(Buffer.from([0x1f, 0x8b, 1, 2, 3])), { packing: 'gzip', content: 'none' });
    assert.deepEqual(await kindOf(Buffer.from('\x28\xb5\x2f\xfdjunk', 'latin1')), { packing: 'zstd', content: 'none' });
  });
});
