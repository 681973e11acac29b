// Files of volumes, through the commands, against the real engine: no helper is left, and nobody sees one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { notInVolume } from '../../../src/commands/files/source.ts';
import { uploadToContainer, uploadToVolume } from '../../../src/commands/files/upload.ts';
import { removeFile, renameFile } from '../../../src/container-files/changes.ts';
import { createFolder, listFolder, readContent, writeContent } from '../../../src/container-files/container-files.ts';
import { createVolumeFiles, volumeGone } from '../../../src/container-files/volume-files.ts';
import { ownerOfProcess } from '../../../src/engine/session-owner.ts';
import { commands } from '../../support/test-commands.ts';
import { folderWith, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nasty } from './set-up.ts';

describe('the commands of files in volumes', () => {
  let test: CommandsUnderTest;
  let volume: string;
  before(async () => {
    test = await commandsUnderTest();
  });
  beforeEach(async () => {
    volume = uniqueName();
    test.ownsVolume(volume);
    await test.engine.volumes.create({ name: volume });
  });
  afterEach(async () => assert.deepEqual(await helpers(), []));
  after(() => test.clean());

  const helpers = () => test.engine.volumes.helpers();
  const browse = 'longshore.volume.browseFiles';

  /** A session of its own, whose clock stands still: nothing lingers away behind the test's back. */
  const session = (owner = ownerOfProcess()) =>
    createVolumeFiles({
      engine: async () => test.engine,
      log: (line) => assert.fail(line),
      clock: { now: () => 0, after: () => () => undefined },
      owner,
    });

  it('open a file and a folder by walking, with a helper that nobody sees and that goes', async () => {
    const files = session();
    await files.use(volume, '/', async (engine, id, root) => {
      await createFolder(engine, id, `${root}sub`);
      await writeContent(engine, id, `${root}sub/${nasty}`, Buffer.from('x'));
    });
    const { host, services } = test.person([{ pick: 'sub' }, { pick: nasty.replaceAll('\n', '↵') }]);
    const seen: unknown[] = [];
    const watching = {
      ...host,
      files: {
        ...host.files,
        open: async (place: Parameters<typeof host.files.open>[0]) => {
          const [helper] = await helpers();
          const { containers, images } = await services.inventory.lists();
          const listed = [...(await test.engine.containers.list()), ...containers].map(({ id }) => id);
          const shown = [...(await test.engine.images.list()), ...images].map(({ id }) => id);
          seen.push(
            place,
            helper?.volume,
            listed.includes(String(helper?.id)),
            shown.includes(String(helper?.imageId)),
          );
        },
      },
    };
    await commands[browse]({ ...services, host: watching }, [volume]);
    assert.deepEqual(seen, [{ engine: test.engine.id, volume, path: `/sub/${nasty}` }, volume, false, false]);
    assert.deepEqual(await helpers(), []);
    const window = test.person([{ pick: 'sub' }, { take: { do: 'window', path: '/sub' } }]);
    await commands[browse](window.services, [volume]);
    assert.deepEqual(window.host.openedFiles, [['window', volume, '/sub']]);
  });

  it('leave no helper when browsing is given up, or goes where nothing is', async () => {
    await assert.rejects(commands[browse](test.person(['escape']).services, [volume]), { name: 'Cancelled' });
    assert.deepEqual(await helpers(), []);
    const missing = test.person([{ take: { do: 'type' } }, { type: '/no/such' }]);
    await assert.rejects(commands[browse](missing.services, [volume]), {
      kind: 'not-found',
      message: notInVolume('/no/such', volume),
    });
  });

  it('make no volume by asking for one that is gone', async () => {
    const gone = uniqueName();
    await assert.rejects(
      session().use(gone, '/', async () => assert.fail()),
      { kind: 'not-found', message: volumeGone(gone) },
    );
    assert.equal(
      (await test.engine.volumes.list()).some(({ name }) => name === gone),
      false,
    );
  });

  it('change what is in a volume: create, edit, rename, delete, under any name', async () => {
    const files = session();
    const leave = await files.hold(volume);
    try {
      const [helper] = await helpers();
      await files.use(volume, '/a', (engine, id, path) => writeContent(engine, id, path, Buffer.from('one')));
      await files.use(volume, '/a', (engine, id, path) => writeContent(engine, id, path, Buffer.from('two')));
      await files.use(volume, '/', (engine, id, root) =>
        renameFile(engine, id, `${root}a`, `${root}${nasty}`, { overwrite: false }),
      );
      const content = await files.use(volume, `/${nasty}`, readContent);
      assert.equal(content.toString(), 'two');
      await files.use(volume, `/${nasty}`, (engine, id, path) => removeFile(engine, id, path, { recursive: false }));
      assert.deepEqual((await files.use(volume, '/', listFolder)).files, []);
      await assert.rejects(
        files.use(volume, '/', (engine, id, path) => removeFile(engine, id, path, { recursive: true })),
        /^UserError: "\/" is mounted/,
      );
      assert.deepEqual(await helpers(), [helper]);
    } finally {
      await leave();
    }
  });

  it('get a new helper when somebody removed the old one', async () => {
    const files = session();
    const leave = await files.hold(volume);
    const [helper] = await helpers();
    await test.engine.containers.remove(String(helper?.id));
    await files.use(volume, '/a', (engine, id, path) => writeContent(engine, id, path, Buffer.from('a')));
    await leave();
  });

  it('keep the helper of an editor for a while, and remove it with the volume, by whomever it is', async () => {
    const [mine, others] = [session(), session()];
    await mine.use(volume, '/', listFolder, { lingers: true });
    await others.use(volume, '/', listFolder, { lingers: true });
    assert.equal((await helpers()).length, 2);
    await commands['longshore.volume.remove'](test.person([{ confirm: true }]).services, [volume]);
    assert.equal(
      (await test.engine.volumes.list()).some(({ name }) => name === volume),
      false,
    );
    await assert.rejects(mine.use(volume, '/', listFolder), { kind: 'not-found' });
  });

  it('of one without a name go with it, too', async () => {
    const image = await test.image(['VOLUME /data', 'CMD ["true"]']);
    const container = await test.create({ image });
    const nameless = String((await test.engine.containers.inspect(container)).mounts[0]?.source);
    test.ownsVolume(nameless);
    await test.engine.containers.remove(container);
    await session().use(nameless, '/', listFolder, { lingers: true });
    await commands['longshore.volume.remove'](test.person([{ confirm: true }]).services, [nameless]);
    assert.ok(!(await test.engine.volumes.list()).some(({ name }) => name === nameless));
  });

  it('go with their session, and the leftovers of one that broke off with the next use', async () => {
    const mine = session();
    await mine.use(volume, '/', listFolder, { lingers: true });
    await mine.dispose();
    assert.deepEqual(await helpers(), []);
    const ended = spawnSync(process.execPath, ['--version']).pid;
    await session(ownerOfProcess(ended)).use(volume, '/', listFolder, { lingers: true });
    const [leftover] = await helpers();
    await mine.use(volume, '/', async () => {
      assert.ok(!(await helpers()).some(({ id }) => id === leftover?.id));
    });
  });

  it('take what is dropped on the row of a volume or container', async () => {
    const local = folderWith({ 'dropped/f': 'dropped' });
    const sources = [join(local.folder, 'dropped')];
    const ref = (kind: 'container' | 'volume', id: string) => ({ engine: test.engine.id, kind, id });
    try {
      const onVolume = test.person([{ pick: 'This Folder' }]);
      await uploadToVolume(onVolume.services, ref('volume', volume), sources);
      assert.equal((await session().use(volume, '/dropped/f', readContent)).toString(), 'dropped');
      const id = await test.create({ workingDirectory: '/var/www' });
      const onContainer = test.person([{ pick: 'This Folder' }]);
      await uploadToContainer(onContainer.services, ref('container', id), sources);
      assert.equal((await readContent(test.engine, id, '/var/www/dropped/f')).toString(), 'dropped');
      const again = test.person([{ pick: 'This Folder' }, { confirm: false }]);
      await assert.rejects(uploadToContainer(again.services, ref('container', id), sources), { name: 'Cancelled' });
      assert.match(String(again.host.confirmations[0]?.question), /Replace "dropped" in "\/var\/www"/);
      const nowhere = await test.create({ workingDirectory: '/gone' });
      await removeFile(test.engine, nowhere, '/gone', { recursive: false });
      const atRoot = test.person([{ pick: 'This Folder' }]);
      await uploadToContainer(atRoot.services, ref('container', nowhere), sources);
      assert.match(String(atRoot.host.lists[0]?.title), /: \/$/);
      assert.equal((await readContent(test.engine, nowhere, '/dropped/f')).toString(), 'dropped');
    } finally {
      local.remove();
    }
  });
});
