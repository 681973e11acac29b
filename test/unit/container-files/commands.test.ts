import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goToTypedLabel } from '../../../src/commands/files/browser.ts';
import { doesNotExist } from '../../../src/commands/files/missing-path.ts';
import type { CommandServices } from '../../../src/commands/host/command.ts';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { createEquivalents } from '../../../src/commands/host/equivalents.ts';
import { createEngines } from '../../../src/engine/engines.ts';
import type { Inventory } from '../../../src/engine/inventory.ts';
import { memoryBuilds } from '../../support/memory-builds.ts';
import { type Answer, type ScriptedHost, scriptedHost } from '../../support/scripted-host.ts';
import { commands } from '../../support/test-commands.ts';
import { testRegistries } from '../../support/test-registries.ts';
import { type MemoryContainer, type MemoryFile, memoryContainer } from './memory-files.ts';

const folder = { kind: 'folder' } as const;
const file = (content: string) => ({ kind: 'file' as const, content });
const nasty = '$x `y` "z"\n🚢';

function scene(
  has: Readonly<Record<string, MemoryFile>>,
  answers: readonly Answer[],
  found: string[] = [],
): CommandServices & { host: ScriptedHost; container: MemoryContainer } {
  const container = memoryContainer(has);
  const last = { id: 'fa4e00000000', address: 'in memory' };
  const inventory = { last, engine: async () => container.engine } as unknown as Inventory;
  return {
    host: scriptedHost(answers, { found }),
    engines: createEngines(inventory),
    container,
    builds: memoryBuilds(),
    registries: testRegistries(),
    equivalents: createEquivalents(),
  };
}

describe('commands for files in containers', () => {
  let local: string;
  beforeEach(async () => {
    local = await mkdtemp(join(tmpdir(), 'longshore-files-'));
  });
  afterEach(() => rm(local, { recursive: true }));

  it('browse from folder to folder, up again, by a typed path, and open a file', async () => {
    const has = { '/d': folder, '/d/e': folder, [`/d/e/${nasty}`]: file('x'), '/f': file('y') };
    const services = scene(has, [
      { pick: 'd' },
      { pick: '..' },
      { take: { do: 'type' } },
      { type: 'd//e/' },
      { pick: nasty.replace('\n', '↵') },
    ]);
    await commands['longshore.container.files'](services, ['c1']);
    assert.deepEqual(services.host.openedFiles, [['open', 'c1', `/d/e/${nasty}`]]);
    assert.deepEqual(services.host.answers, []);
  });

  it('go to a path that is typed where the files are listed', async () => {
    const services = scene({ '/d': folder, '/d/e': folder, '/d/e/f': file('x') }, [
      { pick: goToTypedLabel, typed: '/d//e/' },
      { pick: 'f' },
    ]);
    await commands['longshore.container.files'](services, ['c1']);
    assert.deepEqual(services.host.openedFiles, [['open', 'c1', '/d/e/f']]);
  });

  it('name the path that is not there', async () => {
    const services = scene({ '/d': folder }, [{ take: { do: 'type' } }, { type: '/no/such' }]);
    await assert.rejects(commands['longshore.container.files'](services, ['c1']), {
      message: doesNotExist('/no/such', 'name-c1'),
    });
  });

  it('open a folder in a window of its own', async () => {
    const services = scene({ '/d': folder }, [{ pick: 'd' }, { take: { do: 'window', path: '/d' } }]);
    await commands['longshore.container.files'](services, ['c1']);
    assert.deepEqual(services.host.openedFiles, [['window', 'c1', '/d']]);
  });

  it('download a file, and ask before an older copy goes', async () => {
    const services = scene({ '/f': file('new') }, [{ pick: 'f' }, { files: [local] }, { confirm: true }]);
    await writeFile(join(local, 'f'), 'older');
    await commands['longshore.container.downloadFiles'](services, ['c1']);
    assert.equal(await readFile(join(local, 'f'), 'utf8'), 'new');
    assert.match(String(services.host.confirmations[0]?.question), /^Replace ".*f"\?$/);
    const no = scene({ '/f': file('newer') }, [{ pick: 'f' }, { files: [local] }, { confirm: false }]);
    await assert.rejects(commands['longshore.container.downloadFiles'](no, ['c1']), Cancelled);
    assert.equal(await readFile(join(local, 'f'), 'utf8'), 'new');
  });

  it('download a folder, or what is in it', async () => {
    const has = { '/d': folder, '/d/f': file('x') };
    const whole = scene(has, [
      { pick: 'd' },
      { take: { do: 'here', path: '/d' } },
      { take: false },
      { files: [local] },
    ]);
    await commands['longshore.container.downloadFiles'](whole, ['c1']);
    assert.equal(await readFile(join(local, 'd', 'f'), 'utf8'), 'x');
    const contents = scene(has, [
      { pick: 'd' },
      { take: { do: 'here', path: '/d' } },
      { take: true },
      { files: [local] },
      { confirm: true },
    ]);
    await commands['longshore.container.downloadFiles'](contents, ['c1']);
    assert.equal(await readFile(join(local, 'f'), 'utf8'), 'x');
  });

  it('upload files, and ask before they replace others', async () => {
    await writeFile(join(local, 'f'), 'new');
    const services = scene({ '/d': folder, '/d/f': file('old') }, [
      { pick: 'Files' },
      { files: [join(local, 'f')] },
      { pick: 'd' },
      { take: { do: 'here', path: '/d' } },
      { confirm: true },
    ]);
    await commands['longshore.container.uploadFiles'](services, ['c1']);
    assert.equal(services.container.files.get('/d/f')?.content, 'new');
    assert.match(String(services.host.confirmations[0]?.question), /Replace "f" in "\/d"/);
  });

  it('compare with a file of the workspace, or with another', async () => {
    const has = { '/app.js': file('x') };
    const near = scene(has, [{ pick: 'app.js' }, { pick: '/w/src/app.js' }], ['/w/src/app.js', '/w/other.js']);
    await commands['longshore.container.compareFile'](near, ['c1']);
    assert.deepEqual(near.host.openedFiles, [['compare', 'c1', '/app.js', '/w/src/app.js']]);
    const far = scene(has, [{ pick: 'app.js' }, { files: ['/elsewhere/x'] }]);
    await commands['longshore.container.compareFile'](far, ['c1']);
    assert.deepEqual(far.host.openedFiles, [['compare', 'c1', '/app.js', '/elsewhere/x']]);
  });
});
