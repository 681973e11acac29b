// Files in containers, through the commands, against the real engine.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillChangesPage } from '../../../src/commands/files/changes.ts';
import { fileDownloaded } from '../../../src/commands/files/commands.ts';
import { leftOutWords } from '../../../src/commands/files/left-out.ts';
import { containerGone, doesNotExist } from '../../../src/commands/files/missing-path.ts';
import { cannotBeCopied } from '../../../src/container-files/download.ts';
import type { ChangesFacts, FromChangesPage, ToChangesPage } from '../../../src/panels/changes-messages.ts';
import { assertNames } from '../../support/assert-names.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { shownPage } from '../../support/shown-page.ts';
import { commands } from '../../support/test-commands.ts';
import { until } from '../../support/until.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

/** Names a file system takes, on one line. */
const nastyName = `two words it's "quoted" $HOME \`id\` 😀 \u202eleft`;

describe('the commands of files', () => {
  let test: CommandsUnderTest;
  let folder: string;
  before(async () => {
    test = await commandsUnderTest();
    folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await test.clean();
  });

  /** Stopped: there is no shell to ask. */
  async function uploaded(): Promise<string> {
    const id = await test.create();
    const from = mkdtempSync(join(folder, 'from-'));
    mkdirSync(join(from, nastyName));
    writeFileSync(join(from, nastyName, 'inner'), 'inner 한글', { mode: 0o640 });
    const { services } = test.person([
      { pick: 'A Folder' },
      { files: [join(from, nastyName)] },
      { pick: 'tmp' },
      { pick: 'This Folder' },
    ]);
    await commands['longshore.container.uploadFiles'](services, [id]);
    return id;
  }

  it('upload a folder and download it again, with nasty names, in a container that never ran', async () => {
    const id = await uploaded();
    const target = mkdtempSync(join(folder, 'to-'));
    const { host, services } = test.person([
      { pick: 'tmp' },
      { pick: nastyName },
      { take: { do: 'here', path: `/tmp/${nastyName}` } },
      { take: false },
      { files: [target] },
    ]);
    await commands['longshore.container.downloadFiles'](services, [id]);
    assert.equal(readFileSync(join(target, nastyName, 'inner'), 'utf8'), 'inner 한글');
    assert.equal(statSync(join(target, nastyName, 'inner')).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(target), [nastyName]);
    assert.ok(host.messages[0]?.text.includes(target));
  });

  it('download what is typed, a file or a folder, and say how much cannot be copied', async () => {
    const make = 'mkdir -p /t/in; echo text >/t/file; mkfifo /t/pipe /t/in/pipe; mknod /t/in/null c 1 3; sleep 1000';
    const sockets = mkdtempSync(join(folder, 'sockets-'));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(sockets, 'socket'), resolve));
    server.unref();
    const mounts = [{ kind: 'bind', source: sockets, destination: '/t/own', readOnly: true }] as const;
    const id = await test.run({ command: ['sh', '-c', make], mounts });
    await test.eventually(async () =>
      (await test.engine.containers.changes(id)).some(({ path }) => path === '/t/in/null'),
    );
    const target = mkdtempSync(join(folder, 'typed-'));
    const download = async (path: string, ...more: Answer[]) => {
      const { host, services } = test.person([{ take: { do: 'type' } }, { type: path }, ...more, { files: [target] }]);
      await commands['longshore.container.downloadFiles'](services, [id]);
      return String(host.messages.at(-1)?.text);
    };
    assert.match(
      await download('/t/file'),
      patternOf((name) => fileDownloaded('/t/file', name, join(target, 'file'))),
    );
    assert.equal(readFileSync(join(target, 'file'), 'utf8'), 'text\n');
    const asFolder = [{ take: { do: 'here', path: '/t' } }, { take: false }] as const;
    assert.ok((await download('/t', ...asFolder)).endsWith(leftOutWords(4).join('')));
    assert.deepEqual(readdirSync(join(target, 't')).sort(), ['file', 'in', 'own']);
    await assert.rejects(download('/t/pipe'), {
      kind: 'unsupported',
      message: cannotBeCopied('/t/pipe'),
    });
    await assert.rejects(download('/t/in/null'), { kind: 'unsupported' });
    await assert.rejects(download('/t/none'), {
      kind: 'not-found',
      message: patternOf((name) => doesNotExist('/t/none', name)),
    });
    assert.deepEqual(readdirSync(target).sort(), ['file', 't']);
    server.close();
  });

  it('upload and download only what is in a folder', async () => {
    const id = await test.run();
    const from = mkdtempSync(join(folder, 'contents-'));
    writeFileSync(join(from, 'a'), 'A');
    mkdirSync(join(from, 'sub'));
    writeFileSync(join(from, 'sub', 'b'), 'B');
    await commands['longshore.container.uploadFiles'](
      test.person([
        { take: 'contents' },
        { files: [from] },
        { take: { do: 'type' } },
        { type: '/var/www' },
        { take: { do: 'here', path: '/var/www' } },
      ]).services,
      [id],
    );
    const target = mkdtempSync(join(folder, 'to-'));
    writeFileSync(join(target, 'stays'), 'stays');
    await commands['longshore.container.downloadFiles'](
      test.person([
        { take: { do: 'type' } },
        { type: '/var/www' },
        { take: { do: 'here', path: '/var/www' } },
        { take: true },
        { files: [target] },
        { confirm: true },
      ]).services,
      [id],
    );
    assert.deepEqual(readdirSync(target).sort(), ['a', 'stays', 'sub']);
    assert.equal(readFileSync(join(target, 'sub', 'b'), 'utf8'), 'B');
  });

  it('ask before a file is replaced, on either side', async () => {
    const id = await test.run();
    const file = join(folder, 'passwd');
    writeFileSync(file, 'mine');
    const uploading = test.person([
      { take: 'files' },
      { files: [file] },
      { pick: 'etc' },
      { take: { do: 'here', path: '/etc' } },
      { confirm: false },
    ]);
    await assert.rejects(commands['longshore.container.uploadFiles'](uploading.services, [id]));
    assertNames(String(uploading.host.confirmations[0]?.question), '"passwd"', '"/etc"');
    const downloading = test.person([{ pick: 'etc' }, { pick: 'passwd' }, { files: [folder] }, { confirm: false }]);
    await assert.rejects(commands['longshore.container.downloadFiles'](downloading.services, [id]));
    assert.equal(readFileSync(file, 'utf8'), 'mine');
    const agreeing = test.person([{ pick: 'etc' }, { pick: 'passwd' }, { files: [folder] }, { confirm: true }]);
    await commands['longshore.container.downloadFiles'](agreeing.services, [id]);
    assert.match(readFileSync(file, 'utf8'), /^root:/);
  });

  it('say what vanished before the download, and leave nothing', async () => {
    const id = await test.run();
    const target = mkdtempSync(join(folder, 'to-'));
    const { host, services } = test.person([{ pick: 'etc' }, { pick: 'passwd' }]);
    const vanishing = {
      ...host,
      files: {
        ...host.files,
        chooseLocal: async () => {
          await test.engine.containers.remove(id, { force: true });
          return [target];
        },
      },
    };
    await assert.rejects(commands['longshore.container.downloadFiles']({ ...services, host: vanishing }, [id]), {
      kind: 'not-found',
      message: patternOf(containerGone),
    });
    assert.deepEqual(readdirSync(target), []);
  });

  it('open a file or a folder by walking, and a path that is not there says so', async () => {
    const id = await uploaded();
    const opening = test.person([{ pick: 'tmp' }, { pick: nastyName }, { pick: 'inner' }]);
    await commands['longshore.container.files'](opening.services, [id]);
    assert.deepEqual(opening.host.openedFiles, [['open', id, `/tmp/${nastyName}/inner`]]);
    const window = test.person([
      { pick: 'etc' },
      { pick: '..' },
      { pick: 'etc' },
      { take: { do: 'window', path: '/etc' } },
    ]);
    await commands['longshore.container.files'](window.services, [id]);
    assert.deepEqual(window.host.openedFiles, [['window', id, '/etc']]);
    const missing = test.person([{ take: { do: 'type' } }, { type: '/no/such' }]);
    await assert.rejects(commands['longshore.container.files'](missing.services, [id]), {
      kind: 'not-found',
      message: patternOf((name) => doesNotExist('/no/such', name)),
    });
  });

  it('compare a file with one of the workspace, or another', async () => {
    const id = await test.run();
    const local = join(folder, 'passwd');
    const proposed = test.person([{ pick: 'etc' }, { pick: 'passwd' }, { pick: local }], { found: [local] });
    await commands['longshore.container.compareFile'](proposed.services, [id]);
    const other = test.person([{ pick: 'etc' }, { pick: 'passwd' }, { files: [local] }]);
    await commands['longshore.container.compareFile'](other.services, [id]);
    for (const { openedFiles } of [proposed.host, other.host]) {
      assert.deepEqual(openedFiles, [['compare', id, '/etc/passwd', local]]);
    }
  });

  it('list what a container changed, and show it beside the file of the image', async () => {
    const untouched = test.person();
    await commands['longshore.container.changes'](untouched.services, [await test.create()]);
    assert.match(await shownPage(untouched.services, untouched.host), /"changes":\[\],"total":0/);

    const id = await test.create({
      command: ['sh', '-c', `rm /etc/group; echo more >> /etc/passwd; echo new > "/var/www/it's new 😀"`],
    });
    const starting = test.person();
    await commands['longshore.container.startAttached'](starting.services, [id]);
    await starting.host.terminals[0]?.done;
    const { host, services } = test.person();
    await commands['longshore.container.changes'](services, [id]);
    const panel = scriptedPanel<ToChangesPage, FromChangesPage>();
    const told = new Promise<ChangesFacts>((resolve) => {
      const post = (message: ToChangesPage) => {
        if (message.type === 'facts') resolve(message.facts);
      };
      assert.ok(fillChangesPage(services, { ...panel, visible: true, post }, host.openedPages.at(-1)?.target));
    });
    const { changes } = await told;
    assert.deepEqual(Object.fromEntries(changes.map(({ path, kind }) => [path, kind])), {
      '/etc/group': 'deleted',
      '/etc/passwd': 'changed',
      "/var/www/it's new 😀": 'added',
    });
    const before = (await test.engine.volumes.helpers()).length;
    for (const { path, at } of changes) {
      const shown = host.openedFiles.length + host.documents.length;
      panel.say({ type: 'openChange', at, path });
      await until(() => host.openedFiles.length + host.documents.length > shown);
    }
    const opened = [...host.openedFiles].map(([what, , path]) => [what, path]).sort();
    assert.deepEqual(opened, [
      ['compare with text', '/etc/passwd'],
      ['open', `/var/www/it's new 😀`],
    ]);
    const [, , , ofImage = ''] = host.openedFiles.find(([what]) => what === 'compare with text') ?? [];
    assert.match(ofImage, /^root:/);
    assert.doesNotMatch(ofImage, /more/);
    assert.match(String(host.documents.at(-1)?.text), /^root:/);
    await until(async () => (await test.engine.volumes.helpers()).length === before);
    panel.close();
    assert.equal(existsSync(folder), true);
  });
});
