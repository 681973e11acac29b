// Terminals joined to containers, through the commands, against the real engine: nothing dies by being looked at, lines are
// edited where the container has no terminal, and what cannot begin says so at once.
import assert from 'node:assert/strict';
import { isPaused } from '../../../src/commands/containers/choice.ts';
import { nothingToDetach } from '../../../src/commands/containers/commands.ts';
import { attachedWords, inputHints } from '../../../src/commands/terminals/container-terminals.ts';
import {
  detachedWords,
  exitedWords,
  inputStaysOpen,
  readsNoInput,
} from '../../../src/commands/terminals/joined-terminal.ts';
import { connect } from '../../../src/engine/connect.ts';
import type { ContainerRequest } from '../../../src/engine/container-api.ts';
import { exitMeaning } from '../../../src/engine/exit-code.ts';
import { UserError } from '../../../src/user-error.ts';
import type { ScriptedScreen } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { dockerHost, endpointOf, outputOf, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

/** Reads lines until its input ends. */
const reader = ['sh', '-c', 'while read line; do echo "<$line>"; done; echo "its input ended"; exit 5'];
/** As `docker run -i` makes it. */
const interactive = { openStdin: true, stdinOnce: true } satisfies Partial<ContainerRequest>;

const exitedWith = (code: number) => patternOf((what) => exitedWords(what, code));
const isAttached = patternOf(attachedWords);
const onceHints = inputHints({ input: 'once' });

describe('terminals of containers', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const isRunning = async (id: string) => (await test.engine.containers.inspect(id)).running;

  async function attached(id: string) {
    const { host, services } = test.person();
    await commands['longshore.container.attach'](services, [id]);
    const [terminal] = host.terminals;
    assert.ok(terminal);
    await terminal.screen.has(isAttached);
    return { host, services, screen: terminal.screen, done: terminal.done };
  }

  const keys = (screen: ScriptedScreen, text: string) => {
    for (const key of text) screen.type(key);
  };

  describe('attached to one with -i and without -t', () => {
    it('end nothing by looking on and leaving, whichever way', async () => {
      const id = await test.run({ ...interactive, command: reader });
      for (const leave of [
        (screen: ScriptedScreen) => screen.close(),
        (screen: ScriptedScreen) => screen.type('\x03'),
        (screen: ScriptedScreen) => keys(screen, '\x10\x11'),
        (screen: ScriptedScreen) => keys(screen, 'half a line, never sent\x10\x11'),
        (screen: ScriptedScreen) => screen.detach?.leave(),
      ]) {
        const { screen, done } = await attached(id);
        for (const hint of onceHints) assert.ok(screen.text().includes(hint), screen.text());
        assert.equal(screen.detach?.keys, 'ctrl-p,ctrl-q');
        leave(screen);
        await done;
        assert.ok(screen.text().includes(detachedWords(false)), screen.text());
        assert.ok(!screen.text().includes(detachedWords(true)), screen.text());
        assert.equal(screen.detach, undefined);
        assert.equal(await isRunning(id), true);
      }
      const log: string[] = [];
      await test.engine.containers.readLogs(id, { tail: 'all' }, (text) => void log.push(text));
      assert.deepEqual(log, []);
    });

    it('leave the input to somebody else who feeds it', async () => {
      const id = await test.run({ ...interactive, command: reader });
      const feeder = await test.engine.containers.attach(id, undefined);
      const output = outputOf(feeder);
      feeder.write('one\n');
      await output.has('<one>');
      const { screen, done } = await attached(id);
      feeder.write('two\n');
      await screen.has('<two>');
      screen.close();
      await done;
      feeder.write('three\n');
      await output.has('<three>');
      feeder.endInput();
      assert.deepEqual(await feeder.ended, { how: 'exited', exitCode: 5 });
      assert.match(output.state.all, /its input ended/);
    });

    it('keep an input open that was typed into, until Ctrl+D ends it', async () => {
      const id = await test.run({ ...interactive, command: reader });
      const first = await attached(id);
      keys(first.screen, 'typed\r');
      await first.screen.has('<typed>');
      first.screen.close();
      await first.done;
      assert.ok(first.screen.text().includes(detachedWords(true)), first.screen.text());
      assert.equal(await isRunning(id), true);

      // The same window again: one person has one inventory.
      const { host, services } = first;
      await commands['longshore.container.attach'](services, [id]);
      const again = host.terminals[1];
      await again?.screen.has(isAttached);
      keys(again?.screen as ScriptedScreen, 'again\rhalf\x04');
      await again?.screen.has('<again>');
      keys(again?.screen as ScriptedScreen, ' whole\r\x04');
      await again?.done;
      assert.match(String(again?.screen.text()), /<half whole>[\s\S]*its input ended/);
      assert.match(String(again?.screen.text()), exitedWith(5));
    });
  });

  it('attached: read three lines with a typing error in each', async () => {
    const command = ['sh', '-c', 'for n in 1 2 3; do read line; echo "$n=<$line>"; done'];
    const id = await test.run({ ...interactive, command });
    const { screen, done } = await attached(id);
    keys(screen, 'helo\x7flo\r');
    keys(screen, 'all wrong\x15한글 漢字\x7f字\r');
    keys(screen, 'last wrod\x17word\r');
    await done;
    for (const line of ['1=<hello>', '2=<한글 漢字>', '3=<last word>']) assert.ok(screen.text().includes(line), line);
  });

  it('attached: say that the input of one made with -d -i cannot be ended, and end nothing', async () => {
    const id = await test.run({ openStdin: true, command: reader });
    const { screen, done } = await attached(id);
    for (const hint of inputHints({ input: 'kept' })) assert.ok(screen.text().includes(hint), screen.text());
    keys(screen, 'line\r\x04');
    await screen.has('<line>');
    await screen.has(inputStaysOpen);
    screen.close();
    await done;
    assert.equal(await isRunning(id), true);
    assert.match((await attached(id)).screen.text(), isAttached);
  });

  it('attached: say that one without -i reads nothing', async () => {
    const id = await test.run();
    const { screen, done } = await attached(id);
    keys(screen, 'hello\r');
    assert.doesNotMatch(screen.text(), /hello/);
    assert.ok(screen.text().includes(readsNoInput), screen.text());
    screen.type('\x03');
    await done;
    assert.equal(await isRunning(id), true);
  });

  it('started: take what is typed, and Ctrl+D as the end of input', async () => {
    const id = await test.create({ ...interactive, command: ['sh', '-c', 'cat; exit 6'] });
    const { host, services } = test.person();
    await commands['longshore.container.startInteractive'](services, [id]);
    const [terminal] = host.terminals;
    await terminal?.screen.has(String(onceHints[0]));
    keys(terminal?.screen as ScriptedScreen, 'one\rtwo\r\x04');
    await terminal?.done;
    assert.match(String(terminal?.screen.text()), /one[\s\S]*two/);
    assert.match(String(terminal?.screen.text()), exitedWith(6));
  });

  it('of one with -i and -t: left by closing, it goes on', async () => {
    const id = await test.run({ ...interactive, tty: true, command: ['sh'] });
    const { screen, done } = await attached(id);
    keys(screen, 'echo $((6 * 7))\r');
    await screen.has('42');
    screen.close();
    await done;
    assert.equal(await isRunning(id), true);
  });

  it('are left by the keys that the user has chosen, and by no others', async () => {
    const id = await test.run({ tty: true, openStdin: true, command: ['sh'] });
    const engine = await connect(endpointOf(dockerHost()), { detachKeys: () => 'ctrl-x,x' });
    try {
      const stream = await engine.containers.attach(id, { columns: 80, rows: 24 });
      const output = outputOf(stream);
      assert.equal(stream.detachKeys, 'ctrl-x,x');
      stream.write('\x10\x11\x15echo $((6 * 7))\r');
      await output.has('42');
      stream.write('\x18');
      stream.write('x');
      assert.deepEqual(await stream.ended, { how: 'detached' });
      assert.equal(await isRunning(id), true);
    } finally {
      engine.close();
    }
  });

  describe('executing', () => {
    async function executed(id: string, ...answers: Parameters<typeof test.person>[0] & object) {
      const { host, services } = test.person(answers);
      const begin = performance.now();
      const end = await commands['longshore.container.exec'](services, [id]).then(
        () => host.terminals[0]?.done.then(() => String(host.terminals[0]?.screen.text()), String),
        String,
      );
      const remembered = JSON.stringify([...host.remembered]);
      return { text: String(end), seconds: (performance.now() - begin) / 1000, remembered };
    }

    it('say at once, in the engine’s words, what cannot begin, and explain no exit code that is the engine’s', async () => {
      const id = await test.run();
      const user = [{ take: 'user' }, { type: 'nobody-at-all' }] as const;
      const folder = [{ take: 'folder' }, { type: '/no/such/folder' }] as const;
      for (const [answers, words] of [
        [[{ type: 'true' }, ...user, { take: 'run' }], /unable to find user nobody-at-all/i],
        [[{ type: '/no/such/program' }, { take: 'run' }], /no\/such\/program/],
        [[{ type: 'true' }, ...folder, { take: 'run' }], /no\/such\/folder/],
      ] as const) {
        const { text, seconds, remembered } = await executed(id, ...answers);
        assert.match(text, words);
        // Neither is proposed to the next command.
        assert.doesNotMatch(remembered, /nobody-at-all|such\/folder/);
        for (const code of [126, 127]) assert.doesNotMatch(text, exitedWith(code));
        assert.ok(seconds < 1, `${seconds} s`);
      }
    });

    it('say at once that a container is paused', async () => {
      const id = await test.run();
      await test.engine.containers.pause(id);
      const { text, seconds } = await executed(id, { type: 'true' }, { take: 'run' });
      assert.match(text, patternOf(isPaused));
      assert.ok(seconds < 1, `${seconds} s`);
      await test.engine.containers.unpause(id);
    });

    it('offer to unpause the container, and go on then', async () => {
      for (const [command, answers, said] of [
        ['longshore.container.exec', [{ type: 'echo do"ne"' }, { take: 'run' }], '\ndone'],
        ['longshore.container.shell', [], '# '],
        ['longshore.container.attach', [], isAttached],
      ] as const) {
        const name = uniqueName();
        const id = await test.run({ name });
        await test.engine.containers.pause(id);
        const { host, services } = test.person([...answers]);
        const failure: unknown = await commands[command](services, [id]).catch((error) => error);
        assert.ok(failure instanceof UserError, String(failure));
        assert.equal(failure.message, isPaused(name));
        assert.equal(host.terminals.length, 0);
        await failure.offer?.run();
        const [terminal] = host.terminals;
        await terminal?.screen.has(said);
        terminal?.screen.close();
        await terminal?.done;
      }
    });

    it('explain an exit code that is the program’s own', async () => {
      const id = await test.run();
      const { text } = await executed(id, { type: `sh -c 'exit 126'` }, { take: 'run' });
      assert.match(text, exitedWith(126));
      assert.notEqual(exitMeaning(126), undefined);
    });
  });

  describe('with much', () => {
    it('show 5 MB of output to its end', async () => {
      const id = await test.run({ tty: true, openStdin: true, command: ['sh'] });
      const { screen, done } = await attached(id);
      keys(screen, 'yes 123456789 | head -c 5000000; echo; echo "the end is $((6 * 7))"; exit\r');
      await done;
      assert.match(screen.text(), /the end is 42/);
      assert.ok(screen.text().length > 5_000_000);
    }).timeout(60_000);

    it('take a paste of 20 KB, with and without a terminal', async () => {
      const lines = Array.from({ length: 400 }, (_, index) => `${index} ${'x'.repeat(46)}`);
      const command = [
        'sh',
        '-c',
        'n=0; while read line && [ "$line" != end ]; do n=$((n + ${#line})); done; echo "sum=$n"',
      ];
      const sum = lines.reduce((total, line) => total + line.length, 0);
      for (const tty of [false, true]) {
        const id = await test.run({ ...interactive, tty, command });
        const { screen, done } = await attached(id);
        screen.type(`${lines.join('\r')}\rend\r`);
        await done;
        assert.ok(screen.text().includes(`sum=${sum}`), screen.text().slice(-200));
      }
    });
  });

  it('open a window of the editor inside a container', async () => {
    const id = await test.run();
    const { host, services } = test.person();
    await commands['longshore.container.openInside'](services, [id]);
    assert.deepEqual(host.editorsInside, [id]);
  });

  it('are left by the command, which asks where there are several', async () => {
    const ids = [await test.run(), await test.run()];
    const { host, services } = test.person();
    await commands['longshore.container.detach'](services);
    assert.equal(host.messages[0]?.text, nothingToDetach);
    for (const id of ids) await commands['longshore.container.attach'](services, [id]);
    await Promise.all(host.terminals.map(({ screen }) => screen.has(isAttached)));
    host.answers.push({ pick: String(host.terminals[1]?.program.title) });
    await commands['longshore.container.detach'](services);
    await host.terminals[1]?.done;
    await commands['longshore.container.detach'](services);
    await host.terminals[0]?.done;
    assert.deepEqual(await Promise.all(ids.map(isRunning)), [true, true]);
  });
});
