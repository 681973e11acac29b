// Containers that were made from options which are others now: by the form of a run, against an engine of arrays.
import assert from 'node:assert/strict';
import { keepLabel, savedOptionsLabel } from '../../../src/commands/running/form-saved.ts';
import { differingOptions, madeFrom, otherOptionsOf } from '../../../src/commands/running/made-from.ts';
import type { RememberedRun } from '../../../src/commands/running/memory.ts';
import { rememberable } from '../../../src/commands/running/memory.ts';
import { containerKind, containerSentences } from '../../../src/explorer/containers.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { commands } from '../../support/test-commands.ts';
import { app, exposing80, setUp, tearDown, web } from './set-up.ts';

const run = commands['longshore.image.run'];

const remembered = (changes: Partial<RememberedRun> = {}): RememberedRun => ({
  values: {},
  command: [],
  environmentNames: [],
  ...changes,
});
const words = (made: RememberedRun, now: RememberedRun) => differingOptions(made, now).map((each) => each.words);

describe('options that are others than those of a container', () => {
  it('are named by their flags, in any order', () => {
    const made = remembered({ values: { volume: ['a:/a', 'b:/b'], user: ['me'] }, command: ['sh'] });
    const same = remembered({ values: { user: ['me'], volume: ['b:/b', 'a:/a'] }, command: ['sh'] });
    assert.deepEqual(words(made, same), []);
    const other = remembered({ values: { volume: ['a:/a'], 'cap-add': ['NET_ADMIN'] }, command: ['sh', '-c', 'x'] });
    assert.deepEqual(words(made, other), ['--volume', '--user', '--cap-add', 'command']);
  });

  it('are not the name, or how it is started', () => {
    const now = remembered({ values: { detach: ['true'], pull: ['always'], name: ['other'] } });
    assert.deepEqual(words(remembered(), now), []);
  });

  it('know variables by their names and whether a value is another one, which stands nowhere', () => {
    const of = (...env: string[]) => rememberable({ image: 'app', values: { env }, command: [] });
    assert.deepEqual(words(of('A=1', 'B=1'), of('A=1', 'B=2')), ['--env B']);
    assert.deepEqual(words(of('A=1', 'GONE=1'), of('A=1', 'HERE')), ['--env GONE', '--env HERE']);
    // Nobody could try values until one fits.
    assert.deepEqual(words(of('PASSWORD=1', 'A=1'), of('PASSWORD=2', 'A=1')), []);
    assert.doesNotMatch(JSON.stringify(of('PASSWORD=hunter2', 'URL=redis://me:hunter3@db')), /hunter|PASSWORD":|URL":/);
    // Values are not kept: perhaps nobody typed them again.
    assert.deepEqual(words(of('A=1'), of()), []);
    // Kept before values had marks.
    assert.deepEqual(words(remembered({ environmentNames: ['A'] }), of('A=2')), []);
  });

  it('are not a command that is not kept', () => {
    const hidden = rememberable({ image: 'app', values: {}, command: ['app', '--password=hunter2'] });
    assert.doesNotMatch(JSON.stringify(hidden), /hunter/);
    assert.deepEqual(words(hidden, remembered({ command: ['sh'] })), []);
    assert.deepEqual(words(remembered({ command: ['sh'] }), hidden), []);
  });
});

