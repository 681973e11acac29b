// What was done as `docker` commands: which command has which, what is kept of them, and that no secret is.
import assert from 'node:assert/strict';
import { callLines } from '../../../src/commands/equivalents/lines.ts';
import { notingServices } from '../../../src/commands/equivalents/noting.ts';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { createEquivalents } from '../../../src/commands/host/equivalents.ts';
import { onEngine } from '../../../src/commands/host/on-engine.ts';
import { type CommandId, commands as tables } from '../../../src/commands/index.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { EngineError } from '../../../src/errors.ts';
import { commands } from '../../support/test-commands.ts';
import { app, db, type Parts, setUp, tearDown, web } from './set-up.ts';

type AnyHandler = (context: unknown, argument?: unknown) => Promise<void>;

/** Runs a command as the editor does; answers the noted lines. */
async function noted(id: CommandId, argument?: unknown, parts: Parts = {}) {
  const { services, host } = setUp(parts);
  await services.inventory.lists();
  const failure: unknown = await (commands[id] as AnyHandler)(notingServices(services, id), argument).catch(
    (error) => error,
  );
  return { lines: services.equivalents.all.map(({ line }) => line), all: services.equivalents.all, failure, host };
}

describe('equivalent commands', () => {
  afterEach(tearDown);

  it('are told of every command, or why there is none', () => {
    const lines = callLines as unknown as Record<string, Record<string, { kind?: string }>>;
    for (const id of Object.keys(commands)) {
      const { docker: equivalent } = tables[id as CommandId].facts;
      if ('none' in equivalent) assert.match(equivalent.none, /^[A-Z].*\.$/i, id);
      else if ('itself' in equivalent) assert.match(equivalent.itself, /^docker \w+( \w+)?$/, id);
      else {
        assert.ok(equivalent.calls.length > 0, id);
        for (const call of equivalent.calls) {
          const [group = '', name] = call.split('.');
          const line = name === undefined ? lines[group] : lines[group]?.[name];
          assert.ok(line && 'kind' in line, `${id}: ${call} has no line`);
        }
      }
    }
  });

  it('name what is known, and join what was done to several', async () => {
    const both = [web.id, db.id];
    assert.deepEqual((await noted('longshore.container.restart', both)).lines, ['docker restart web db']);
    assert.deepEqual((await noted('longshore.container.inspect', [web.id])).lines, ['docker inspect web']);
    const images = await noted('longshore.image.remove', [app.id], {
      answers: [{ take: 'names-only' }],
    });
    assert.deepEqual(images.lines, ['docker rmi -f app:1'], String(images.failure));
    const volume = await noted('longshore.volume.inspect', ['data']);
    assert.deepEqual(volume.lines, ['docker volume inspect data']);
  });

  it('come from an engine that is otherwise as it was', async () => {
    const { services } = setUp();
    const before = await services.inventory.engine();
    const { engine: after } = await onEngine(notingServices(services, 'longshore.container.stop'));
    assert.deepEqual(
      [after.address, after.hostName, after.openStreams],
      [before.address, before.hostName, before.openStreams],
    );
    assert.notEqual(after.containers.stop, before.containers.stop);
  });

  it('are of what really happened: what failed is marked, what was cancelled is not there', async () => {
    const failing = (error: Error) => ({
      adapt: (engine: Engine): Engine => ({
        ...engine,
        containers: { ...engine.containers, stop: async () => Promise.reject(error) },
      }),
    });
    const failed = await noted('longshore.container.stop', [web.id], failing(new EngineError('failed', 'No.')));
    assert.deepEqual(
      failed.all.map(({ line, failed }) => [line, failed]),
      [['docker stop web', true]],
    );
    assert.deepEqual((await noted('longshore.container.stop', [web.id], failing(new Cancelled()))).lines, []);
    assert.deepEqual((await noted('longshore.container.remove', [db.id], { answers: ['escape'] })).lines, []);
  });

  it('are of records that went, and not of each time that it was tried', async () => {
    const { services } = setUp({
      adapt: (engine: Engine): Engine => ({
        ...engine,
        buildCache: { ...engine.buildCache, remove: async (id) => (id === 'held' ? undefined : 7) },
      }),
    });
    const { engine } = await onEngine(notingServices(services, 'longshore.buildCache.prune'));
    for (const id of ['held', 'leaf', 'held']) await engine.buildCache.remove(id);
    assert.deepEqual(
      services.equivalents.all.map(({ line }) => line),
      ['docker builder prune -a -f --filter id=leaf'],
    );
  });

  it('hold no secret', async () => {
    const { services } = setUp();
    const { equivalents } = services;
    const { engine } = await onEngine(notingServices(services, 'longshore.container.exec'));
    const token = `ghp_${'a1B2'.repeat(9)}`;
    await engine.containers.exec(
      web.id,
      { command: ['env', token], environment: ['DB_PASSWORD=tell-nobody', 'MODE=fast'] },
      undefined,
    );
    await engine.volumes.create({
      name: 'far',
      options: { type: 'cifs', o: 'addr=nas,username=me,password=tell-nobody' },
      labels: { 'api-token': 'tell-nobody' },
    });
    await engine.build(
      {
        contextFolder: '/projects',
        dockerfile: '/projects/Dockerfile',
        tags: ['app:1'],
        buildArgs: { NPM_TOKEN: 'tell-nobody', MODE: 'fast', PROXY: 'http://me:tell-nobody@proxy.test' },
        labels: { secret: 'tell-nobody' },
      },
      () => undefined,
    );
    await engine.containers.commit(web.id, {
      reference: 'x:1',
      message: '',
      author: '',
      pause: false,
      changes: ['ENV API_KEY=tell-nobody', 'CMD ["a"]'],
    });
    const lines = equivalents.all.map(({ line }) => line);
    assert.deepEqual(lines, [
      'docker exec -it -e DB_PASSWORD -e MODE=fast web env ***',
      "docker volume create -o type=cifs -o 'o=***' --label 'api-token=***' far",
      "docker build -t app:1 -f /projects/Dockerfile --build-arg NPM_TOKEN --build-arg MODE=fast --build-arg PROXY --label 'secret=***' /projects",
      "docker commit -c 'ENV API_KEY=***' -c 'CMD [\"a\"]' --pause=false web x:1",
    ]);
  });

  it('are kept in memory, the last two hundred', () => {
    const equivalents = createEquivalents(() => 0);
    for (let index = 0; index < 205; index++) equivalents.add({ text: `docker pull app:${index}` }, 'done');
    assert.deepEqual([equivalents.all.length, equivalents.all[0]?.line], [200, 'docker pull app:5']);
  });

  it('are shown newest first, copied one by one or as a script that does what was done', async () => {
    const show = async (pick: string) => {
      const { services, host } = setUp({ answers: [{ pick }] });
      services.equivalents.add({ text: 'docker stop', object: 'web' }, 'done');
      services.equivalents.add({ text: "docker run a 'b\nc'" }, 'failed');
      await commands['longshore.showEquivalents'](services);
      return host;
    };
    const host = await show('docker stop web');
    assert.deepEqual(host.copied, ['docker stop web']);
    assert.deepEqual(
      host.lists[0]?.choices.map(({ label }) => label),
      ['Copy All', 'Show All', "docker run a 'b c'", 'docker stop web'],
    );
    const shown = await show('Show All');
    const { name, text = '' } = shown.documents[0] ?? {};
    assert.equal(name, 'docker-commands.sh');
    const code = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    assert.deepEqual(code, ['docker stop web']);
    assert.match(text, /# docker run a 'b/);
    assert.deepEqual((await show('Copy All')).copied, [text]);
    await assert.rejects(commands['longshore.showEquivalents'](setUp().services), { kind: 'nothing-to-do' });
  });
});
