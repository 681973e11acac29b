import assert from 'node:assert/strict';
import { createVolumeFiles } from '../../../src/container-files/volume-files.ts';
import type { ContainerRequest } from '../../../src/engine/container-api.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { ownerOfProcess } from '../../../src/engine/session-owner.ts';
import { EngineError } from '../../../src/errors.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** An engine with one volume that counts what is made and removed. */
function scene({ refuses = '' } = {}) {
  const calls: string[] = [];
  const requests: ContainerRequest[] = [];
  const lines: string[] = [];
  const call = async <T>(name: string, answer: T): Promise<T> => {
    calls.push(name);
    if (name === refuses) throw new EngineError('failed', `no ${name}`);
    return answer;
  };
  const engine = {
    volumes: { list: async () => [{ name: 'data' }], helpers: async () => [] },
    images: { importFiles: () => call('import', 'i1'), remove: () => call('remove image', undefined) },
    containers: {
      get: async () => ({ id: 'c1' }),
      create: (request: ContainerRequest) => {
        requests.push(request);
        return call('create', 'c1');
      },
      remove: () => call('remove', undefined),
    },
  } as unknown as Engine;
  const clock = createFakeClock();
  const files = createVolumeFiles({ engine: async () => engine, log: (line) => void lines.push(line), clock });
  return { files, calls, requests, lines, clock, engine };
}

const all = ['import', 'create', 'remove', 'remove image'];

describe('files of volumes', () => {
  it('share one helper, which goes with the last user', async () => {
    const { files, calls, requests } = scene();
    const leave = await files.hold('data');
    const paths = await Promise.all(['/', '/a b/"c"'].map((path) => files.use('data', path, async (_e, _c, at) => at)));
    assert.deepEqual(paths, ['/longshore-volume/', '/longshore-volume/a b/"c"']);
    assert.deepEqual(calls, all.slice(0, 2));
    assert.deepEqual(requests[0]?.mounts, [
      { kind: 'volume', source: 'data', destination: '/longshore-volume', readOnly: false },
    ]);
    await leave();
    assert.deepEqual(calls, all);
  });

  it('keep an editor’s helper for some seconds after its last request', async () => {
    const { files, calls, clock } = scene();
    await files.use('data', '/', async () => undefined, { lingers: true });
    await clock.advance(9_000);
    await files.use('data', '/', async () => undefined, { lingers: true });
    await clock.advance(9_000);
    assert.deepEqual(calls, all.slice(0, 2));
    await clock.advance(1_000);
    assert.deepEqual(calls, all);
    assert.deepEqual(clock.waiting(), []);
  });

  it('leave no helper after a failure, which speaks of paths as they are in the volume', async () => {
    const { files, calls } = scene();
    const failing = files.use('data', '/f', async (_engine, _container, path) => {
      throw new EngineError('invalid', `no file: "${path}"`);
    });
    await assert.rejects(failing, { message: 'no file: "/f"', kind: 'invalid' });
    assert.deepEqual(calls, all);
  });

  it('leave no image where no container could be made, and try anew the next time', async () => {
    const { files, calls } = scene({ refuses: 'create' });
    await assert.rejects(files.hold('data'), /no create/);
    await assert.rejects(files.hold('data'), /no create/);
    assert.deepEqual(calls, ['import', 'create', 'remove image', 'import', 'create', 'remove image']);
    await assert.rejects(files.hold('other'), { kind: 'not-found' });
  });

  it('are not kept from their answer by a helper that cannot be removed, which the log says', async () => {
    const { files, lines } = scene({ refuses: 'remove' });
    assert.equal(await files.use('data', '/', async () => 'answer'), 'answer');
    assert.deepEqual(lines, ['The helper for the volume data: no remove']);
  });

  it('stop waiting when cancelled, and the helper goes once it is there', async () => {
    const { files, calls, clock } = scene();
    const cancel = new AbortController();
    const waiting = files.hold('data', cancel.signal);
    cancel.abort(new Error('cancelled'));
    await assert.rejects(waiting, /cancelled/);
    await clock.advance(0);
    assert.deepEqual(calls, all);
  });

  it('tell a session that is over from those that may live', () => {
    const owner = ownerOfProcess();
    assert.equal(owner.isGone(owner.name), false);
    // The largest number that Linux ever gives is far below.
    assert.equal(owner.isGone(owner.name.replace(/\d+$/, '999999999')), true);
    for (const name of ['another machine/1', '', 'x']) assert.equal(owner.isGone(name), false, name);
  });
});
