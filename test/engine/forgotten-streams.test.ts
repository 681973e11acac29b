// A network or a proxy forgets the connections that there are, without a word, while the engine answers over new ones: what shows
// it of each kind of stream, through a relay before the real engine. And that healthy ones are never ended for being silent.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { followTail, logLost } from '../../src/commands/logs/tail.ts';
import {
  attachedWords,
  attachProgram,
  shellProgram,
  theShell,
} from '../../src/commands/terminals/container-terminals.ts';
import { attachedAgain, lostInside } from '../../src/commands/terminals/joined-terminal.ts';
import { buildLost } from '../../src/engine/dockerode/build-session.ts';
import { createEngine } from '../../src/engine/dockerode/client.ts';
import { noMoreReadings } from '../../src/engine/dockerode/container-stats.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { TransferProgress } from '../../src/engine/image-api.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { type FaultyRelay, startFaultyRelay } from '../support/faulty-relay.ts';
import { startRegistry } from '../support/registry.ts';
import { pushImage } from '../support/registry-content.ts';
import { openRegistryGate } from '../support/registry-gate.ts';
import { scriptedScreen } from '../support/scripted-host.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import {
  baseImage,
  dockerHost,
  type EngineUnderTest,
  endpointOf,
  engineUnderTest,
  folderWith,
  labels,
  outputOf,
  uniqueName,
} from './engine-under-test.ts';

/** The usual time would make these tests last. */
const patience = { unheard: 800 };
const size = { columns: 80, rows: 24 };

