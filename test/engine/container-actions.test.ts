// What docker does with containers beyond their plain life, against the real engine.
import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import type { StatsSample } from '../../src/engine/container-api.ts';
import {
  type EngineUnderTest,
  engineUnderTest,
  folderWith,
  labels,
  outputOf,
  uniqueName,
} from './engine-under-test.ts';

/** What must go through every layer unharmed. */
const nasty = ['two words', `it's "quoted"`, `$HOME \${x} \`id\` \\n`, 'line\nbreak', '😀 한글', '\u202eright to left'];

/** Ends at SIGTERM, so that nothing waits for ten seconds. */
const obedient = ['sh', '-c', 'trap "exit 7" TERM; trap "echo hup" HUP; echo ready; while :; do sleep 0.05; done'];

describe('containers, beyond start and stop', () => {
  let test: EngineUnderTest;
  beforeEach(async () => {
    test = await engineUnderTest();
  });
  afterEach(() => test.clean());

  const logOf = async (id: string, request = {}) => {
    let all = '';
    await test.engine.containers.readLogs(id, { tail: 'all', ...request }, (text) => {
      all += text;
    });
    return all;
  };
  const logHas = async (id: string, wanted: RegExp) => {
    while (!wanted.test(await logOf(id))) await new Promise((resolve) => setImmediate(resolve));
  };

  it('pause and go on', async () => {
    const { containers } = test.engine;
    const id = await test.run();
    await containers.pause(id);
    assert.equal((await containers.inspect(id)).state, 'paused');
    await containers.unpause(id);
    assert.equal((await containers.inspect(id)).state, 'running');
  });

  it('get any signal, and say which is none', async () => {
    const { containers } = test.engine;
    const id = await test.run({ command: obedient });
    await logHas(id, /ready/);
    await containers.kill(id, 'SIGHUP');
    await logHas(id, /hup/);
    await assert.rejects(containers.kill(id, 'SIGNOPE'), (error: Error) => /SIGNOPE|signal/i.test(error.message));
    await containers.kill(id, 'SIGKILL');
    assert.equal((await containers.inspect(id)).exitCode, 137);
  });

  it('stop within the seconds given', async () => {
    const { containers } = test.engine;
    const id = await test.run({ command: ['sh', '-c', 'trap "" TERM; while :; do sleep 0.05; done'] });
    const begun = Date.now();
    await containers.stop(id, undefined, 1);
    assert.ok(Date.now() - begun < 8000, 'its own limit is ten seconds');
    assert.equal((await containers.inspect(id)).exitCode, 137);
  });

  it('get another name', async () => {
    const id = await test.create();
    const name = uniqueName();
    await test.engine.containers.rename(id, name);
    assert.equal((await test.engine.containers.get(id))?.name, name);
    const other = await test.create();
    await assert.rejects(test.engine.containers.rename(other, name), { kind: 'name-in-use' });
  });

  it('start attached: not a word is lost, and the exit code is told', async () => {
    const id = await test.create({ command: ['sh', '-c', 'echo first; echo second >&2; exit 4'] });
    const stream = await test.engine.containers.startAttached(id, undefined);
    const output = outputOf(stream);
    assert.deepEqual(await stream.ended, { how: 'exited', exitCode: 4 });
    assert.deepEqual([output.state.stdout, output.state.stderr], ['first\n', 'second\n']);
  });

  it('start attached with a terminal and input, twice', async () => {
    const id = await test.create({ command: ['sh'], tty: true, openStdin: true });
    for (const code of [3, 5]) {
      const stream = await test.engine.containers.startAttached(id, { columns: 101, rows: 33 });
      const output = outputOf(stream);
      stream.write('stty size; exit '.concat(`${code}\r`));
      await output.has('33 101');
      assert.deepEqual(await stream.ended, { how: 'exited', exitCode: code });
    }
  });

  it('start attached: what cannot be started says why', async () => {
    const id = await test.create({ command: ['longshore-no-such-program'] });
    await assert.rejects(test.engine.containers.startAttached(id, undefined), { kind: 'invalid' });
    const running = await test.run();
    await assert.rejects(test.engine.containers.startAttached(running, undefined), { kind: 'conflict' });
  });

  it('are created with everything that run can ask, and tell it again', async () => {
    const { folder, remove } = folderWith({ 'in file': 'from the host' });
    // The container's user is none of the host's.
    chmodSync(folder, 0o755);
    try {
      const environment = nasty.map((text, index) => `NASTY${index}=${text}`);
      const id = await test.create({
        entrypoint: ['sh', '-c'],
        command: ['cat "/mnt/a:b c/in file"; printf %s "$NASTY3"; pwd; id -u; exit 0'],
        environment,
        mounts: [{ kind: 'bind', source: folder, destination: '/mnt/a:b c', readOnly: true }],
        user: '12:34',
        workingDirectory: '/tmp/some where',
        network: 'none',
        restartPolicy: 'on-failure',
        labels: { ...labels, nasty: nasty.join('') },
        ports: [],
      });
      const stream = await test.engine.containers.startAttached(id, undefined);
      const output = outputOf(stream);
      await stream.ended;
      assert.equal(output.state.stdout, 'from the hostline\nbreak/tmp/some where\n12\n');
      const details = await test.engine.containers.inspect(id);
      for (const variable of environment) assert.ok(details.environment.includes(variable), variable);
      assert.equal(details.labels.nasty, nasty.join(''));
      assert.deepEqual(details.mounts, [{ kind: 'bind', source: folder, destination: '/mnt/a:b c', readOnly: true }]);
      assert.deepEqual(
        [details.entrypoint, details.user, details.workingDirectory, details.restartPolicy],
        [['sh', '-c'], '12:34', '/tmp/some where', 'on-failure'],
      );
      assert.deepEqual(
        details.networks.map(({ name }) => name),
        ['none'],
      );
      // In no order: an engine under load notes a short program's start after its end.
      assert.ok(details.startedAt !== undefined && details.finishedAt !== undefined);
      assert.equal(details.exitCode, 0);
    } finally {
      remove();
    }
  });

  it('run processes as another user, elsewhere, with an environment of their own', async () => {
    const id = await test.run();
    const command = ['sh', '-c', 'printf "%s|" "$(id -u)" "$(pwd)" "$NASTY"'];
    const request = { command, user: '99', workingDirectory: '/tmp', environment: [`NASTY=${nasty[2]}`] };
    const stream = await test.engine.containers.exec(id, request, undefined);
    const output = outputOf(stream);
    await stream.ended;
    assert.equal(output.state.all, `99|/tmp|${nasty[2]}|`);
  });

  it('keep logs that can be read in part, with times', async () => {
    const id = await test.create({ command: ['sh', '-c', 'for n in 1 2 3; do echo out $n; done; echo err >&2'] });
    const stream = await test.engine.containers.startAttached(id, undefined);
    await stream.ended;
    assert.match(await logOf(id, { tail: 1 }), /^(err|out 3)\n$/);
    assert.match(await logOf(id, { timestamps: true }), /^\d{4}-\d\d-\d\dT[\d:.]+Z out 1\n/m);
    assert.equal(await logOf(id, { since: Date.now() + 60_000 }), '');
    assert.equal(await logOf(id, { until: Date.now() - 60_000 }), '');
  });

  it('tell what they use, about every second, until nobody listens', async () => {
    const id = await test.run({ command: ['sh', '-c', 'while :; do :; done'] });
    const stop = new AbortController();
    const samples: StatsSample[] = [];
    await test.engine.containers.stats(
      id,
      (sample) => {
        samples.push(sample);
        if (samples.length === 3) stop.abort();
      },
      stop.signal,
    );
    const last = samples.at(-1);
    assert.ok(last && last.cpuPercent > 1, `busy: ${last?.cpuPercent} %`);
    assert.ok(last.memory > 0 && last.memory < last.memoryLimit, `${last.memory} of ${last.memoryLimit}`);
    assert.ok(last.processes >= 1);
  });

  it('tell their processes', async () => {
    const id = await test.run({ command: ['sleep', '1234'] });
    const { titles, rows } = await test.engine.containers.processes(id);
    assert.ok(titles.includes('PID'));
    assert.ok(
      rows.some((row) => row.length === titles.length && row.at(-1) === 'sleep 1234'),
      JSON.stringify(rows),
    );
  });

  it('tell which files changed', async () => {
    const id = await test.run();
    const script = 'echo new > "/tmp/a new file"; rm /bin/arch; touch /bin/busybox';
    const stream = await test.engine.containers.exec(id, { command: ['sh', '-c', script] }, undefined);
    await stream.ended;
    const changes = await test.engine.containers.changes(id);
    const kindOf = (path: string) => changes.find((change) => change.path === path)?.kind;
    assert.deepEqual([kindOf('/tmp/a new file'), kindOf('/bin/arch'), kindOf('/bin')], ['added', 'deleted', 'changed']);
  });

  it('become an image with message, author and changes', async () => {
    const id = await test.run();
    const reference = `${uniqueName()}:kept`;
    const imageId = await test.engine.containers.commit(id, {
      reference,
      message: nasty.join(' '),
      author: 'Ann "A" <ann@example.com>',
      changes: ['CMD ["echo", "two words"]', 'ENV NASTY="a b $c"'],
      pause: true,
    });
    test.owns(reference);
    const image = (await test.engine.images.list()).find((candidate) => candidate.id === imageId);
    assert.deepEqual(image?.tags, [reference]);
    const raw = (await test.engine.images.inspect(reference)).raw as { Comment: string; Author: string };
    assert.deepEqual([raw.Comment, raw.Author], [nasty.join(' '), 'Ann "A" <ann@example.com>']);
    assert.equal((await test.engine.containers.inspect(id)).state, 'running');
  });

  it('hand out their files as an archive, which can be left half way', async () => {
    const id = await test.create();
    const archive = await test.engine.containers.exportFiles(id);
    let bytes = 0;
    for await (const chunk of archive) bytes += chunk.length;
    assert.ok(bytes > 1_000_000, `${bytes} bytes`);
    const stop = new AbortController();
    const left = await test.engine.containers.exportFiles(id, stop.signal);
    stop.abort(new Error('enough'));
    await assert.rejects(left.toArray(), /enough|abort/i);
  });

  it('are clear about one that is gone', async () => {
    const gone = '0'.repeat(64);
    const { containers } = test.engine;
    const { signal } = new AbortController();
    const attempts: (() => Promise<unknown>)[] = [
      () => containers.pause(gone),
      () => containers.kill(gone, 'SIGTERM'),
      () => containers.changes(gone),
      () => containers.processes(gone),
      () => containers.exportFiles(gone),
      () => containers.stats(gone, () => undefined, signal),
      () => containers.startAttached(gone, undefined),
      () => containers.readLogs(gone, { tail: 'all' }, () => undefined),
    ];
    for (const attempt of attempts) await assert.rejects(attempt, { kind: 'not-found' });
  });

  it('end their stats when they stop', async () => {
    const id = await test.run({ command: obedient });
    await logHas(id, /ready/);
    const { signal } = new AbortController();
    let seen: () => void = () => {};
    const first = new Promise<void>((resolve) => {
      seen = resolve;
    });
    const stats = test.engine.containers.stats(id, () => seen(), signal);
    await first;
    await test.engine.containers.stop(id);
    await stats;
  });
});
