import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import type { EngineError } from '../../src/errors.ts';
import { assertNames } from '../support/assert-names.ts';
import { sentenceOf } from '../support/engine-sentences.ts';
import { baseImage, type EngineUnderTest, engineUnderTest, labels, uniqueName } from './engine-under-test.ts';

describe('containers of a real engine', () => {
  let test: EngineUnderTest;
  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());

  it('are listed, found and inspected as they are', async () => {
    const { engine } = test;
    const name = uniqueName();
    const id = await test.create({ name, command: ['echo', 'wide 漢字'], labels: { ...labels, note: 'ü' } });
    const container = (await engine.containers.list()).find((each) => each.id === id);
    assert.ok(container);
    assert.equal(container.name, name);
    assert.equal(container.image, baseImage);
    assert.match(container.imageId, /^sha256:[0-9a-f]{64}$/);
    assert.equal(container.state, 'created');
    assert.match(container.command, /echo/);
    assert.equal(container.labels.note, 'ü');
    assert.ok(Math.abs(container.createdAt - Date.now()) < 60_000);
    assert.deepEqual(await engine.containers.get(id), container);

    const details = await engine.containers.inspect(id);
    assert.equal(details.name, name);
    assert.equal(details.running, false);
    assert.equal(details.exitCode, undefined);
    assert.equal((await engine.containers.inspect(name)).id, id);
  });

  it('live and die', async () => {
    const { containers } = test.engine;
    // A shell as process 1 ignores what it does not trap.
    const id = await test.create({ command: ['sh', '-c', 'trap "exit 5" TERM; while :; do sleep 0.1; done'] });
    const state = async () => (await containers.get(id))?.state;
    await containers.start(id);
    assert.equal(await state(), 'running');
    // What is so already is no failure.
    await containers.start(id);
    await containers.stop(id);
    assert.equal(await state(), 'exited');
    const { exitCode } = await containers.inspect(id);
    assert.ok(exitCode === 5 || exitCode === 143, String(exitCode));
    await containers.stop(id);
    await containers.restart(id);
    assert.equal(await state(), 'running');
    await assert.rejects(containers.remove(id), { kind: 'conflict', message: sentenceOf('container-runs') });
    await containers.remove(id, { force: true });
    assert.equal(await containers.get(id), undefined);
    await assert.rejects(containers.remove(id), { kind: 'not-found' });
    await assert.rejects(containers.start(id), { kind: 'not-found' });
    await assert.rejects(containers.inspect(id), { kind: 'not-found' });
  });

  it('say when their name is taken, and leave nothing', async () => {
    const name = uniqueName();
    await test.create({ name });
    const before = (await test.engine.containers.list()).length;
    await assert.rejects(test.create({ name }), {
      kind: 'name-in-use',
      message: sentenceOf('container-name-taken', name),
    });
    assert.equal((await test.engine.containers.list()).length, before);
  });

  it('publish ports, and say when one is taken', async () => {
    const { containers } = test.engine;
    const port = randomInt(20_000, 30_000);
    const ports = [{ containerPort: 80, protocol: 'tcp' as const, hostPort: port }];
    const first = await test.run({ ports });
    const published = (await containers.get(first))?.ports ?? [];
    assert.ok(published.some(({ privatePort, publicPort }) => privatePort === 80 && publicPort === port));
    const second = await test.create({ ports });
    await assert.rejects(containers.start(second), ({ kind, message }: EngineError) => {
      assertNames(message, port);
      return kind === 'port-in-use';
    });
    assert.equal((await containers.get(second))?.state, 'created');
    // A port that the engine chooses.
    const free = await test.run({ ports: [{ containerPort: 80, protocol: 'tcp', hostPort: undefined }] });
    assert.ok((await containers.get(free))?.ports.some(({ publicPort }) => (publicPort ?? 0) > 0));
  });

  it('say what is wrong with a request', async () => {
    await assert.rejects(test.create({ image: 'longshore-test-nope:1' }), {
      kind: 'not-found',
      message: sentenceOf('no-such-image', 'longshore-test-nope:1'),
    });
    await assert.rejects(test.create({ name: '-no-' }), {
      kind: 'invalid',
      message: sentenceOf('not-a-container-name', '-no-'),
    });
    const ports = [{ containerPort: 80, protocol: 'tcp' as const, hostPort: 99_999 }];
    await assert.rejects(test.create({ ports }), { kind: 'invalid' });
    const id = await test.create({ command: ['longshore-no-such-program'] });
    await assert.rejects(test.engine.containers.start(id), { kind: 'invalid', message: /longshore-no-such-program/ });
  });

  it('are not waited for once the wait is aborted', async () => {
    // Does not heed the stop signal: the engine would wait ten seconds.
    const id = await test.run({ command: ['sh', '-c', 'trap "" TERM; while :; do sleep 1; done'] });
    const controller = new AbortController();
    const reason = new Error('enough');
    const stopping = test.engine.containers.stop(id, controller.signal);
    controller.abort(reason);
    await assert.rejects(stopping, reason);
    await assert.rejects(test.engine.containers.list(AbortSignal.abort(reason)), reason);
  });
});
