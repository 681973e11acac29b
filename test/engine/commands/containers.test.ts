// What can be done with containers, through the commands, against the real engine.
import assert from 'node:assert/strict';
import { isDeaf } from '../../../src/commands/containers/exec.ts';
import { committedWords, stoppedFirst } from '../../../src/commands/containers/state.ts';
import { exitedWords, waysToLeave } from '../../../src/commands/terminals/joined-terminal.ts';
import { defaultDetachKeys } from '../../../src/engine/detach-keys.ts';
import { isKnownFailure } from '../../../src/user-error.ts';
import { refused } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { shownPage } from '../../support/shown-page.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nasty, nastyLine } from './set-up.ts';

/** Ends at once when it is asked to. */
const obedient = ['sh', '-c', 'trap "exit 0" TERM; echo ready; sleep 1000 & wait'];
/** Ends only when it is killed. */
const stubborn = ['sh', '-c', 'trap "" TERM; echo ready; while :; do sleep 1000; done'];

const exitedWith = (code: number) => patternOf((what) => exitedWords(what, code));

describe('the commands of containers', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const stateOf = async (id: string) => (await test.engine.containers.inspect(id)).state;

  /** Runs, and has said that it is ready. */
  async function ready(command: readonly string[]): Promise<string> {
    const id = await test.run({ command });
    const said = new AbortController();
    await test.engine.containers.followLogs(
      id,
      { tail: 'all' },
      (text) => {
        if (text.includes('ready')) said.abort();
      },
      said.signal,
    );
    return id;
  }

  it('start, restart and stop several at once', async () => {
    const ids = [await test.create({ command: obedient }), await test.create({ command: obedient })];
    const { services } = test.person();
    await commands['longshore.container.start'](services, ids);
    assert.deepEqual(await Promise.all(ids.map(stateOf)), ['running', 'running']);
    const before = (await test.engine.containers.inspect(String(ids[0]))).startedAt;
    await commands['longshore.container.restart'](services, ids);
    assert.notEqual((await test.engine.containers.inspect(String(ids[0]))).startedAt, before);
    await commands['longshore.container.stop'](services, ids);
    assert.deepEqual(await Promise.all(ids.map(stateOf)), ['exited', 'exited']);
  });

  it('stop with a timeout: what does not obey is killed then', async () => {
    const id = await ready(stubborn);
    const { host, services } = test.person([{ type: '1' }]);
    await commands['longshore.container.stopTimeout'](services, [id]);
    assert.equal((await test.engine.containers.inspect(id)).exitCode, 137);
    assert.equal(host.questions[0]?.value, '10');
    await assert.rejects(
      commands['longshore.container.stopTimeout'](test.person([{ type: 'soon' }]).services, [id]),
      /refused/,
    );
  });

  it('kill with the chosen signal', async () => {
    const id = await ready(['sh', '-c', 'trap "exit 42" USR1; echo ready; sleep 1000 & wait']);
    await commands['longshore.container.kill'](test.person([{ pick: 'SIGUSR1' }]).services, [id]);
    await test.eventually(async () => (await stateOf(id)) === 'exited');
    assert.equal((await test.engine.containers.inspect(id)).exitCode, 42);
    await assert.rejects(
      commands['longshore.container.kill'](test.person([{ pick: 'SIGKILL' }]).services, [id]),
      (error: Error) => isKnownFailure(error, 'conflict') && /not running/.test(error.message),
    );
  });

  it('pause and unpause', async () => {
    const id = await test.run();
    const { services } = test.person();
    await commands['longshore.container.pause'](services, [id]);
    assert.equal(await stateOf(id), 'paused');
    await assert.rejects(commands['longshore.container.pause'](services, [id]), { kind: 'conflict' });
    await commands['longshore.container.unpause'](services, [id]);
    assert.equal(await stateOf(id), 'running');
  });

  it('rename, but not to what is taken or no name', async () => {
    const id = await test.create();
    const taken = uniqueName();
    await test.create({ name: taken });
    const name = `${uniqueName()}_renamed.it`;
    await commands['longshore.container.rename'](test.person([{ type: name }]).services, [id]);
    assert.equal((await test.engine.containers.inspect(id)).name, name);
    for (const type of [taken, name, 'two words', '', '$(id)', '😀', '-x']) {
      await assert.rejects(commands['longshore.container.rename'](test.person([{ type }]).services, [id]), refused());
    }
    assert.equal((await test.engine.containers.inspect(id)).name, name);
  });

  it('remove: a running one is stopped first, volumes go only when asked', async () => {
    const image = await test.image(['VOLUME /data', `CMD ["sleep", "1000"]`]);
    const volumes = async () => (await test.engine.volumes.list()).map(({ name }) => name);
    const make = async () => {
      const id = await test.run({ image, command: obedient });
      const volume = (await test.engine.containers.inspect(id)).mounts[0]?.source;
      assert.ok(volume);
      test.ownsVolume(volume);
      return { id, volume };
    };
    const kept = await make();
    const keeping = test.person([{ confirm: true }]);
    await commands['longshore.container.remove'](keeping.services, [kept.id]);
    assert.match(
      String(keeping.host.confirmations[0]?.detail),
      patternOf((name) => stoppedFirst([name])),
    );
    assert.equal(await test.engine.containers.get(kept.id), undefined);
    assert.ok((await volumes()).includes(kept.volume));

    const lost = await make();
    await commands['longshore.container.remove'](test.person([{ confirm: 'also' }]).services, [lost.id]);
    assert.ok(!(await volumes()).includes(lost.volume));
  });

  it('remove several, of which one has vanished: the others go, and the person is told', async () => {
    const [gone, goes] = [await test.create(), await test.create()];
    const { host, services } = test.person();
    const vanishing = {
      ...host,
      confirm: async () => {
        await test.engine.containers.remove(gone);
        return 'action' as const;
      },
    };
    await assert.rejects(
      commands['longshore.container.remove']({ ...services, host: vanishing }, [gone, goes]),
      /1 of 2 failed/,
    );
    assert.equal(await test.engine.containers.get(goes), undefined);
  });

  it('say that a container is gone, whatever is wanted of it', async () => {
    const id = await test.create();
    await test.engine.containers.remove(id);
    const names = [
      'longshore.container.start',
      'longshore.container.stop',
      'longshore.container.kill',
      'longshore.container.pause',
      'longshore.container.rename',
      'longshore.container.remove',
      'longshore.container.logs',
      'longshore.container.logsDocument',
      'longshore.container.inspect',
      'longshore.container.describe',
      'longshore.container.why',
      'longshore.container.exec',
      'longshore.container.commit',
      'longshore.container.export',
      'longshore.container.files',
      'longshore.container.changes',
      'longshore.container.stats',
    ] as const;
    for (const name of names) {
      await assert.rejects(commands[name](test.person().services, [id]), { kind: 'not-found' }, name);
    }
  });

  it('prune only what is ticked', async () => {
    const [goes, stays, runs] = [uniqueName(), uniqueName(), uniqueName()];
    await test.create({ name: goes });
    await test.create({ name: stays });
    await test.run({ name: runs });
    const { host, services } = test.person([{ tick: [goes] }, { confirm: true }]);
    await commands['longshore.container.prune'](services);
    const offered = host.lists[0]?.choices.map(({ label }) => label) ?? [];
    assert.deepEqual([offered.includes(stays), offered.includes(runs)], [true, false]);
    assert.deepEqual([await test.hasContainer(goes), await test.hasContainer(stays)], [false, true]);
  });

  it('prune leaves one that was started meanwhile, and says so', async () => {
    const name = uniqueName();
    const id = await test.create({ name, command: obedient });
    const { host, services } = test.person([{ tick: [name] }]);
    const starting = {
      ...host,
      confirm: async () => {
        await test.engine.containers.start(id);
        return 'action' as const;
      },
    };
    await assert.rejects(commands['longshore.container.prune']({ ...services, host: starting }), { kind: 'conflict' });
    assert.equal(await stateOf(id), 'running');
  });

  it('start attached and interactive', async () => {
    const speaks = await test.create({ command: ['sh', '-c', 'echo to out; echo to err >&2; exit 3'] });
    const attached = test.person();
    await commands['longshore.container.startAttached'](attached.services, [speaks]);
    await attached.host.terminals[0]?.done;
    const text = String(attached.host.terminals[0]?.screen.text());
    for (const said of [/to out/, /to err/, exitedWith(3)]) assert.match(text, said);

    const reads = await test.create({ command: ['sh'], tty: true, openStdin: true });
    const interactive = test.person();
    await commands['longshore.container.startInteractive'](interactive.services, [reads]);
    const [terminal] = interactive.host.terminals;
    await terminal?.screen.has(waysToLeave({ tty: true, detachKeys: defaultDetachKeys }));
    terminal?.screen.type('echo $((6 * 7)); exit 4\r');
    await terminal?.done;
    assert.match(String(terminal?.screen.text()), /42/);
    assert.match(String(terminal?.screen.text()), exitedWith(4));

    const deaf = test.person();
    await commands['longshore.container.startInteractive'](deaf.services, [speaks]);
    assert.match(String(deaf.host.messages[0]?.text), patternOf(isDeaf));
    await deaf.host.terminals[0]?.done;
  });

  it('exec with command, user, folder and environment, all of them nasty', async () => {
    const id = await test.run();
    const { host, services } = test.person([
      { type: `sh -c 'printf "%s|" "$(id -un)" "$PWD" "$NASTY" "$@"' sh "two words" '$HOME' '\`id\`' 한글😀` },
      { take: 'user' },
      { type: 'nobody' },
      { take: 'folder' },
      { type: '/var/www' },
      { take: 'environment' },
      { type: `NASTY='it is "quoted" $HOME \`id\` 😀'` },
      { take: 'run' },
    ]);
    await commands['longshore.container.exec'](services, [id]);
    await host.terminals[0]?.done;
    assert.ok(
      host.terminals[0]?.screen
        .text()
        .includes('nobody|/var/www|it is "quoted" $HOME `id` 😀|two words|$HOME|`id`|한글😀|'),
      host.terminals[0]?.screen.text(),
    );
    assert.doesNotMatch(JSON.stringify([...host.remembered]), /NASTY=/);
    assert.match(String(host.terminals[0]?.screen.text()), exitedWith(0));
  });

  it('exec says what is not there, and refuses half a quote', async () => {
    const id = await test.run();
    const { host, services } = test.person([{ type: '/no/such/program' }, { take: 'run' }]);
    await commands['longshore.container.exec'](services, [id]);
    // The engine says so as an error, or the process ends with 127.
    const end = await host.terminals[0]?.done.then(() => host.terminals[0]?.screen.text(), String);
    assert.match(String(end), /no\/such\/program|127/);
    const half = test.person([{ type: 'sh -c "echo' }]);
    await assert.rejects(commands['longshore.container.exec'](half.services, [id]), refused());
  });

  it('open a shell, and attach', async () => {
    const id = await test.run({ command: ['sh'], tty: true, openStdin: true });
    const { host, services } = test.person();
    await commands['longshore.container.shell'](services, [id]);
    const [shell] = host.terminals;
    await shell?.screen.has('/ #');
    shell?.screen.type('echo $((6 * 7)); exit\r');
    await shell?.done;
    assert.match(String(shell?.screen.text()), /42/);
    await commands['longshore.container.attach'](services, [id]);
    const attached = host.terminals[1];
    await attached?.screen.has('press Enter');
    attached?.screen.type('\x10\x11');
    await attached?.done;
    assert.match(String(attached?.screen.text()), /Detached/);
    assert.equal(await stateOf(id), 'running');
  });

  it('say why one stopped', async () => {
    const id = await test.create({ command: ['sh', '-c', 'echo "last `words` $HOME"; exit 127'] });
    const { host, services } = test.person();
    await commands['longshore.container.startAttached'](services, [id]);
    await host.terminals[0]?.done;
    await commands['longshore.container.why'](services, [id]);
    // Its facts, and what it said last.
    const page = await shownPage(services, host, /"type":"facts".*"last {2}\/root"/);
    assert.match(page, /"state":"exited".*"exitCode":127/);
  });

  it('show stats and the log on pages, as they come', async () => {
    const id = await test.run({ command: ['sh', '-c', 'echo "it says `words` 😀"; while :; do sleep 0.05; done'] });
    const { host, services } = test.person();
    await commands['longshore.container.stats'](services, [id]);
    await shownPage(services, host, /"memoryLimit":[1-9]/);
    await commands['longshore.container.stats'](services);
    await shownPage(services, host, new RegExp(`"id":"${id}","name":"[^"]+","state":"running"`));
    await commands['longshore.container.logsPage'](services, [id]);
    await shownPage(services, host, /"type":"rows".*"it says {2}😀"/);
  });

  it('inspect and describe, with nasty labels and environment', async () => {
    const name = uniqueName();
    const id = await test.run({ name, labels: { nasty }, environment: [`NASTY=${nasty}`, 'DB_PASSWORD=hunter2'] });
    const { host, services } = test.person();
    await commands['longshore.container.inspect'](services, [id]);
    const raw = JSON.parse(String(host.documents[0]?.text));
    assert.equal(raw.Config.Labels.nasty, nasty);
    assert.ok(raw.Config.Env.includes(`NASTY=${nasty}`));
    await commands['longshore.container.describe'](services, [id]);
    const page = await shownPage(services, host);
    assert.ok(page.includes('😀 한글'));
    assert.doesNotMatch(page, /hunter2/);
    await commands['longshore.container.copyId'](services, [id]);
    await commands['longshore.container.copyName'](services, [id]);
    assert.deepEqual(host.copied, [id, name]);
  });

  it('commit files, message, author and changes; what it is built on is told', async () => {
    const id = await ready(['sh', '-c', 'echo kept > "/my file"; echo ready; sleep 1000']);
    const reference = `${uniqueName()}:committed`;
    test.owns(reference);
    const { host, services } = test.person([
      { type: reference },
      { type: nastyLine },
      { type: 'Zoë <zoe@example.com>' },
      { type: `'CMD ["cat", "/my file"]' 'LABEL a="b c"'` },
      { pick: 'Pause Container' },
    ]);
    await commands['longshore.container.commit'](services, [id]);
    const details = await test.engine.images.inspect(reference);
    assert.deepEqual(
      [details.author, details.command, details.labels.a],
      ['Zoë <zoe@example.com>', ['cat', '/my file'], 'b c'],
    );
    assert.equal(await stateOf(id), 'running');
    assert.match(
      String(host.messages[0]?.text),
      patternOf((name) => committedWords(reference, name)),
    );

    await commands['longshore.image.history'](services, [reference]);
    const history = String(host.documents[0]?.text);
    assert.match(history, /^Base image /m);
    assert.ok(history.includes(nastyLine));

    const wrong = test.person([{ type: 'Not A Reference' }]);
    await assert.rejects(commands['longshore.container.commit'](wrong.services, [id]), refused());
  });

  it('open the page of a published port', async () => {
    const id = await test.run({ ports: [{ containerPort: 80, protocol: 'tcp', hostPort: undefined }] });
    const { host, services } = test.person();
    const port = (await test.engine.containers.get(id))?.ports[0]?.publicPort;
    await commands['longshore.container.openInBrowser'](services, [id]);
    assert.match(String(host.opened[0]), new RegExp(`^http://\\S+:${port}`));
    assert.equal((await test.engine.images.inspect(baseImage)).tags.includes(baseImage), true);
  });
});
