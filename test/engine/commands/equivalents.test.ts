// The noted `docker` commands against a real engine: what a handler did is undone, and what it noted is done by Docker's own
// program, which must come to the same.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notingServices } from '../../../src/commands/equivalents/noting.ts';
import type { CommandId } from '../../../src/commands/index.ts';
import { isEngineError } from '../../../src/errors.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage, dockerHost, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nameOf } from './set-up.ts';

/** Ends when it is asked to. */
const obedient = ['sh', '-c', 'trap "exit 0" TERM; sleep 1000 & wait'];

type AnyHandler = (context: unknown, argument?: unknown) => Promise<void>;

describe('the commands that are noted', () => {
  let test: CommandsUnderTest;
  let folder: string;
  before(async function () {
    if (spawnSync('docker', ['--version']).status !== 0) return this.skip();
    test = await commandsUnderTest();
    folder = mkdtempSync(join(tmpdir(), 'longshore-'));
  });
  after(async () => {
    if (folder) rmSync(folder, { recursive: true });
    await test?.clean();
  });

  /** Runs a command as the editor does; answers what was noted, what of it failed, and the host. */
  async function done(id: CommandId, argument?: unknown, answers: readonly Answer[] = []) {
    const { host, services } = test.person(answers);
    // Names stand in what the engine tells of images a moment after they were given.
    const made = await test.engine.images.list();
    await test.eventually(async () => made.every(({ id, tags }) => tags.every((tag) => isNamed(services, id, tag))));
    const work = (commands[id] as AnyHandler)(notingServices(services, id), argument);
    return { host, services, work, lines: () => services.equivalents.all.map(({ line }) => line) };
  }

  const isNamed = ({ inventory }: ReturnType<CommandsUnderTest['person']>['services'], id: string, tag: string) =>
    inventory.images.some((image) => image.id === id && image.tags.includes(tag));

  async function linesOf(id: CommandId, argument?: unknown, answers: readonly Answer[] = []): Promise<string[]> {
    const { work, lines } = await done(id, argument, answers);
    await work;
    return lines();
  }

  /** By Docker's own program; answers what it printed. */
  function run(line: string): string {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
      encoding: 'utf8',
      env: { ...process.env, DOCKER_HOST: dockerHost(), DOCKER_CONFIG: folder },
      input: '',
    });
    assert.equal(status, 0, `${line}\n${stderr}`);
    return stdout;
  }

  const stateOf = async (id: string) => (await test.engine.containers.inspect(id)).state;

  it('stop, start, kill, pause, rename and remove', async () => {
    const [first, second] = [uniqueName(), uniqueName()];
    const ids = [
      await test.run({ name: first, command: obedient }),
      await test.run({ name: second, command: obedient }),
    ];
    const [paused = ''] = await linesOf('longshore.container.pause', ids);
    assert.match(paused, /^docker pause \S+ \S+$/);
    const [unpaused = ''] = await linesOf('longshore.container.unpause', ids);
    run(paused);
    assert.deepEqual(await Promise.all(ids.map(stateOf)), ['paused', 'paused']);
    run(unpaused);
    assert.deepEqual(await Promise.all(ids.map(stateOf)), ['running', 'running']);
    const [killed = ''] = await linesOf('longshore.container.kill', [ids[0]], [{ pick: 'SIGKILL' }]);
    assert.equal(killed, `docker kill -s SIGKILL ${first}`);
    const [started = ''] = await linesOf('longshore.container.start', [ids[0]]);
    run(killed);
    run(started);
    assert.equal(await stateOf(String(ids[0])), 'running');
    const other = uniqueName();
    assert.deepEqual(await linesOf('longshore.container.rename', [ids[1]], [{ type: other }]), [
      `docker rename ${second} ${other}`,
    ]);
    const removed = await linesOf('longshore.container.remove', ids, [{ confirm: true }]);
    assert.deepEqual([removed.length > 0, await test.hasContainer(first)], [true, false]);
    for (const line of removed) assert.match(line, /^docker (?:stop|rm(?: -[fv])*) /);
  });

  it('run: one line, from which the same container comes again', async () => {
    const reference = await test.image();
    const name = nameOf(reference);
    const lines = await linesOf(
      'longshore.image.run',
      [reference],
      [{ find: '--env' }, { type: 'MODE=fast DB_PASSWORD=tell-nobody' }, { take: 'run' }],
    );
    assert.equal(lines.length, 1, lines.join('\n'));
    const [line = ''] = lines;
    assert.match(line, /^docker run -d .*MODE=fast/);
    assert.ok(!line.includes('tell-nobody'));
    const before = await test.engine.containers.inspect(await test.container(name));
    await test.engine.containers.remove(before.id, { force: true });
    run(line);
    const after = await test.engine.containers.inspect(await test.container(name));
    assert.deepEqual([after.image, after.state, after.command], [before.image, 'running', before.command]);
    assert.ok(after.environment.includes('MODE=fast'));
  });

  it('run: what does not start is one line that failed, without the cleaning up', async () => {
    const reference = await test.image(['CMD ["nothing-of-that-name"]']);
    const { work, services } = await done('longshore.image.run', [reference], [{ take: 'run' }]);
    await assert.rejects(work);
    assert.deepEqual(
      services.equivalents.all.map(({ line, failed }) => [line.split(' ').slice(0, 2).join(' '), failed]),
      [['docker run', true]],
    );
  });

  it('exec: one whose program never began has failed, and one that ended badly has not', async () => {
    const id = await test.run();
    const outcome = async (answers: readonly Answer[]) => {
      const { work, host, services } = await done('longshore.container.exec', [id], answers);
      // Newer engines refuse at once what older ones write into the terminal.
      const isRefusal = (error: unknown) => assert.ok(isEngineError(error), String(error));
      await work.catch(isRefusal);
      await host.terminals[0]?.done.catch(isRefusal);
      return services.equivalents.all.map(({ failed }) => failed);
    };
    const user = [{ pick: 'User' }, { type: 'nobody-at-all' }] as const;
    assert.deepEqual(await outcome([{ type: 'true' }, ...user, { take: 'run' }]), [true]);
    assert.deepEqual(await outcome([{ type: '/no/such/program' }, { take: 'run' }]), [true]);
    assert.deepEqual(await outcome([{ type: 'false' }, { take: 'run' }]), [false]);
  });

  it('exec, logs, inspect, diff, history, df', async () => {
    const name = uniqueName();
    const id = await test.run({ name, command: ['sh', '-c', 'echo hello; sleep 1000'] });
    const executed = await done(
      'longshore.container.exec',
      [id],
      [{ type: 'sh -c \'echo "it is $MODE"\'' }, { take: 'environment' }, { type: 'MODE=fast' }, { take: 'run' }],
    );
    await executed.work;
    await executed.host.terminals[0]?.done;
    const [line = ''] = executed.lines();
    // Here is no terminal for the program.
    assert.match(run(line.replace('-it', '-i')), /it is fast/);
    const inspected = await linesOf('longshore.container.inspect', [id]);
    assert.deepEqual(inspected, [`docker inspect ${name}`]);
    assert.equal(JSON.parse(run(String(inspected[0])))[0].Id, id);
    const ofLog = [{ pick: 'Everything' }, { pick: 'Without Times' }] as const;
    const [logs = ''] = await linesOf('longshore.container.logsDocument', [id], ofLog);
    assert.equal(run(logs), 'hello\n');
    run(`docker exec ${name} touch /tmp/new`);
    const looked = await linesOf('longshore.container.changes', [id]);
    assert.deepEqual(looked, [`docker diff ${name}`]);
    assert.match(run(String(looked[0])), /A \/tmp\/new/);
    const reference = await test.image();
    const [history = ''] = await linesOf('longshore.image.history', [await test.idOf(reference)]);
    assert.equal(history, `docker history ${reference}`);
    assert.match(run(history), /IMAGE/);
    const [usage = ''] = await linesOf('longshore.diskUsage');
    assert.match(run(usage), /Images space usage/);
  });

  it('tag and rmi', async () => {
    const reference = await test.image();
    const other = `${uniqueName()}:2`;
    test.owns(other);
    const [tagged = ''] = await linesOf('longshore.image.tag', [reference], [{ type: other }]);
    assert.equal(tagged, `docker tag ${reference} ${other}`);
    const [untagged = ''] = await linesOf('longshore.image.untag', [other]);
    assert.equal(untagged, `docker rmi ${other}`);
    run(tagged);
    assert.equal(await test.idOf(other), await test.idOf(reference));
    run(untagged);
    await assert.rejects(test.idOf(other), { kind: 'not-found' });
  });

  it('save, load, export, import, cp', async () => {
    const reference = await test.image();
    const file = join(folder, 'an image.tar');
    const [saved = ''] = await linesOf('longshore.image.save', [reference], [{ files: [file] }]);
    assert.equal(saved, `docker save -o '${file}' ${reference}`);
    rmSync(file);
    run(saved);
    const [loaded = ''] = await linesOf('longshore.image.load', undefined, [{ files: [file] }]);
    assert.match(run(loaded), new RegExp(`Loaded image: .*${reference}`));
    const name = uniqueName();
    const id = await test.run({ name, command: ['sleep', '1000'] });
    const tar = join(folder, 'files.tar');
    const [exported = ''] = await linesOf('longshore.container.export', [id], [{ files: [tar] }]);
    rmSync(tar);
    run(exported);
    const made = `${uniqueName()}:files`;
    test.owns(made);
    const [imported = ''] = await linesOf('longshore.image.import', undefined, [
      { files: [tar] },
      { type: made },
      { type: 'proposed' },
      { type: 'it\'s "new"' },
    ]);
    await test.engine.images.remove(made);
    run(imported);
    assert.deepEqual((await test.engine.images.inspect(made)).command, ['/bin/sh']);
    const local = join(folder, 'up.txt');
    writeFileSync(local, 'up');
    const [up = ''] = await linesOf(
      'longshore.container.uploadFiles',
      [id],
      [{ pick: 'Files' }, { files: [local] }, { pick: 'tmp' }, { pick: 'This Folder' }],
    );
    run(`docker exec ${name} rm /tmp/up.txt`);
    run(up);
    const down = join(folder, 'down');
    mkdirSync(down);
    const downAnswers = [{ pick: 'tmp' }, { pick: 'up.txt' }, { files: [down] }] as const;
    const [copied = ''] = await linesOf('longshore.container.downloadFiles', [id], downAnswers);
    rmSync(join(down, 'up.txt'));
    run(copied);
    assert.equal(readFileSync(join(down, 'up.txt'), 'utf8'), 'up');
  });

  it('network and volume: create, connect, disconnect, remove', async () => {
    const [network, volume] = [uniqueName(), uniqueName()];
    test.ownsNetwork(network);
    test.ownsVolume(volume);
    const [created = ''] = await linesOf('longshore.network.create', undefined, [
      { type: network },
      { pick: 'Internal' },
      { pick: 'Create' },
    ]);
    assert.equal(created, `docker network create --internal ${network}`);
    const container = uniqueName();
    const id = await test.run({ name: container, command: ['sleep', '1000'] });
    const [connected = ''] = await linesOf(
      'longshore.container.connectNetwork',
      [id],
      [{ pick: network }, { pick: 'Aliases' }, { type: 'db' }, { pick: 'Connect' }],
    );
    assert.equal(connected, `docker network connect --alias db ${network} ${container}`);
    run(`docker network disconnect ${network} ${container}`);
    run(connected);
    const [left = ''] = await linesOf(
      'longshore.container.disconnectNetwork',
      [id],
      [{ pick: network }, { confirm: true }],
    );
    assert.equal(left, `docker network disconnect ${network} ${container}`);
    run(connected);
    run(left);
    const ofIt = (await test.engine.networks.list()).find(({ name }) => name === network);
    const [gone = ''] = await linesOf('longshore.network.remove', [String(ofIt?.id)], [{ confirm: true }]);
    assert.equal(gone, `docker network rm ${network}`);
    run(created);
    run(gone);
    const [made = ''] = await linesOf('longshore.volume.create', undefined, [{ type: volume }, { pick: 'Create' }]);
    const [removed = ''] = await linesOf('longshore.volume.remove', [volume], [{ confirm: true }]);
    run(made);
    run(removed);
    assert.ok(!(await test.engine.volumes.list()).some(({ name }) => name === volume));
  });

  it('build, by the line that the older builder of the program takes, too', async () => {
    const { target, tag } = test.project(`FROM ${baseImage}\nCOPY app.txt /\n`);
    const [line = ''] = await linesOf('longshore.dockerfile.build', target);
    assert.match(line, /^docker build -t /);
    await test.engine.images.remove(tag);
    run(`DOCKER_BUILDKIT=0 ${line}`);
    assert.ok(await test.idOf(tag));
  });
});
