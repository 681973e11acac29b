// BusyBox for a shell where an image has none, pulled for real: an engine of its own asks a registry on loopback for what Docker Hub
// would give it.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { isCopiedFrom, isPulledFirst } from '../../../src/commands/building/busybox.ts';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { createEquivalents } from '../../../src/commands/host/equivalents.ts';
import { layersDone } from '../../../src/commands/host/transfer-progress.ts';
import { pullSentences } from '../../../src/commands/images/pull.ts';
import { cannotBePulled } from '../../../src/commands/running/carry-out.ts';
import { createVolumeFiles } from '../../../src/container-files/volume-files.ts';
import { connect } from '../../../src/engine/connect.ts';
import { createEngines } from '../../../src/engine/engines.ts';
import { type Inventory, watchInventory } from '../../../src/engine/inventory.ts';
import { UserError } from '../../../src/user-error.ts';
import { ensureBusyboxImage } from '../../support/busybox-image.mjs';
import { startDockerd, whyNoOwnDockerd } from '../../support/dockerd.mjs';
import { memoryBuilds } from '../../support/memory-builds.ts';
import { launch } from '../../support/processes.mjs';
import { type Registry, startRegistry } from '../../support/registry.ts';
import { type Answer, scriptedHost } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { testRegistries } from '../../support/test-registries.ts';
import { endpointOf, folderWith } from '../engine-under-test.ts';

const hub = '127.0.0.1:5000';
const busybox = 'busybox:musl';

describe('BusyBox for a shell', function () {
  this.timeout(90_000);
  let daemon: Awaited<ReturnType<typeof startDockerd>>;
  let registry: Registry | undefined;
  let inventory: Inventory & { dispose(): void };
  const folders: { remove(): void }[] = [];

  before(async function () {
    if (whyNoOwnDockerd()) this.skip();
    daemon = await startDockerd({ folder: mkdtempSync('/var/tmp/longshore-test-'), mirror: `http://${hub}` });
    inventory = watchInventory({ connect: () => connect(endpointOf(daemon.dockerHost)), log: () => undefined });
    registry = await startRegistry({ http: { addr: hub }, within: daemon.enter });
    const engine = await inventory.engine();
    const reference = `${hub}/library/${busybox}`;
    await ensureBusyboxImage({ socketPath: daemon.socketPath, reference });
    await engine.images.push(reference, () => undefined);
    await engine.images.remove(reference, { force: true });
  });
  after(async () => {
    for (const { remove } of folders) remove();
    inventory?.dispose();
    await registry?.stop();
    await daemon?.stop();
  });

  /** In an image without a shell; `onPull` hears what is said while it is pulled, and may stop it. */
  async function opened(answers: Answer[], onPull: (words: string, stop: () => void) => void = () => undefined) {
    const project = folderWith({
      Dockerfile: 'FROM scratch\nCOPY app.txt /only\nRUN ["/only", "a b"]\n',
      'app.txt': 'app',
    });
    folders.push(project);
    const volumes = createVolumeFiles({ engine: () => inventory.engine(), log: () => undefined });
    const scripted = scriptedHost(answers, {}, undefined, volumes);
    const host: typeof scripted = Object.create(scripted, {
      progress: {
        value: async (title: string, work: (report: unknown, signal: AbortSignal) => Promise<unknown>) => {
          const ending = new AbortController();
          const stop = () => ending.abort(new Cancelled());
          if (title !== pullSentences.pulling(busybox)) return work(() => undefined, ending.signal);
          onPull(title, stop);
          return work(({ message }: { message?: string }) => onPull(message ?? '', stop), ending.signal);
        },
      },
    });
    const services = {
      host,
      engines: createEngines(inventory),
      inventory,
      builds: memoryBuilds(),
      registries: testRegistries(),
      equivalents: createEquivalents(),
    };
    const target = { dockerfile: join(project.folder, 'Dockerfile'), line: 2 };
    await commands['longshore.dockerfile.shellBefore'](services, target);
    await host.terminals.at(-1)?.done;
    const offer = host.messages.at(-1)?.offers.at(-1);
    return { host, open: async () => (offer ?? assert.fail('it is not offered')).run() };
  }
  const isThere = async () => {
    const images = await (await inventory.engine()).images.list();
    return images.some(({ tags }) => tags.includes(busybox));
  };
  const containers = async () => (await (await inventory.engine()).containers.list()).length;

  it('is pulled once that is agreed to, says how far it is, and stays', async () => {
    const said: string[] = [];
    const { host, open } = await opened([{ confirm: true }, { confirm: true }], (words) => said.push(words));
    const shell = async () => {
      await open();
      const screen = host.terminals.at(-1)?.screen ?? assert.fail('no terminal was opened');
      await screen.has("/only 'a b'");
      screen.type('\x15ls / | grep only; which ls\r');
      await screen.has('only\r\n/.longshore-busybox/ls');
      screen.type('exit\r');
      await host.terminals.at(-1)?.done;
    };
    await shell();
    assert.equal(said[0], pullSentences.pulling(busybox));
    assert.match(said.join('\n'), /^Pulling from library\/busybox$/m);
    assert.match(
      said.join('\n'),
      patternOf((here, all) => layersDone(1, 1, [here, all])),
    );
    assert.equal(host.confirmations[0]?.detail, isPulledFirst(busybox));
    assert.deepEqual([await isThere(), await containers()], [true, 0]);
    // The second time nothing is pulled.
    const before = said.length;
    await shell();
    assert.equal(host.confirmations[1]?.detail, isCopiedFrom(busybox));
    assert.equal(said.length, before);
    await (await inventory.engine()).images.remove(busybox, { force: true });
  });

  it('is not pulled if that is stopped, and nothing is left', async () => {
    await registry?.stop();
    // It takes what is asked, and never answers.
    const source = `require('node:net').createServer().listen(5000, '127.0.0.1', () => console.log('listens'))`;
    const silent = await new Promise<ReturnType<typeof launch>>((resolve) => {
      const [program = '', ...args] = [...daemon.enter, process.execPath, '-e', source];
      const launched = launch(program, args, { onOutput: (text) => text.includes('listens') && resolve(launched) });
    });
    try {
      const { open, host } = await opened([{ confirm: true }], (_words, stop) => setImmediate(stop));
      await assert.rejects(open(), Cancelled);
      assert.equal(host.confirmations[0]?.detail, isPulledFirst(busybox));
      assert.deepEqual([await isThere(), await containers()], [false, 0]);
    } finally {
      await silent.stop();
    }
  });

  it('is not there if the registry is not, and one message says so', async () => {
    const { open } = await opened([{ confirm: true }]);
    const error: unknown = await Promise.resolve(open()).then(
      () => assert.fail('it was pulled'),
      (why: unknown) => why,
    );
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message.replace(cannotBePulled(busybox), ''), /^ \S.*[.]$/);
    assert.deepEqual([await isThere(), await containers()], [false, 0]);
  });
});
