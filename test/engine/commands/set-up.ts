// What the tests of commands share that run against a real engine: handlers called as the editor calls them, a person
// who answers from a script, and images of their own whose names and ids nothing else uses.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BuildHistory } from '../../../src/builds/history.ts';
import { createEquivalents } from '../../../src/commands/host/equivalents.ts';
import { createVolumeFiles } from '../../../src/container-files/volume-files.ts';
import { connect } from '../../../src/engine/connect.ts';
import { createEngines, type Engines } from '../../../src/engine/engines.ts';
import { watchInventory } from '../../../src/engine/inventory.ts';
import { memoryBuilds } from '../../support/memory-builds.ts';
import { type Answer, type ScriptedHost, scriptedHost } from '../../support/scripted-host.ts';
import { testRegistries } from '../../support/test-registries.ts';
import {
  baseImage,
  dockerHost,
  type EngineUnderTest,
  endpointOf,
  engineUnderTest,
  folderWith,
  uniqueName,
} from '../engine-under-test.ts';

/** What must go through every layer unharmed: spaces, quotes, `$`, backquotes, a line end, emoji, right-to-left. */
export const nasty = ['two words', `it's "quoted"`, '$HOME `id`', 'line\nbreak', '😀 한글', '\u202eright to left'].join(
  ' ',
);

/** The same on one line, for what is typed into an input box. */
export const nastyLine = nasty.replaceAll('\n', ' ');

export interface CommandsUnderTest extends EngineUnderTest {
  /** A person with these answers, and the context that commands get. */
  person(
    answers?: readonly Answer[],
    files?: Parameters<typeof scriptedHost>[1],
  ): { readonly host: ScriptedHost; readonly services: Context };
  /** An image that only this test has; answers its name. Sleeps when it is run, unless `changes` say otherwise. */
  image(changes?: readonly string[]): Promise<string>;
  idOf(image: string): Promise<string>;
  /** The container of that name, which is removed at the end. */
  container(name: string): Promise<string>;
  hasContainer(name: string): Promise<boolean>;
  /** A Dockerfile in a folder of its own, with a file `app.txt` that only it has; its image is removed at the end. */
  project(dockerfile: string, files?: Readonly<Record<string, string>>): Project;
  ownsVolume(name: string): void;
  ownsNetwork(name: string): void;
  /** Asks again after each change that the engine tells of. The test's own time limit ends a vain wait. */
  eventually(holds: () => Promise<boolean>): Promise<void>;
}

export interface Project {
  readonly target: { readonly dockerfile: string };
  /** The name that its image gets. */
  readonly tag: string;
  /** Writes one of its files anew. */
  write(file: string, text: string): void;
}

type Context = {
  readonly host: ScriptedHost;
  readonly engines: Engines;
  readonly inventory: ReturnType<typeof watchInventory>;
  readonly builds: BuildHistory;
  readonly registries: ReturnType<typeof testRegistries>;
  readonly equivalents: ReturnType<typeof createEquivalents>;
};

export async function commandsUnderTest(): Promise<CommandsUnderTest> {
  const test = await engineUnderTest();
  const { engine } = test;
  const inventory = watchInventory({ connect: () => connect(endpointOf(dockerHost())), log: () => undefined });
  const volumeFiles = createVolumeFiles({ engine: () => inventory.engine(), log: (line) => assert.fail(line) });
  const volumes: string[] = [];
  const networks: string[] = [];
  const containers: string[] = [];
  const folders: { remove(): void }[] = [];
  const named = async (name: string) => (await engine.containers.list()).find((each) => each.name === name);

  return {
    ...test,
    person(answers = [], files = {}) {
      const host = scriptedHost(answers, files, undefined, volumeFiles);
      return {
        host,
        services: {
          host,
          engines: createEngines(inventory),
          inventory,
          builds: memoryBuilds(),
          registries: testRegistries(),
          equivalents: createEquivalents(),
        },
      };
    },
    async image(changes = ['CMD ["sleep", "1000"]']) {
      const reference = `${uniqueName()}:made`;
      const from = await engine.containers.create({ image: baseImage, name: uniqueName() });
      try {
        // The label makes its id unlike that of any other.
        const unlike = `LABEL longshore.test=${reference}`;
        const request = { reference, message: '', author: '', changes: [...changes, unlike], pause: false };
        await engine.containers.commit(from, request);
      } finally {
        await engine.containers.remove(from, { volumes: true });
      }
      test.owns(reference);
      return reference;
    },
    idOf: async (image) => (await engine.images.inspect(image)).id,
    async container(name) {
      containers.push(name);
      const found = await named(name);
      assert.ok(found, `there is no container ${name}`);
      return found.id;
    },
    hasContainer: async (name) => (await named(name)) !== undefined,
    project(dockerfile, files = {}) {
      const made = folderWith({ Dockerfile: dockerfile, 'app.txt': uniqueName(), ...files });
      folders.push(made);
      const tag = `${basename(made.folder).toLowerCase()}:latest`;
      test.owns(tag);
      return {
        target: { dockerfile: join(made.folder, 'Dockerfile') },
        tag,
        write: (file, text) => writeFileSync(join(made.folder, file), text),
      };
    },
    ownsVolume: (name) => void volumes.push(name),
    ownsNetwork: (name) => void networks.push(name),
    eventually: (holds) =>
      new Promise((resolve, reject) => {
        let asking = Promise.resolve();
        const ask = () => {
          asking = asking.then(holds).then((does) => {
            if (!does) return;
            listening.dispose();
            resolve();
          });
          asking.catch((error) => {
            listening.dispose();
            reject(error);
          });
        };
        const listening = inventory.onDidChange(ask);
        inventory.lists().then(ask, reject);
      }),
    async clean() {
      inventory.dispose();
      for (const { remove } of folders) remove();
      for (const name of containers) {
        const left = await named(name);
        if (left) await engine.containers.remove(left.id, { force: true, volumes: true });
      }
      const lastly = [];
      for (const { id, name } of await engine.networks.list()) if (networks.includes(name)) lastly.push(id);
      // Containers of the tests go first: they hold volumes and networks.
      await test.clean();
      const again = await engineUnderTest();
      for (const id of lastly) await again.engine.networks.remove(id);
      for (const { name } of await again.engine.volumes.list()) {
        if (volumes.includes(name)) await again.engine.volumes.remove(name);
      }
      await again.clean();
    },
  };
}

/** A name for what a command makes, never proposed twice: `NAME:TAG` without the tag. */
export const nameOf = (reference: string) => reference.replace(/:.*$/, '');