describe('a container of the run form', () => {
  afterEach(tearDown);

  /** Runs the form once for each list of answers; answers what each container then says of its options. */
  async function runs(answers: Answer[][], adapt?: typeof exposing80) {
    const test = setUp({ answers: answers.flat(), ...(adapt ? { adapt } : {}) });
    const ids: string[] = [];
    for (const _ of answers) {
      await run(test.services, [app.id]);
      const [made] = test.containers;
      assert.ok(made);
      ids.push(made.id);
      // As engines tell it.
      const binding = Object.entries(made.ports.length === 0 ? lastPorts(test.calls) : {});
      test.containers[0] = {
        ...made,
        ports: binding.map(([port, [{ HostPort }]]) => ({
          privatePort: Number.parseInt(port, 10),
          publicPort: Number(HostPort),
          protocol: 'tcp',
        })),
      };
    }
    const engine = (await test.services.inventory.engine()).id;
    const said = (id: string) => otherOptionsOf(test.host, engine, id)?.differences.map((each) => each.words);
    return { ...test, engine, ids, said: ids.map(said) };
  }
  const lastPorts = (calls: readonly string[]): Record<string, [{ HostPort: string }]> =>
    JSON.parse(String(calls.findLast((call) => call.startsWith('request '))?.slice('request '.length))).settings
      .HostConfig.PortBindings ?? {};
  const user = (name: string): Answer[] => [{ pick: 'User' }, { type: name }];

  it('says nothing while the next run is the same, on another port, too', async () => {
    const { said, containers } = await runs([[{ take: 'run' }], [{ take: 'run' }], [{ take: 'run' }]], exposing80);
    assert.deepEqual(
      containers.slice(0, 3).map(({ ports }) => ports[0]?.publicPort),
      [8082, 8081, 8080],
    );
    assert.deepEqual(said, [undefined, undefined, undefined]);
  });

  it('says which options the next run has that are others', async () => {
    const { said, services, host, engine, ids } = await runs([
      [...user('me'), { take: 'run' }],
      [...user('you'), { pick: 'Environment' }, { type: 'MODE=fast' }, { take: 'run' }],
    ]);
    assert.deepEqual(said, [['--env MODE', '--user'], undefined]);
    const container = { ...web, id: ids[0] ?? assert.fail() };
    const row = containerKind.row(
      container,
      {
        containers: [container],
        failures: services.inventory.failures,
        otherOptions: { of: () => ({ name: 'app:1', differences: String(said[0]?.join(', ')) }) },
      },
      0,
    );
    assert.match(row.description, /other options/);
    assert.ok(
      row.tooltip().some(([, text]) => text === containerSentences.otherOptions('app:1', '--env MODE, --user')),
    );
    assert.doesNotMatch(JSON.stringify([...host.remembered]), /fast/);
    assert.equal(madeFrom(host, engine, ids[0] ?? '')?.reference, 'app:1');
  });

  it('says a port that the user chose, and not one that was only free', async () => {
    const { said } = await runs(
      [[{ take: 'run' }], [{ pick: 'Ports' }, { type: '9090:80' }, { take: 'run' }]],
      exposing80,
    );
    assert.deepEqual(said, [['--publish'], undefined]);
  });

  it('is compared with saved options by their name: those of another name are no change', async () => {
    const save: Answer[] = [{ pick: savedOptionsLabel }, { take: 'save' }, { type: 'debug' }];
    const ofName: Answer[] = [{ pick: savedOptionsLabel }, { pick: 'debug' }];
    const all = await runs([
      [{ take: 'run' }],
      [...user('me'), ...save, { take: 'run' }],
      [...ofName, { take: 'run' }],
      // Begins with those of the last run, which had the name.
      [{ take: 'run' }],
    ]);
    assert.deepEqual(all.said, [undefined, undefined, undefined, undefined]);
    assert.deepEqual(
      all.ids.map((id) => madeFrom(all.host, all.engine, id)?.saved),
      [undefined, 'debug', 'debug', 'debug'],
    );
    const later = await runs([
      [...user('me'), ...save, { take: 'run' }],
      [...user('you'), ...save, { take: 'run' }],
    ]);
    assert.deepEqual(later.said, [['--user'], undefined]);
    const gone = await runs([
      [...user('me'), ...save, { take: 'run' }],
      [{ pick: savedOptionsLabel }, { take: 'remove' }, { pick: 'debug' }, ...user('you'), { take: 'run' }],
    ]);
    assert.deepEqual(gone.said, [undefined, undefined]);
  });

  it('is not known where it was run for once, and forgotten when it is gone', async () => {
    const once = await runs([
      [...user('me'), { pick: keepLabel }, { take: 'run' }],
      [...user('you'), { take: 'run' }],
    ]);
    assert.deepEqual(once.said, [undefined, undefined]);
    const { services, containers, host, engine, ids } = await runs([[{ take: 'run' }]]);
    containers.splice(0, 1);
    host.answers.push({ take: 'run' });
    await run(services, [app.id]);
    assert.equal(madeFrom(host, engine, ids[0] ?? ''), undefined);
    assert.ok(madeFrom(host, engine, containers[0]?.id ?? ''));
  });
});