describe('a stream whose connection was forgotten', function () {
  this.timeout(60_000);
  let test: EngineUnderTest;
  let relay: FaultyRelay;
  let engine: Engine;
  const { signal } = new AbortController();

  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());
  beforeEach(async () => {
    relay = await startFaultyRelay(dockerHost().replace('unix://', ''));
    engine = createEngine(endpointOf(relay.address), { patience });
  });
  afterEach(async () => {
    engine.close();
    await relay.close();
  });

  /** A shell as the container's own process. */
  const interactive = { tty: true, openStdin: true, command: ['sh'] };

  it('is lost with a word once a key is not answered: a shell, and an attached terminal', async () => {
    const id = await test.run(interactive);
    const shell = await engine.containers.exec(id, { command: ['sh'] }, size);
    const attached = await engine.containers.attach(id, size);
    for (const stream of [shell, attached]) await said(stream, 'echo bef"ore"\r', 'before');
    relay.forgetOld();
    shell.write('x');
    attached.write('x');
    assert.deepEqual(await Promise.all([shell.ended, attached.ended]), [{ how: 'lost' }, { how: 'lost' }]);
  });

  it('is kept though nothing answers a key, where it is alive: the shell reads a password', async () => {
    const id = await test.run(interactive);
    const shell = await engine.containers.exec(id, { command: ['sh'] }, size);
    const attached = await engine.containers.attach(id, size);
    for (const stream of [shell, attached]) {
      const output = outputOf(stream);
      stream.write('stty -echo; echo rea"dy"; read answer; stty echo; echo "<$answer>"\r');
      await output.has('ready');
      stream.write('secret');
      // The character that no terminal shows: it was asked, and was alive.
      await output.has('\0');
      stream.write('\r');
      await output.has('<secret>');
    }
  });

  it('ends as what ran at its other end did: a command, and the container itself', async () => {
    const id = await test.run(interactive);
    const ends = await test.run({ ...interactive, command: ['sh', '-c', 'read line; exit 4'] });
    const feed = await test.engine.containers.attach(ends, size);
    const here = (...command: string[]) => test.engine.containers.exec(id, { command }, undefined);
    await (await here('mkfifo', '/pipe')).ended;
    const command = await engine.containers.exec(
      id,
      { command: ['sh', '-c', 'echo begun; read line </pipe; exit 3'] },
      size,
    );
    await outputOf(command).has('begun');
    const attached = await engine.containers.attach(ends, size);
    relay.forgetOld();
    feed.write('go\r');
    await (await here('sh', '-c', 'echo go >/pipe')).ended;
    assert.deepEqual(await Promise.all([command.ended, attached.ended]), [
      { how: 'exited', exitCode: 3 },
      { how: 'exited', exitCode: 4 },
    ]);
  });

  it('is joined again where the container writes and nothing comes, and says so', async () => {
    const id = await test.run({ openStdin: true, command: ['cat'] });
    const feed = await test.engine.containers.attach(id, undefined);
    const screen = scriptedScreen();
    const container = (await test.engine.containers.list()).find((each) => each.id === id);
    assert.ok(container);
    const done = attachProgram(engine, container).run(screen);
    await screen.has(patternOf(attachedWords));
    for (const begun = performance.now(); performance.now() - begun < 5500; ) await test.engine.info();
    relay.forgetOld();
    // Which line is after the last word is known to two seconds.
    while (!screen.text().includes(attachedAgain)) {
      feed.write('more\n');
      await test.engine.info();
    }
    feed.write('and on\n');
    await screen.has('and on');
    screen.close();
    await done;
  });

  it('is told in a shell that is lost, with what becomes of it', async () => {
    const id = await test.run();
    const container = (await test.engine.containers.list()).find((each) => each.id === id);
    assert.ok(container);
    const screen = scriptedScreen();
    const done = shellProgram(engine, container).run(screen);
    await screen.has('# ');
    relay.forgetOld();
    screen.type('x');
    await done;
    assert.ok(screen.text().includes(lostInside(theShell, container.name)), screen.text());
  });

  it('is ended, to be opened again: stats, and the last lines of a log', async () => {
    const id = await test.run({ openStdin: true, command: ['cat'] });
    const feed = await test.engine.containers.attach(id, undefined);
    const clock = createFakeClock();
    const begun: Promise<void>[] = [];
    const begins = () => {
      let begin = () => {};
      begun.push(
        new Promise((resolve) => {
          begin = resolve;
        }),
      );
      return begin;
    };
    const stats = assert.rejects(engine.containers.stats(id, begins(), signal), {
      kind: 'connection-lost',
      message: noMoreReadings(relay.address),
    });
    const tail = assert.rejects(followTail(engine, id, 50, begins(), signal, clock), {
      kind: 'connection-lost',
      message: logLost,
    });
    feed.write('heard\n');
    await Promise.all(begun);
    relay.forgetOld();
    feed.write('unheard\n');
    let isOver = false;
    const over = Promise.all([stats, tail]).finally(() => {
      isOver = true;
    });
    for (; !isOver; await clock.advance(1000)) await test.engine.info();
    await over;
  });

  it('is canceled and told: a build, whichever way it is sent', async () => {
    const { folder, remove } = folderWith({
      Dockerfile: `FROM ${baseImage}\nCOPY --from=more . /\nRUN echo begun ${uniqueName()}; sleep 1000\n`,
      'more/file': '',
      Plain: `FROM ${baseImage}\nRUN echo begun ${uniqueName()}; sleep 1000\n`,
    });
    const build = (dockerfile: string, options: object) => {
      let began = () => {};
      const begun = new Promise<void>((resolve) => {
        began = resolve;
      });
      const request = { contextFolder: folder, dockerfile: join(folder, dockerfile), tags: [], labels, ...options };
      const lost = assert.rejects(
        engine.build(request, (progress) => {
          if (progress.kind === 'output') began();
        }),
        {
          kind: 'connection-lost',
          message: buildLost(relay.address),
        },
      );
      return { begun, lost };
    };
    const builds = [build('Plain', {})];
    if (await knowsContexts(test.engine))
      builds.push(build('Dockerfile', { namedContexts: { more: join(folder, 'more') } }));
    await Promise.all(builds.map(({ begun }) => begun));
    relay.forgetOld();
    await Promise.all(builds.map(({ lost }) => lost));
    remove();
  });

  it('is kept while it is silent and alive: a build whose step says nothing for long', async () => {
    const { folder, remove } = folderWith({ Dockerfile: `FROM ${baseImage}\nRUN echo ${uniqueName()}; sleep 3\n` });
    const { imageId } = await engine.build(
      { contextFolder: folder, dockerfile: join(folder, 'Dockerfile'), tags: [], labels },
      () => {},
    );
    assert.ok(imageId);
    test.owns(imageId);
    remove();
  });

  it('has pulled well if the engine has, and says meanwhile that there is no news', async () => {
    const registry = await startRegistry();
    const gate = await openRegistryGate(registry.host);
    const path = `team/${uniqueName()}`;
    const { layers } = await pushImage(registry.host, path, '1', { layers: [randomBytes(65_536)] });
    const reference = `${gate.host}/${path}:1`;
    test.owns(reference);
    const half = gate.holdBlob(String(layers[0]));
    let noNews = (_progress: TransferProgress) => {};
    const silence = new Promise<TransferProgress>((resolve) => {
      noNews = resolve;
    });
    const pulled = engine.images.pull(reference, (progress) => progress.silentFor && noNews(progress), signal);
    await half;
    assert.ok(Number((await silence).silentFor) >= 1);
    relay.forgetOld();
    gate.letGo();
    await pulled;
    assert.ok((await test.engine.images.inspect(reference)).id);
    await gate.close();
    await registry.stop();
  });

  async function said(
    stream: Parameters<typeof outputOf>[0] & { write(text: string): void },
    typed: string,
    wanted: string,
  ) {
    const output = outputOf(stream);
    stream.write(typed);
    await output.has(wanted);
  }
});

/** Which go another way, to engines that have them. */
async function knowsContexts(engine: Engine): Promise<boolean> {
  const { apiVersion } = await engine.info();
  return Number(apiVersion.split('.')[1]) >= 42;
}

describe('a build with contexts of its own over an engine that freezes', () => {
  it('is told', async function () {
    this.timeout(60_000);
    const test = await engineUnderTest();
    const relay = await startFaultyRelay(dockerHost().replace('unix://', ''));
    const engine = createEngine(endpointOf(relay.address), { patience: { first: 3000, quick: 1000, silence: 1000 } });
    const { folder, remove } = folderWith({
      Dockerfile: `FROM ${baseImage}\nRUN echo ${uniqueName()}; sleep 1000\n`,
      'more/file': '',
    });
    const request = {
      ...{ contextFolder: folder, dockerfile: join(folder, 'Dockerfile'), tags: [], labels },
      ...((await knowsContexts(test.engine)) && { namedContexts: { more: join(folder, 'more') } }),
    };
    await assert.rejects(
      engine.build(request, (progress) => {
        if (progress.kind === 'output') relay.freeze();
      }),
      /did not answer within 1 s/,
    );
    engine.close();
    relay.thaw();
    await relay.close();
    remove();
    await test.clean();
  });
});
