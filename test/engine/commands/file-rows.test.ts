// Files of containers and volumes below their rows, through the commands and what the rows know, against the real engine.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containerGone, doesNotExist } from '../../../src/commands/files/missing-path.ts';
import { readFolder } from '../../../src/commands/files/read-folder.ts';
import { folderWithEntries, moveToRow, rootStays, uploadTo } from '../../../src/commands/files/rows.ts';
import { readContent } from '../../../src/container-files/container-files.ts';
import { volumeGone } from '../../../src/container-files/volume-files.ts';
import { createFileListing } from '../../../src/explorer/file-listing.ts';
import { type FileTop, fileId } from '../../../src/explorer/file-ref.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { refused } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nasty, nastyLine } from './set-up.ts';

describe('the rows of files', () => {
  let test: CommandsUnderTest;
  let local: string;
  before(async () => {
    test = await commandsUnderTest();
    local = mkdtempSync(join(tmpdir(), 'longshore-test-'));
  });
  after(async () => {
    rmSync(local, { recursive: true, force: true });
    await test.clean();
  });

  const refOf = (top: FileTop, path: string) =>
    ({ engine: test.engine.id, kind: 'file', id: fileId({ top, path }) }) as const;

  /** A container that runs, one that never did, and a volume that no container uses. */
  const places: Record<string, () => Promise<FileTop>> = {
    'one that runs': async () => {
      const id = await test.create({ command: ['sleep', '1000'] });
      await test.engine.containers.start(id);
      return { kind: 'container', id };
    },
    'one that never ran': async () => ({ kind: 'container', id: await test.create() }),
    'an idle volume': async () => {
      const name = uniqueName();
      test.ownsVolume(name);
      await test.engine.volumes.create({ name });
      return { kind: 'volume', id: name };
    },
  };

  for (const [what, make] of Object.entries(places)) {
    it(`of ${what}: made, listed, renamed, moved, copied both ways and deleted`, async () => {
      const top = await make();
      const base = top.kind === 'volume' ? '/' : '/tmp';
      const under = (path: string) => (base === '/' ? `/${path}` : `${base}/${path}`);
      const act = async (command: keyof typeof byVerb, path: string, answers: Answer[] = []) => {
        const { host, services } = test.person(answers, { found: [] });
        await commands[byVerb[command]](services, [refOf(top, path)]);
        assert.deepEqual(host.answers, []);
        return host;
      };
      const { host, services } = test.person();
      const files = host.files.volumes(test.engine.id);
      const listing = createFileListing((folder, signal) =>
        readFolder({ engine: test.engine, host }, folder, () => 'web', signal),
      );
      const names = async (path: string) => {
        await listing.load({ top, path });
        await listing.again({ top, path });
        const content = listing.below({ top, path });
        assert.ok(content && 'files' in content, JSON.stringify(content));
        return content.files.map(({ name }) => name);
      };
      const content = async (path: string) =>
        top.kind === 'container'
          ? String(await readContent(test.engine, top.id, path))
          : String(await files.use(top.id, path, readContent));

      const created = await act('create', base, [{ type: nastyLine }]);
      assert.deepEqual(created.openedFiles, [['open', top.id, under(nastyLine)]]);
      assert.deepEqual(created.changedFolders, [[top.id, base]]);
      await assert.rejects(act('create', base, [{ type: nastyLine }]), { kind: 'name-in-use' });
      await assert.rejects(act('create', base, [{ type: 'a/b' }]), refused());
      await act('createFolder', base, [{ type: 'sub' }]);
      await assert.rejects(act('createFolder', base, [{ type: 'sub' }]), { kind: 'name-in-use' });
      assert.deepEqual(await names(base), ['sub', nastyLine]);
      await act('rename', under(nastyLine), [{ type: 'plain' }]);
      assert.deepEqual(await names(base), ['sub', 'plain']);
      await assert.rejects(act('rename', under('plain'), [{ type: 'sub' }]), { kind: 'name-in-use' });

      const from = mkdtempSync(join(local, 'from-'));
      mkdirSync(join(from, 'dir'));
      writeFileSync(join(from, 'dir', nasty), 'inner 한글');
      await act('upload', under('sub'), [{ take: 'folder' }, { files: [join(from, 'dir')] }]);
      assert.deepEqual(await names(under('sub/dir')), [nasty]);
      assert.equal(await content(under(`sub/dir/${nasty}`)), 'inner 한글');
      writeFileSync(join(from, 'dropped'), 'dropped');
      await uploadTo(services, refOf(top, under('plain')), [join(from, 'dropped')]);
      assert.deepEqual(await names(base), ['sub', 'dropped', 'plain']);

      const mover = test.person([{ confirm: true }]);
      await moveToRow(mover.services, refOf(top, under('sub')), [refOf(top, under('plain'))]);
      assert.deepEqual(
        [await names(base), await names(under('sub'))],
        [
          ['sub', 'dropped'],
          ['dir', 'plain'],
        ],
      );
      assert.match(String(mover.host.confirmations[0]?.question), new RegExp(`"${under('plain')}".*"${under('sub')}"`));
      await moveToRow(test.person().services, refOf(top, under('sub')), [refOf(top, under('sub/plain'))]);

      const to = mkdtempSync(join(local, 'to-'));
      await act('download', under('sub'), [{ files: [to] }]);
      assert.equal(readFileSync(join(to, 'sub', 'dir', nasty), 'utf8'), 'inner 한글');
      assert.deepEqual(readdirSync(to), ['sub']);
      assert.deepEqual((await act('copyPath', under('dropped'))).copied, [under('dropped')]);
      assert.deepEqual((await act('openWindow', under('sub'))).openedFiles, [['window', top.id, under('sub')]]);
      assert.deepEqual((await act('open', under('dropped'))).openedFiles, [['open', top.id, under('dropped')]]);
      assert.deepEqual((await act('refresh', under('sub'))).changedFolders, [[top.id, under('sub')]]);
      const compared = await act('compare', under('dropped'), [{ files: [join(from, 'dropped')] }]);
      assert.deepEqual(compared.openedFiles, [['compare', top.id, under('dropped'), join(from, 'dropped')]]);

      const no = test.person([{ confirm: false }]);
      await assert.rejects(commands['longshore.file.delete'](no.services, [refOf(top, under('sub'))]), {
        name: 'Cancelled',
      });
      assert.match(
        String(no.host.confirmations[0]?.detail),
        patternOf(() => `${folderWithEntries(under('sub'), 2, 'dir, plain')}\n`),
      );
      assert.deepEqual(await names(base), ['sub', 'dropped']);
      const yes = test.person([{ confirm: true }]);
      const all = [under('sub'), under('sub/plain'), under('dropped')].map((path) => refOf(top, path));
      await commands['longshore.file.delete'](yes.services, all);
      assert.match(String(yes.host.confirmations[0]?.question), /^Delete 2 files and folders/);
      assert.deepEqual(await names(base), []);
      await assert.rejects(act('delete', '/'), { kind: 'invalid', message: rootStays.isNotDeleted });
      await assert.rejects(act('rename', '/'), { kind: 'invalid', message: rootStays.isNotRenamed });
      assert.ok(existsSync(join(from, 'dropped')));
      if (top.kind === 'volume') await files.release(test.engine, [top.id]);
      assert.deepEqual(await test.engine.volumes.helpers(), []);
    });
  }

  it('tell in the place of files what is wrong', async () => {
    const { host } = test.person();
    const listing = createFileListing((folder, signal) =>
      readFolder({ engine: test.engine, host }, folder, () => 'web', signal),
    );
    const said = async (top: FileTop, path: string) => {
      await listing.load({ top, path });
      return listing.below({ top, path });
    };
    const id = await test.create();
    assert.deepEqual(await said({ kind: 'container', id }, '/no/such'), {
      problem: doesNotExist('/no/such', 'web'),
    });
    assert.deepEqual(await said({ kind: 'container', id: 'f'.repeat(64) }, '/'), {
      problem: containerGone('web'),
    });
    const volume = uniqueName();
    assert.deepEqual(await said({ kind: 'volume', id: volume }, '/'), {
      problem: volumeGone(volume),
    });
  });

  it('are chosen by walking where no row is given', async () => {
    const id = await test.create();
    const { name } = (await test.engine.containers.get(id)) ?? { name: '' };
    const { host, services } = test.person([
      { pick: name },
      { pick: 'tmp' },
      { pick: 'This Folder' },
      { type: 'made' },
    ]);
    await test.eventually(async () => services.inventory.containers.some((container) => container.id === id));
    await commands['longshore.file.createFolder'](services);
    assert.deepEqual(host.changedFolders, [[id, '/tmp']]);
  });
});

const byVerb = {
  open: 'longshore.file.open',
  create: 'longshore.file.create',
  createFolder: 'longshore.file.createFolder',
  rename: 'longshore.file.rename',
  delete: 'longshore.file.delete',
  upload: 'longshore.file.upload',
  download: 'longshore.file.download',
  copyPath: 'longshore.file.copyPath',
  openWindow: 'longshore.file.openWindow',
  refresh: 'longshore.file.refresh',
  compare: 'longshore.file.compare',
} as const;
