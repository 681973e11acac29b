import assert from 'node:assert/strict';
import type { ContainerDetails, StatsSample } from '../../../src/engine/container-api.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { exitMeaning } from '../../../src/engine/exit-code.ts';
import { EngineError } from '../../../src/errors.ts';
import { containerFacts, type OtherOptionsFacts } from '../../../src/panels/container-facts.ts';
import type { FromContainerPage, OutputLine, ToContainerPage } from '../../../src/panels/container-messages.ts';
import { runContainerPage } from '../../../src/panels/container-session.ts';
import { moodOf, stateLine, stopSentences, whyStopped } from '../../../src/panels/container-words.ts';
import { giveHiddenValue } from '../../../src/panels/named-values.ts';
import { formatAge } from '../../../src/quantities.ts';
import { createFakeClock, settled } from '../../support/fake-clock.ts';
import { scriptedInventory } from '../../support/scripted-inventory.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

const now = 1_700_000_000_000;
const nasty = '<img src=x onerror=alert(1)>\u202e\x1b[31m';

const details: ContainerDetails = {
  id: 'c'.repeat(64),
  name: 'web',
  state: 'running',
  running: true,
  exitCode: undefined,
  outOfMemory: false,
  tty: false,
  openStdin: false,
  startedAt: now - 180_000,
  finishedAt: undefined,
  restartCount: 0,
  error: '',
  image: 'app:1',
  imageId: `sha256:${'a'.repeat(64)}`,
  command: ['node', '--token', 'ghp_secret'],
  entrypoint: [],
  workingDirectory: '',
  user: '',
  environment: ['PATH=/bin', 'DB_PASSWORD=hunter2', `NASTY=${nasty}`, 'EMPTY_TOKEN='],
  labels: { note: nasty, 'api.token': 'hunter3' },
  mounts: [{ kind: 'volume', source: 'data', destination: '/data', readOnly: true }],
  ports: [
    { privatePort: 80, publicPort: 8080, address: '0.0.0.0', protocol: 'tcp' },
    { privatePort: 80, publicPort: 8080, address: '::', protocol: 'tcp' },
    { privatePort: 53, publicPort: 53, address: '127.0.0.1', protocol: 'udp' },
    { privatePort: 443, protocol: 'tcp' },
  ],
  networks: [{ name: 'front', address: '172.17.0.2' }],
  restartPolicy: 'no',
  autoRemove: false,
  health: undefined,
  raw: {
    HostConfig: { Memory: 64_000_000, NanoCpus: 1.5e9, PidsLimit: 0, CapAdd: ['NET_ADMIN'], Privileged: false },
    NetworkSettings: { Networks: { front: { NetworkID: 'n1' } } },
  },
};
const stopped = { ...details, state: 'exited', running: false, finishedAt: now - 60_000 } as const;

const urlOf = ({ publicPort, protocol }: { publicPort?: number | undefined; protocol: string }) =>
  publicPort === undefined || protocol !== 'tcp' ? undefined : `http://localhost:${publicPort}/`;

describe('facts of a container’s page', () => {
  const facts = containerFacts(details, urlOf);

  it('hold no secret, whose values are told when they are asked for by name', () => {
    assert.doesNotMatch(JSON.stringify(facts), /hunter|ghp_secret/);
    assert.deepEqual(
      facts.environment.map(({ name, value }) => [name, value !== undefined]),
      [
        ['PATH', true],
        ['DB_PASSWORD', false],
        ['NASTY', true],
        ['EMPTY_TOKEN', true],
      ],
    );
    const given: unknown[] = [];
    const to = { post: (message: unknown) => given.push(message), copy: (...copied: string[]) => given.push(copied) };
    giveHiddenValue(details, { type: 'reveal', of: 'environment', name: 'DB_PASSWORD' }, to);
    giveHiddenValue(details, { type: 'copyHidden', of: 'labels', name: 'api.token' }, to);
    giveHiddenValue(details, { type: 'reveal', of: 'environment', name: 'DB' }, to);
    giveHiddenValue(undefined, { type: 'reveal', of: 'environment', name: 'DB_PASSWORD' }, to);
    assert.deepEqual(given, [
      { type: 'value', of: 'environment', name: 'DB_PASSWORD', value: 'hunter2' },
      ['hunter3', 'api.token'],
    ]);
  });

  it('hide a secret in the engine’s words about why it could not start', () => {
    const failed = containerFacts({ ...details, error: 'error while mounting volume, data: password=hunter2' }, urlOf);
    assert.equal(failed.error, 'error while mounting volume, data: password=***');
  });

  it('show what strangers write as it is, without what cannot be seen', () => {
    assert.equal(facts.labels[0]?.value, '<img src=x onerror=alert(1)>��[31m');
  });

  it('list a port once, and what a browser opens', () => {
    assert.deepEqual(facts.ports, [
      { inside: '80/tcp', at: '8080', url: 'http://localhost:8080/' },
      { inside: '53/udp', at: '127.0.0.1:53', url: undefined },
      { inside: '443/tcp', at: undefined, url: undefined },
    ]);
  });

  it('tell limits that are set, and no others', () => {
    assert.deepEqual(
      facts.limits.map(({ name, value }) => `${name}: ${value}`),
      ['Memory: 64 MB', 'CPU: 1.5 processors', 'Added capabilities: NET_ADMIN'],
    );
    assert.deepEqual(containerFacts({ ...details, raw: undefined }, urlOf).limits, []);
  });
});

