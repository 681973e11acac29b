// Archives to and from the disk: nothing half-written, cancelled or failed, under the final name.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { diskFailures, readArchive, writeArchive } from '../../../src/commands/host/archive-files.ts';

describe('archive files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const never = () => new AbortController().signal;

  it('are written whole, with progress', async () => {
    const path = join(folder, 'my "images".tar');
    const fractions: (number | undefined)[] = [];
    const archive = Readable.from([Buffer.from('abc'), Buffer.from('def')]);
    assert.equal(await writeArchive(archive, path, 12, ({ fraction }) => fractions.push(fraction), never()), 6);
    assert.equal(readFileSync(path, 'utf8'), 'abcdef');
    assert.deepEqual(fractions, [0.25, 0.5]);
    assert.deepEqual(readdirSync(folder), ['my "images".tar']);
  });

  it('leave an older file as it was when the stream breaks', async () => {
    const path = join(folder, 'images.tar');
    writeFileSync(path, 'old');
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('new');
        throw new Error('The engine died.');
      })(),
    );
    await assert.rejects(
      writeArchive(broken, path, undefined, () => undefined, never()),
      /engine died/,
    );
    assert.deepEqual(readdirSync(folder), ['images.tar']);
    assert.equal(readFileSync(path, 'utf8'), 'old');
  });

  it('leave nothing when they are cancelled', async () => {
    const cancel = new AbortController();
    const reason = new Error('cancelled');
    const endless = new Readable({ read() {} });
    endless.push('some');
    const written = writeArchive(endless, join(folder, 'x.tar'), undefined, () => cancel.abort(reason), cancel.signal);
    await assert.rejects(written, reason);
    assert.deepEqual(readdirSync(folder), []);
    assert.ok(endless.destroyed);
  });

  it('say what the disk said', async () => {
    const path = join(folder, 'none', 'x.tar');
    await assert.rejects(
      writeArchive(Readable.from(['a']), path, undefined, () => undefined, never()),
      { message: `${path}: ${diskFailures.ENOENT}` },
    );
    await assert.rejects(
      readArchive(
        path,
        () => undefined,
        never(),
        async () => undefined,
      ),
      { message: `${path}: ${diskFailures.ENOENT}` },
    );
  });

  it('are read with progress, and what the reader says of them comes out', async () => {
    const path = join(folder, 'x.tar');
    writeFileSync(path, 'abcdef');
    let last: number | undefined;
    const text = await readArchive(
      path,
      ({ fraction }) => {
        last = fraction;
      },
      never(),
      async (archive) => Buffer.concat(await archive.toArray()).toString(),
    );
    assert.equal(text, 'abcdef');
    assert.equal(last, 1);
    const refused = readArchive(
      path,
      () => undefined,
      never(),
      async () => {
        throw new Error('not an archive');
      },
    );
    await assert.rejects(refused, /not an archive/);
  });
});
