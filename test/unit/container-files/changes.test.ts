import assert from 'node:assert/strict';
import { changeSentences, notEmpty, removeFile, renameFile } from '../../../src/container-files/changes.ts';
import { mountRefusals } from '../../../src/container-files/mounted-paths.ts';
import { copySentences } from '../../../src/container-files/move-by-copy.ts';
import { EngineError } from '../../../src/errors.ts';
import { memoryContainer } from './memory-files.ts';

const folder = { kind: 'folder' } as const;
const file = (content: string, more = {}) => ({ kind: 'file' as const, content, ...more });
const link = (linkTarget: string) => ({ kind: 'symlink' as const, linkTarget });
const nasty = '$x `y` "z"\n🚢 \u202e-rf';

describe('deleting and renaming in a container', () => {
  it('is done by a running one itself', async () => {
    const { engine, commands } = memoryContainer({ '/f': file('x'), '/g': file('y'), '/d': folder }, () => ({
      output: '',
      exitCode: 0,
    }));
    await removeFile(engine, 'c1', '/f', { recursive: false });
    await removeFile(engine, 'c1', '/d', { recursive: false });
    await removeFile(engine, 'c1', '/d', { recursive: true });
    await renameFile(engine, 'c1', '/f', '/new', { overwrite: false });
    assert.deepEqual(commands, [
      ['rm', '-f', '--', '/f'],
      ['rmdir', '--', '/d'],
      ['rm', '-rf', '--', '/d'],
      ['mv', '-f', '--', '/f', '/new'],
    ]);
    await assert.rejects(renameFile(engine, 'c1', '/f', '/g', { overwrite: false }), { kind: 'name-in-use' });
    await assert.rejects(removeFile(engine, 'c1', '/no', { recursive: false }), { kind: 'not-found' });
  });

  it('passes on what the container’s program says, and tries nothing else then', async () => {
    const has = { '/d': folder };
    const { engine, files } = memoryContainer(has, () => ({ output: "rmdir: '/d': Busy\n", exitCode: 1 }));
    await assert.rejects(removeFile(engine, 'c1', '/d', { recursive: false }), {
      message: changeSentences.notDeleted("rmdir: '/d': Busy"),
    });
    assert.ok(files.has('/d'));
  });

  for (const [what, run] of [
    ['stopped', undefined],
    ['without programs', () => ({ output: '', exitCode: 127 })],
  ] as const) {
    it(`works in a container that is ${what}`, async () => {
      const owned = { mode: 0o4750, owner: 70, group: 71 };
      const { engine, files } = memoryContainer(
        { '/d': folder, '/d/f': file('in it', owned), '/d/l': link('f'), '/e': folder, '/x': file('x') },
        run,
      );
      await assert.rejects(removeFile(engine, 'c1', '/d', { recursive: false }), { message: notEmpty('/d') });
      await removeFile(engine, 'c1', '/e', { recursive: false });
      await removeFile(engine, 'c1', '/x', { recursive: false });
      await renameFile(engine, 'c1', '/d', `/${nasty}`, { overwrite: false });
      const moved = files.get(`/${nasty}/f`);
      assert.deepEqual([moved?.content, moved?.mode, moved?.owner, moved?.group], ['in it', 0o4750, 70, 71]);
      assert.equal(files.get(`/${nasty}/l`)?.linkTarget, 'f');
      assert.deepEqual([...files.keys()].sort(), ['/', `/${nasty}`, `/${nasty}/f`, `/${nasty}/l`].sort());
      await removeFile(engine, 'c1', `/${nasty}`, { recursive: true });
      assert.deepEqual([...files.keys()], ['/']);
    });
  }

  it('takes a symlink, not what it leads to', async () => {
    const { engine, files } = memoryContainer({ '/d': folder, '/d/f': file('x'), '/l': link('d'), '/g': file('g') });
    await renameFile(engine, 'c1', '/l', '/m', { overwrite: false });
    assert.equal(files.get('/m')?.linkTarget, 'd');
    await renameFile(engine, 'c1', '/g', '/m', { overwrite: true });
    assert.equal(files.get('/m')?.content, 'g');
    await removeFile(engine, 'c1', '/m', { recursive: true });
    assert.deepEqual([...files.keys()], ['/', '/d', '/d/f']);
  });

  it('moves nothing into itself, and nothing onto itself by another way', async () => {
    const { engine, files } = memoryContainer({ '/d': folder, '/d/e': folder, '/l': link('/d') });
    await assert.rejects(renameFile(engine, 'c1', '/d', '/l/e/d', { overwrite: false }), { kind: 'invalid' });
    await assert.rejects(renameFile(engine, 'c1', '/d/e', '/d', { overwrite: true }), { kind: 'invalid' });
    await renameFile(engine, 'c1', '/d/e', '/l/e', { overwrite: true });
    assert.deepEqual([...files.keys()], ['/', '/d', '/d/e', '/l']);
    await assert.rejects(renameFile(engine, 'c1', '/d', '/no/d', { overwrite: false }), {
      message: changeSentences.noFolder('/no'),
    });
  });

  it('leaves alone what is mounted, and what has a mount in it', async () => {
    const has = { '/d': folder, '/d/vol': folder, '/d/vol/f': file('x'), '/l': link('/d'), '/etc': folder };
    const { engine, files, mounts } = memoryContainer(has);
    mounts.push('/l/vol');
    const before = [...files.keys()];
    await assert.rejects(removeFile(engine, 'c1', '/d', { recursive: true }), {
      message: mountRefusals.deleted.around('/d', '/d/vol'),
    });
    await assert.rejects(removeFile(engine, 'c1', '/d/vol', { recursive: true }), {
      message: mountRefusals.deleted.mount('/d/vol'),
    });
    await assert.rejects(renameFile(engine, 'c1', '/d', '/e', { overwrite: false }), {
      message: mountRefusals.renamed.around('/d', '/d/vol'),
    });
    await assert.rejects(removeFile(engine, 'c1', '/etc', { recursive: true }), {
      message: mountRefusals.deleted.around('/etc', '/etc/hosts'),
    });
    await assert.rejects(removeFile(engine, 'c1', '/', { recursive: true }), { message: mountRefusals.deleted.root() });
    assert.deepEqual([...files.keys()], before);
    await removeFile(engine, 'c1', '/d/vol/f', { recursive: false });
    assert.equal(files.has('/d/vol/f'), false);
  });

  it('undoes a copy that failed or came out different, and brings back what it was to replace', async () => {
    for (const spoils of ['half', 'different', 'cancelled'] as const) {
      const { engine, files } = memoryContainer({ '/d': folder, '/d/f': file('x'), '/e': folder, '/e/old': file('o') });
      const { write } = engine.files;
      const cancel = new AbortController();
      let writes = 0;
      engine.files.write = async (...given) => {
        await write(...given);
        // The first only asks whether it may write; the third brings the old folder back.
        if (writes++ !== 1) return;
        files.set('/e/f', file('y'));
        if (spoils === 'half') throw new EngineError('failed', 'no space left on device');
        if (spoils === 'cancelled') {
          cancel.abort(new Error('cancelled'));
          throw cancel.signal.reason;
        }
      };
      await assert.rejects(
        renameFile(engine, 'c1', '/d', '/e', { overwrite: true }, cancel.signal),
        {
          half: /no space left/,
          different: { message: copySentences.changed('/d') },
          cancelled: /cancelled/,
        }[spoils],
      );
      assert.deepEqual(
        [files.get('/d/f')?.content, files.get('/e/old')?.content, files.has('/e/f')],
        ['x', 'o', false],
        spoils,
      );
    }
  });
});