describe('words about a container', () => {
  it('tell its state at the moment of showing, and how it is', () => {
    assert.equal(stateLine(details, now), 'running for 3 minutes');
    assert.equal(stateLine({ ...details, state: 'paused' }, now), 'paused for 3 minutes');
    assert.equal(
      stateLine({ ...stopped, exitCode: 3 }, now),
      `${stopSentences.exited(3)}, ${formatAge(Number(stopped.finishedAt), now)}`,
    );
    assert.equal(stateLine({ ...details, state: 'created', startedAt: undefined }, now), 'created');
    const sick = { status: 'unhealthy', failingStreak: 3, log: [] } as const;
    assert.deepEqual(
      [details, { ...details, health: sick }, { ...stopped, exitCode: 1 }, { ...stopped, exitCode: 0 }].map(moodOf),
      ['good', 'bad', 'bad', 'quiet'],
    );
    // Somebody asked for it.
    assert.equal(moodOf({ ...stopped, exitCode: 143 }), 'quiet');
    assert.equal(moodOf({ ...details, state: 'created', error: 'no such file' }), 'bad');
  });

  it('explain why it stopped', () => {
    assert.deepEqual(whyStopped(details), []);
    const said = (exitCode: number) => whyStopped({ ...stopped, exitCode }).join(' ');
    for (const [code, words] of [
      [0, stopSentences.succeeded()],
      [1, stopSentences.reportedFailure()],
      [3, stopSentences.ofProgram(3)],
      [125, stopSentences.ofProgram(125)],
      ...[126, 127, 137, 139, 143].map(
        (wellKnown) => [wellKnown, stopSentences.foreseen(wellKnown, String(exitMeaning(wellKnown)?.long))] as const,
      ),
      [140, stopSentences.bySignal(140, 12)],
    ] as const) {
      assert.equal(said(code), [words, stopSentences.ranFor('2 min')].join(' '), String(code));
    }
    // 137 alone leaves open who killed it.
    const killed = whyStopped({ ...stopped, exitCode: 137, outOfMemory: true }).join(' ');
    assert.ok(killed.startsWith(stopSentences.outOfMemory()), killed);
    assert.doesNotMatch(killed, /SIGKILL/);
    const neverStarted = whyStopped({ ...details, state: 'created', startedAt: undefined, error: 'no such file' });
    assert.deepEqual(neverStarted, [stopSentences.noStart('no such file')]);
  });
});

const sample = (at: number): StatsSample => ({
  at,
  cpuPercent: 1,
  memory: 2,
  memoryLimit: 3,
  received: 0,
  sent: 0,
  read: 0,
  written: 0,
  processes: 4,
});

