// The run form, answered from a script, against an engine of arrays.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { flagsOf, runOptions } from '../../../src/commands/options/index.ts';
import { placeFailures } from '../../../src/commands/options/places.ts';
import { commandLineLabel, continuation, leftOutWords } from '../../../src/commands/running/form-line.ts';
import { keepLabel, noneSaved, resetLabel, savedOptionsLabel } from '../../../src/commands/running/form-saved.ts';
import { mountedTwice } from '../../../src/commands/running/problems.ts';
import { imageCreated } from '../../../src/commands/running/proposed-run.ts';
import { EngineError } from '../../../src/errors.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { app, exposing80, setUp, tearDown, until } from './set-up.ts';

const run = commands['longshore.image.run'];
const requestOf = (calls: readonly string[]) =>
  JSON.parse(String(calls.find((call) => call.startsWith('request '))?.slice('request '.length)));

/** The line that the form shows, over all its rows. */
const shownLine = (choices: readonly { label: string; description?: unknown; detail?: unknown }[] = []) =>
  choices
    .flatMap(({ label, description, detail }) =>
      label === commandLineLabel ? detail : label === continuation ? description : [],
    )
    .join(' ');

describe('the run form', () => {
  afterEach(tearDown);

  it('asks only for the rows that are chosen, and passes each on', async () => {
    const { services, calls } = setUp({
      answers: [
        { find: '--volume' },
        { type: 'data:/data "/my code:/src:ro"' },
        { pick: 'Environment' },
        { type: `A=1 'B=two $words'` },
        { pick: 'Command' },
        { type: `sh -c 'echo "hi"'` },
        { pick: 'Entrypoint' },
        { type: '/entry' },
        { pick: 'User' },
        { type: '1000:1000' },
        { pick: 'Network' },
        { pick: 'backend' },
        { find: '--restart' },
        { take: 'always' },
        { take: 'run' },
      ],
    });
    await run(services, [app.id]);
    const request = requestOf(calls);
    const { HostConfig: host, ...config } = request.settings;
    assert.deepEqual(host.Binds, ['data:/data', '/my code:/src:ro']);
    assert.deepEqual(config.Env, ['A=1', 'B=two $words']);
    assert.deepEqual(request.command, ['sh', '-c', 'echo "hi"']);
    assert.deepEqual(config.Entrypoint, ['/entry']);
    assert.deepEqual([config.User, host.NetworkMode, host.RestartPolicy], ['1000:1000', 'backend', { Name: 'always' }]);
  });

  it('goes back to the form when a question is left, and out when the form is', async () => {
    const { services, calls } = setUp({ answers: [{ pick: 'Name' }, 'escape', 'escape'] });
    await assert.rejects(run(services, [app.id]), Cancelled);
    assert.ok(!calls.some((call) => call.startsWith('containers.create')));
  });

  it('lets a restart policy and the removal at the end exclude each other, as the engine does', async () => {
    const { services, calls } = setUp({
      answers: [{ find: '--restart' }, { take: 'always' }, { find: '--rm' }, { take: 'run' }],
    });
    await run(services, [app.id]);
    const { RestartPolicy, AutoRemove } = requestOf(calls).settings.HostConfig;
    assert.deepEqual([RestartPolicy, AutoRemove], [undefined, true]);
  });

  it('creates only, or copies the line and does nothing', async () => {
    const created = setUp({ answers: [{ take: 'create' }] });
    await run(created.services, [app.id]);
    assert.equal(created.containers[0]?.state, 'created');
    const copied = setUp({ answers: [{ take: 'copy' }], adapt: exposing80 });
    await run(copied.services, [app.id]);
    assert.deepEqual(copied.host.copied, ['docker run -d --name app -p 8080:80 app:1']);
    assert.equal(copied.containers.length, 2);
  });

  it('remembers the last answers of an image, but no value of its environment', async () => {
    const { services, host, calls } = setUp({
      answers: [
        { pick: 'Environment' },
        { type: 'PASSWORD=hunter2' },
        { pick: 'User' },
        { type: 'me' },
        { pick: 'Ports' },
        { type: '9000:80' },
        { take: 'run' },
        { take: 'run' },
      ],
    });
    await run(services, [app.id]);
    assert.doesNotMatch(JSON.stringify([...host.remembered]), /hunter2/);
    calls.splice(0);
    await run(services, [app.id]);
    const request = requestOf(calls);
    assert.equal(request.settings.User, 'me');
    assert.deepEqual(request.settings.HostConfig.PortBindings, { '80/tcp': [{ HostPort: '9000' }] });
    assert.equal(request.settings.Env, undefined);
    const shown = host.lists.at(-1)?.choices.find(({ label }) => label === 'Environment')?.description;
    assert.match(String(shown), /last time: PASSWORD/);
  });

  it('takes the next free port where the remembered one is taken now', async () => {
    const { services, calls, containers } = setUp({ answers: [{ take: 'run' }, { take: 'run' }], adapt: exposing80 });
    await run(services, [app.id]);
    containers[0] = {
      ...(containers[0] as (typeof containers)[0]),
      ports: [{ privatePort: 80, publicPort: 8080, protocol: 'tcp' }],
    };
    calls.splice(0);
    await run(services, [app.id]);
    assert.equal(requestOf(calls).settings.HostConfig.PortBindings['80/tcp'][0].HostPort, '8081');
  });

  it('reads the environment file when it runs, and says if it cannot', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-'));
    try {
      const file = join(folder, 'my $file.env');
      writeFileSync(file, 'A=from file\n');
      const answers = [{ pick: 'Environment File' }, { files: [file] }, { take: 'run' }];
      const { services, calls } = setUp({ answers });
      await run(services, [app.id]);
      assert.deepEqual(requestOf(calls).settings.Env, ['A=from file']);
      rmSync(file);
      const gone = setUp({ answers });
      await assert.rejects(run(gone.services, [app.id]), {
        message: patternOf((what) => placeFailures.unreadable(what, file)),
      });
      assert.ok(!gone.calls.some((call) => call.startsWith('containers.create')));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('opens a terminal that is joined before the start', async () => {
    const { services, host, calls, process } = setUp({
      answers: [{ pick: 'Mode' }, { take: 'it' }, { take: 'run' }],
    });
    await run(services, [app.id]);
    const { Tty, OpenStdin } = requestOf(calls).settings;
    assert.deepEqual([Tty, OpenStdin], [true, true]);
    await until(() => calls.some((call) => call.startsWith('startAttached')));
    const [terminal] = host.terminals;
    await until(() => process.sizes.length > 0);
    terminal?.screen.type('ls\r');
    process.end({ how: 'exited', exitCode: 0 });
    await terminal?.done;
    assert.deepEqual(process.written, ['ls\r']);
  });

  it('leaves no container behind when a joined start fails', async () => {
    const { services, host, containers } = setUp({
      answers: [{ pick: 'Mode' }, { take: '' }, { take: 'run' }],
      adapt: (engine) => ({
        ...engine,
        containers: {
          ...engine.containers,
          startAttached: async () => {
            throw new EngineError('port-in-use', 'Port 80 is taken.');
          },
        },
      }),
    });
    await run(services, [app.id]);
    await assert.rejects(Promise.resolve(host.terminals[0]?.done), /Port 80 is taken/);
    assert.equal(containers.length, 2);
  });

  it('pulls an image that is not there, from the palette', async () => {
    const { services, calls } = setUp({ answers: [{ pick: 'Another Image…' }, { type: 'nginx' }, { take: 'run' }] });
    await run(services);
    assert.ok(calls.includes('images.pull nginx:latest'));
    assert.equal(requestOf(calls).image, 'nginx:latest');
  });

  it('says how old the image is', async () => {
    const { services, host } = setUp({ answers: ['escape'] });
    await assert.rejects(run(services, [app.id]), Cancelled);
    assert.match(String(host.lists[0]?.placeholder), patternOf(imageCreated));
  });

  const rowsOf = (host: { lists: readonly { choices: readonly unknown[] }[] }) =>
    (host.lists.at(-1)?.choices ?? []) as {
      label: string;
      whenTyped?: boolean;
      keywords?: string[];
      description?: string;
    }[];

  it('shows a short list, and every option of the table once its flag is typed', async () => {
    const { services, host } = setUp({ answers: ['escape'] });
    await assert.rejects(run(services, [app.id]), Cancelled);
    const rows = rowsOf(host);
    assert.ok(rows.filter(({ whenTyped }) => !whenTyped).length <= 16);
    for (const option of runOptions) {
      for (const flag of flagsOf(option)) {
        assert.ok(
          rows.some(({ keywords }) => keywords?.includes(flag)),
          flag,
        );
      }
    }
  });

  it('shows the line at every step, without values of the environment', async () => {
    const { services, host } = setUp({
      answers: [{ pick: 'Environment' }, { type: 'PASSWORD=hunter2' }, { pick: 'Memory' }, { type: '512m' }, 'escape'],
    });
    await assert.rejects(run(services, [app.id]), Cancelled);
    const line = shownLine(host.lists.at(-1)?.choices);
    assert.equal(line, "docker run -d --name app -e 'PASSWORD=…' --memory 512m app:1");
  });

  it('takes paths of Windows as they are typed', async () => {
    const { services, host } = setUp({
      answers: [{ find: '--volume' }, { type: String.raw`C:\my\code:/src data:/d` }, 'escape'],
    });
    await assert.rejects(run(services, [app.id]), Cancelled);
    const line = shownLine(host.lists.at(-1)?.choices);
    assert.equal(line, String.raw`docker run -d --name app -v 'C:\my\code:/src' -v data:/d app:1`);
  });

  it('shows a long line over several rows, each of which edits it', async () => {
    const line = `docker run -d --name app ${'--cap-add NET_ADMIN '.repeat(20)}app:1`;
    const { services, host } = setUp({
      answers: [{ pick: commandLineLabel }, { type: line }, { pick: continuation }, { type: 'proposed' }, 'escape'],
    });
    await assert.rejects(run(services, [app.id]), Cancelled);
    assert.equal(host.questions[1]?.value, line);
    assert.equal(shownLine(host.lists.at(-1)?.choices), line);
  });

  it('is filled by a line that is pasted, and names what it does not take', async () => {
    const { services, host, calls } = setUp({
      answers: [
        { pick: commandLineLabel },
        { type: 'podman run -dp 9000:80 --cap-add NET_ADMIN \\\n  --cidfile /tmp/x app:1 sleep $SECONDS_NOBODY_SET' },
        { take: 'run' },
      ],
    });
    await run(services, [app.id]);
    const request = requestOf(calls);
    assert.deepEqual(request.settings.HostConfig.CapAdd, ['NET_ADMIN']);
    assert.equal(request.name, 'app');
    assert.equal(host.messages[0]?.text, leftOutWords(['--cidfile /tmp/x', '$SECONDS_NOBODY_SET']));
  });

  it('says what is mounted twice, and goes on asking', async () => {
    const { services, host, calls } = setUp({
      answers: [
        { find: '--volume' },
        { type: 'data:/data' },
        { find: '--tmpfs' },
        { type: '/data/' },
        { take: 'run' },
        'escape',
      ],
    });
    await assert.rejects(run(services, [app.id]), Cancelled);
    assert.equal(host.messages[0]?.text, mountedTwice('/data', '-v', '--tmpfs'));
    assert.equal(rowsOf(host)[0]?.description, host.messages[0]?.text);
    assert.ok(!calls.some((call) => call.startsWith('containers.create')));
  });

  it('does not propose a run for once again, unless it is kept', async () => {
    const once = [{ pick: commandLineLabel }, { type: 'docker run -it --rm app:1 sh' }];
    const { services, host } = setUp({ answers: [...once, { take: 'run' }, 'escape'] });
    await run(services, [app.id]);
    await assert.rejects(run(services, [app.id]), Cancelled);
    const commandOf = () => rowsOf(host).find(({ label }) => label === 'Command')?.description;
    assert.equal(commandOf(), 'image default');
    const kept = setUp({ answers: [...once, { pick: keepLabel }, { take: 'run' }, 'escape'] });
    await run(kept.services, [app.id]);
    await assert.rejects(run(kept.services, [app.id]), Cancelled);
    assert.equal(rowsOf(kept.host).find(({ label }) => label === 'Command')?.description, 'sh');
  });

  it('saves options under names, and takes the image’s own again', async () => {
    const { services, host } = setUp({
      answers: [
        { pick: 'Memory' },
        { type: '1g' },
        { pick: savedOptionsLabel },
        { take: 'save' },
        { type: 'small' },
        { pick: resetLabel },
        'escape',
      ],
    });
    const lineOf = () => shownLine(host.lists.at(-1)?.choices);
    await assert.rejects(run(services, [app.id]), Cancelled);
    assert.equal(lineOf(), 'docker run -d --name app app:1');
    host.answers.push({ pick: savedOptionsLabel }, { pick: 'small' }, 'escape');
    await assert.rejects(run(services, [app.id]), Cancelled);
    assert.equal(lineOf(), 'docker run -d --name app --memory 1g app:1');
    host.answers.push({ pick: savedOptionsLabel }, { take: 'remove' }, { pick: 'small' }, 'escape');
    await assert.rejects(run(services, [app.id]), Cancelled);
    assert.equal(rowsOf(host).find(({ label }) => label === savedOptionsLabel)?.description, noneSaved);
  });
});