/** A page, an engine whose answers a test changes, and streams that it moves by hand. */
function scene(first: ContainerDetails | EngineError = details) {
  const panel = scriptedPanel<ToContainerPage, FromContainerPage>();
  const clock = createFakeClock();
  const answers = {
    inspect: first as ContainerDetails | EngineError,
    hasNewerImage: false,
    otherOptions: undefined as OtherOptionsFacts | undefined,
  };
  const options = new Set<() => void>();
  const calls: string[] = [];
  const statsStreams: { signal: AbortSignal; sample(at: number): void; end(error?: Error): void }[] = [];
  const logs: { signal: AbortSignal; say(...texts: string[]): void; end(error?: Error): void }[] = [];
  const done: (readonly string[])[] = [];
  const open = <T>(signal: AbortSignal, to: T[], more: Omit<T, 'signal' | 'end'>) =>
    new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => resolve());
      to.push({ signal, end: (error?: Error) => (error ? reject(error) : resolve()), ...more } as unknown as T);
    });
  const engine = {
    hostName: 'localhost',
    containers: {
      inspect: async () => {
        calls.push('inspect');
        if (answers.inspect instanceof EngineError) throw answers.inspect;
        return answers.inspect;
      },
      stats: (_id: string, onSample: (sample: StatsSample) => void, signal: AbortSignal) =>
        open(signal, statsStreams, { sample: (at: number) => onSample(sample(at)) }),
      processes: async () => ({ titles: ['PID', 'CMD'], rows: [['1', `sh ${nasty}`]] }),
      changes: async () => Array.from({ length: 300 }, (_, at) => ({ path: `/tmp/${at}`, kind: 'added' })),
    },
  } as unknown as Engine;
  const watched = scriptedInventory(engine);
  runContainerPage(
    panel,
    { id: details.id, name: 'web' },
    {
      inventory: async () => watched.inventory,
      hasNewerImage: async () => answers.hasNewerImage,
      otherOptions: () => answers.otherOptions,
      onDidChangeOptions: (listener) => {
        options.add(listener);
        return { dispose: () => void options.delete(listener) };
      },
      urlOf,
      followOutput: (_engine, onLines, signal) =>
        open(signal, logs, {
          say: (...texts: string[]) => onLines(texts.map((text): OutputLine => ({ text, from: 'stdout' }))),
        }),
      run: (action) => done.push(['run', action]),
      open: (kind, id) => done.push(['open', kind, id]),
      openInBrowser: (url) => done.push(['browser', url]),
      copy: (text, words) => done.push(['copy', text, ...(words === undefined ? [] : [words])]),
      clock,
    },
  );
  return {
    panel,
    clock,
    answers,
    options,
    calls,
    stats: statsStreams,
    logs,
    done,
    attending: watched.attending,
    listening: watched.listening,
    connection: watched.connection,
    change: watched.change,
    told: <Type extends ToContainerPage['type']>(type: Type) =>
      panel.posted.filter((message): message is Extract<ToContainerPage, { type: Type }> => message.type === type),
  };
}

describe('the page of a container', () => {
  it('is read at first and after each change of containers or images, and never else', async () => {
    const { answers, calls, change, told, clock } = scene();
    await settled();
    assert.equal(told('facts').at(-1)?.facts.state, 'running');
    assert.equal(told('facts').at(-1)?.facts.hasNewerImage, false);
    answers.hasNewerImage = true;
    await change({ volumes: true });
    await clock.advance(3_600_000);
    assert.equal(calls.length, 1);
    await change({ images: true });
    assert.equal(calls.length, 2);
    assert.equal(told('facts').at(-1)?.facts.hasNewerImage, true);
  });

  it('says at once that the options are others that it was made from', async () => {
    const { panel, answers, options, told } = scene();
    await settled();
    assert.equal(told('facts').at(-1)?.facts.otherOptions, undefined);
    answers.otherOptions = { name: 'app:1', rows: [['--user', 'me', 'you']] };
    for (const listener of options) listener();
    await settled();
    assert.deepEqual(told('facts').at(-1)?.facts.otherOptions, answers.otherOptions);
    panel.close();
    assert.equal(options.size, 0);
  });

  it('tells all that is known to a page that is loaded anew', async () => {
    const { panel, told, stats, logs, clock } = scene();
    await settled();
    stats[0]?.sample(1000);
    logs[0]?.say('one', 'two');
    await clock.advance(100);
    panel.posted.length = 0;
    panel.say({ type: 'ready' });
    assert.equal(told('facts').length, 1);
    assert.equal(told('points')[0]?.points.length, 1);
    assert.deepEqual(
      told('output')[0]?.lines.map(({ text }) => text),
      ['one', 'two'],
    );
  });

  it('reads stats and output only while it runs and somebody looks', async () => {
    const { panel, stats, logs, attending, listening } = scene();
    await settled();
    assert.deepEqual([stats.length, logs.length, attending()], [1, 1, 1]);
    panel.look(false);
    await settled();
    assert.ok(stats[0]?.signal.aborted && logs[0]?.signal.aborted);
    assert.deepEqual([attending(), listening()], [0, 0]);
    panel.look(true);
    await settled();
    assert.deepEqual([stats.length, logs.length, attending()], [2, 2, 1]);
    panel.close();
    await settled();
    assert.deepEqual([attending(), listening()], [0, 0]);
  });

  it('reads the log of one that has ended once, and again after its next run', async () => {
    const { logs, stats, answers, change, told, clock } = scene({ ...stopped, exitCode: 1 });
    await settled();
    assert.deepEqual([stats.length, logs.length], [0, 1]);
    logs[0]?.say('last words');
    logs[0]?.end();
    await settled();
    await change({ containers: true });
    assert.equal(logs.length, 1);
    assert.equal(told('output').at(-1)?.lines[0]?.text, 'last words');
    answers.inspect = { ...details, startedAt: now };
    await change({ containers: true });
    assert.deepEqual([stats.length, logs.length], [1, 2]);
    logs[1]?.say('first words');
    await clock.advance(100);
    assert.ok(told('output').at(-1)?.begin);
  });

  it('gathers lines: a loud program is told ten times a second', async () => {
    const { logs, told, clock } = scene();
    await settled();
    for (let line = 0; line < 1000; line++) logs[0]?.say(String(line));
    await clock.advance(100);
    assert.equal(told('output').length, 1);
    assert.equal(told('output')[0]?.lines.length, 200);
    assert.equal(told('output')[0]?.lines.at(-1)?.text, '999');
  });

  it('tries a broken stream again with growing pauses, and says why there is no output', async () => {
    const { logs, told, clock } = scene();
    await settled();
    logs[0]?.end(new EngineError('connection-lost', 'It broke.'));
    await settled();
    assert.equal(told('output').at(-1)?.note, 'It broke.');
    await clock.advance(1000);
    assert.equal(logs.length, 2);
    logs[1]?.end(new EngineError('unsupported', 'Its log driver keeps none.'));
    await clock.advance(60_000);
    assert.equal(logs.length, 2);
  });

  it('says that the container was removed, and keeps what was known', async () => {
    const { answers, change, told, stats } = scene();
    await settled();
    answers.inspect = new EngineError('not-found', 'No such container.');
    await change({ containers: true });
    assert.deepEqual([told('hold').at(-1)?.hold, told('facts').length], ['gone', 1]);
    assert.match(String(told('hold').at(-1)?.words), /"web" was removed/);
    assert.ok(stats[0]?.signal.aborted);
  });

  it('says that the engine is away, and goes on when it answers', async () => {
    const { answers, change, told, connection, calls } = scene();
    await settled();
    connection({ state: 'unreachable', error: new EngineError('unreachable', 'Nobody answers.') });
    await change({ connection: true });
    assert.deepEqual(told('hold').at(-1), { type: 'hold', hold: 'lost', words: 'Nobody answers.' });
    connection({ state: 'connected' });
    answers.inspect = { ...details, state: 'paused' };
    await change({ connection: true });
    assert.equal(told('hold').at(-1)?.hold, 'live');
    assert.equal(told('facts').at(-1)?.facts.state, 'paused');
    assert.equal(calls.length, 2);
  });

  it('says why it cannot be read, and reads when it is asked to', async () => {
    const { panel, answers, told } = scene(new EngineError('unreachable', 'Nobody answers.'));
    await settled();
    assert.equal(told('hold').at(-1)?.words, 'Nobody answers.');
    answers.inspect = details;
    panel.say({ type: 'refresh' });
    await settled();
    assert.deepEqual([told('hold').at(-1)?.hold, told('facts').length], ['live', 1]);
  });

  it('lists processes and changed files when they are asked for', async () => {
    const { panel, told } = scene();
    await settled();
    panel.say({ type: 'askProcesses' });
    panel.say({ type: 'askChanges' });
    await settled();
    assert.equal(told('processes')[0]?.rows[0]?.[1], 'sh <img src=x onerror=alert(1)>��[31m');
    assert.deepEqual([told('changes')[0]?.changes.length, told('changes')[0]?.total], [200, 300]);
  });

  it('shows and copies a hidden value only by its name', async () => {
    const { panel, told, done } = scene();
    await settled();
    panel.say({ type: 'reveal', of: 'environment', name: 'DB_PASSWORD' });
    panel.say({ type: 'reveal', of: 'environment', name: 'UNKNOWN' });
    panel.say({ type: 'copyHidden', of: 'labels', name: 'api.token' });
    assert.deepEqual(told('value'), [{ type: 'value', of: 'environment', name: 'DB_PASSWORD', value: 'hunter2' }]);
    assert.deepEqual(done, [['copy', 'hunter3', 'api.token']]);
  });

  it('opens what it is linked with, and nothing else', async () => {
    const { panel, done } = scene();
    await settled();
    for (const message of [
      { type: 'open', kind: 'image', id: details.imageId },
      { type: 'open', kind: 'image', id: 'another' },
      { type: 'open', kind: 'network', id: 'n1' },
      { type: 'open', kind: 'network', id: 'front' },
      { type: 'open', kind: 'volume', id: 'data' },
      { type: 'open', kind: 'volume', id: '/etc' },
      { type: 'openPort', url: 'http://localhost:8080/' },
      { type: 'openPort', url: 'command:evil' },
      { type: 'run', action: 'stop' },
      { type: 'copy', text: 'web' },
    ] as const) {
      panel.say(message);
    }
    assert.deepEqual(done, [
      ['open', 'image', details.imageId],
      ['open', 'network', 'n1'],
      ['open', 'volume', 'data'],
      ['browser', 'http://localhost:8080/'],
      ['run', 'stop'],
      ['copy', 'web'],
    ]);
  });
});
