// Logs as terminals and documents, through the commands, against the real engine.
import assert from 'node:assert/strict';
import { emptyLog, olderOmitted, skippingWords } from '../../../src/commands/logs/container-logs.ts';
import { logNews } from '../../../src/commands/logs/followed-log.ts';
import { keepsNoLog } from '../../../src/engine/dockerode/logs.ts';
import type { ScriptedHost } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage, createRaw, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

describe('the commands of logs', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  /** A container that said this and ended. */
  async function said(command: string, name = uniqueName()): Promise<string> {
    const id = await test.create({ name, command: ['sh', '-c', command] });
    const { host, services } = test.person();
    await commands['longshore.container.startAttached'](services, [id]);
    await host.terminals[0]?.done;
    return id;
  }

  const leave = async (host: ScriptedHost) => {
    host.terminals[0]?.screen.type('\x03');
    await host.terminals[0]?.done;
    return String(host.terminals[0]?.screen.text());
  };

  it('follow in a terminal, with nasty text, and say that the container has stopped', async () => {
    const id = await said(`printf '%s\\n' "it's \\"quoted\\"" '$HOME' '\`id\`' '😀 한글'; echo oops >&2`);
    const { host, services } = test.person();
    await commands['longshore.container.logs'](services, [id]);
    await host.terminals[0]?.screen.has('with exit code 0.');
    const text = await leave(host);
    for (const part of [`it's "quoted"`, '$HOME', '`id`', '😀 한글', 'oops']) assert.ok(text.includes(part), part);
  });

  /** Says which run it is, and ends by itself or when it is told to. */
  const counting = (then: string) => [
    'sh',
    '-c',
    `trap 'exit 0' TERM; echo x >>/runs; echo "run $(wc -l </runs) begins"; ${then}; echo "run $(wc -l </runs) is over"`,
  ];
  const forever = 'while :; do sleep 0.05; done';

  it('go on over restarts by hand, each line once, and tell of them', async () => {
    const id = await test.run({ command: counting(forever) });
    const { host, services } = test.person();
    await commands['longshore.container.logs'](services, [id]);
    const screen = host.terminals[0]?.screen;
    await screen?.has('run 1 begins');
    await test.engine.containers.restart(id);
    await screen?.has('run 2 begins');
    await test.engine.containers.stop(id);
    await screen?.has('with exit code 0.');
    await test.engine.containers.start(id);
    await screen?.has('run 3 begins');
    const text = await leave(host);
    for (const run of [1, 2, 3]) assert.equal(text.split(`run ${run} begins`).length, 2, text);
    assert.match(text, /run 1 begins[\s\S]*started[\s\S]*run 2 begins[\s\S]*stopped[\s\S]*started[\s\S]*run 3 begins/);
    const news = [logNews.started, logNews.startedAgain, logNews.restarted].map((say) =>
      patternOf((name, at) => `── ${say(name, at)} ──`),
    );
    assert.ok(
      news.some((each) => each.test(text)),
      text,
    );
  });

  it('go on over a restart policy', async () => {
    const id = await test.run({
      restartPolicy: 'always',
      command: counting('[ "$(wc -l </runs)" -ge 3 ] && sleep 1000'),
    });
    const { host, services } = test.person();
    await commands['longshore.container.logs'](services, [id]);
    await host.terminals[0]?.screen.has('run 3 begins');
    const text = await leave(host);
    for (const line of ['run 1 is over', 'run 2 begins', 'run 2 is over'])
      assert.equal(text.split(line).length, 2, text);
  });

  it('go on with the container that takes the place of theirs', async () => {
    const name = uniqueName();
    const old = await test.run({ name, command: ['sh', '-c', 'echo of the first; sleep 1000'] });
    const { host, services } = test.person();
    await commands['longshore.container.logs'](services, [old]);
    const screen = host.terminals[0]?.screen;
    await screen?.has('of the first');
    // As compose does it: made beside it under another name, which it gets when the old one is gone.
    const fresh = await test.create({ name: `${name}_new`, command: ['sh', '-c', 'echo of the second; sleep 1000'] });
    await test.engine.containers.remove(old, { force: true });
    await test.engine.containers.rename(fresh, name);
    await test.engine.containers.start(fresh);
    await screen?.has('of the second');
    // As Build and Run does it: the old one stands aside until the new one runs.
    await test.engine.containers.kill(fresh, 'SIGKILL');
    await test.engine.containers.rename(fresh, `${name}-before`);
    await test.run({ name, command: ['sh', '-c', 'echo of the third; sleep 1000'] });
    await test.engine.containers.remove(fresh, { force: true });
    await screen?.has('of the third');
    const text = await leave(host);
    const replaced = patternOf((at) => logNews.replaced(name, at));
    assert.equal(text.match(new RegExp(replaced, 'gs'))?.length, 2, text);
  });

  it('end when their container is removed, with all that it said', async () => {
    const name = uniqueName();
    const id = await test.run({
      name,
      autoRemove: true,
      openStdin: true,
      command: ['sh', '-c', 'echo begins; read go; seq 3000; echo its last words'],
    });
    const { host, services } = test.person();
    await commands['longshore.container.logs'](services, [id]);
    await host.terminals[0]?.screen.has('begins');
    (await test.engine.containers.attach(id, undefined)).write('go\n');
    await host.terminals[0]?.done;
    const text = String(host.terminals[0]?.screen.text());
    assert.match(text, /its last words/);
    const [, at] = patternOf((time) => logNews.removed(name, time)).exec(text) ?? [];
    assert.match(String(at), /^\d\d:\d\d:\d\d$/);
    assert.ok(text.includes(logNews.end(name)), text);
  });

  it('of several go on where one of them cannot be read, and name that one', async () => {
    const [deaf, heard] = [uniqueName(), uniqueName()];
    const silent = await withLogDriver(deaf, { Type: 'none', Config: {} });
    const far = await withLogDriver(`${deaf}-far`, {
      Type: 'syslog',
      Config: { 'syslog-address': 'udp://127.0.0.1:514', 'cache-disabled': 'true' },
    });
    const id = await test.run({ name: heard, command: ['sh', '-c', 'echo heard; sleep 1000'] });
    const { host, services } = test.person();
    await commands['longshore.container.logsMerged'](services, [silent, id, far]);
    await host.terminals[0]?.screen.has(' heard\r\n');
    const skipping = (container: string, driver: string) =>
      patternOf((why) => skippingWords(container, `${why} ${keepsNoLog(driver)}`));
    await host.terminals[0]?.screen.has(skipping(deaf, 'none'));
    const text = await leave(host);
    // Above a long past it would be out of sight.
    const places = [skipping(deaf, 'none'), skipping(`${deaf}-far`, 'syslog')].map((pattern) => text.search(pattern));
    for (const place of places) assert.ok(text.indexOf(' heard\r\n') < place, text);

    const alone = test.person();
    await commands['longshore.container.logs'](alone.services, [silent]);
    await assert.rejects(Promise.resolve(alone.host.terminals[0]?.done), ({ message }: Error) =>
      message.endsWith(keepsNoLog('none')),
    );
  });

  async function withLogDriver(name: string, LogConfig: object): Promise<string> {
    const id = await createRaw(name, { Image: baseImage, Cmd: ['sleep', '1000'], HostConfig: { LogConfig } });
    await test.container(name);
    await test.engine.containers.start(id);
    return id;
  }

  it('show a line of a megabyte whole, with and without times', async () => {
    for (const tty of [false, true]) {
      // No more than ASCII: the engine itself breaks other characters where it cuts a line every 16 KiB.
      const make = `head -c 1000000 /dev/zero | tr '\\0' x; echo; echo after`;
      const id = await test.run({ tty, command: ['sh', '-c', `${make}; sleep 1000`] });
      await test.engine.containers.followLogs(id, { tail: 'all' }, until('after'), ended.signal);
      ended = new AbortController();
      for (const times of ['Without Times', 'With Times']) {
        const { host, services } = test.person([{ take: { tail: 'all' } }, { pick: times }]);
        await commands['longshore.container.logsDocument'](services, [id]);
        const [line, next] = String(host.documents[0]?.text).split('\n');
        const whole = 'x'.repeat(1_000_000);
        assert.ok(
          line === whole || (times === 'With Times' && line?.replace(/^\S+ /, '') === whole),
          `${line?.length}`,
        );
        assert.ok(next?.endsWith('after'));
      }
    }
  });

  let ended = new AbortController();
  const until = (wanted: string) => (text: string) => {
    if (text.includes(wanted)) ended.abort();
  };

  it('open as a document: both streams told apart, with and without times, the newest lines', async () => {
    const id = await said('echo out 한글; sleep 0.1; echo err >&2');
    const { host, services } = test.person([{ take: { tail: 'all' } }, { take: false }]);
    await commands['longshore.container.logsDocument'](services, [id]);
    assert.deepEqual(String(host.documents[0]?.text).trim().split('\n').sort(), ['err│ err', 'out│ out 한글']);
    const timed = test.person([{ pick: 'Last Hour' }, { take: true }]);
    await commands['longshore.container.logsDocument'](timed.services, [id]);
    assert.match(String(timed.host.documents[0]?.text), /^out│ \d{4}-\d\d-\d\dT[\d:.]+Z out 한글$/m);

    const long = await said('seq 3000');
    const tail = test.person([{ take: { tail: 1000 } }, { take: false }]);
    await commands['longshore.container.logsDocument'](tail.services, [long]);
    const lines = String(tail.host.documents[0]?.text).trim().split('\n');
    assert.deepEqual([lines.length, lines[0], lines.at(-1)], [1000, '2001', '3000']);

    const silent = await said('true');
    const empty = test.person([{ take: { tail: 'all' } }, { take: false }]);
    await commands['longshore.container.logsDocument'](empty.services, [silent]);
    assert.equal(empty.host.documents[0]?.text, `${emptyLog}\n`);
  });

  it('keep the newest of a log that is too large for a document, and count what is left out', async () => {
    // 30 MB.
    const id = await test.run({ command: ['sh', '-c', 'yes "$(printf %0999d 7)" | head -n 30000; echo the end'] });
    await test.eventually(async () => !(await test.engine.containers.inspect(id)).running);
    const { host, services } = test.person([{ take: { tail: 'all' } }, { take: false }]);
    await commands['longshore.container.logsDocument'](services, [id]);
    const text = String(host.documents[0]?.text);
    assert.ok(text.length < 21_000_000);
    const [, omitted] = patternOf(olderOmitted).exec(String(text.split('\n', 1)[0])) ?? [];
    assert.match(String(omitted), /^\d+$/);
    assert.ok(text.endsWith('the end\n'));
  });

  it('merge by time, and follow', async () => {
    const [one, two] = [uniqueName(), uniqueName()];
    const first = await said('echo one early', one);
    const second = await test.run({
      name: two,
      command: ['sh', '-c', 'echo two; read line; echo "$line"'],
      openStdin: true,
    });
    const { host, services } = test.person();
    await commands['longshore.container.logsMerged'](services, [first, second]);
    const [terminal] = host.terminals;
    await terminal?.screen.has(`"${one}" stopped at`);
    await terminal?.screen.has('two');
    const joined = await test.engine.containers.attach(second, undefined);
    joined.write('written later\n');
    await terminal?.screen.has(`"${two}" stopped at`);
    await leave(host);
    const text = String(terminal?.screen.text());
    assert.match(text, /one early[\s\S]*two[\s\S]*written later/);
    assert.equal(text.match(/one early/g)?.length, 1);
    assert.equal(text.match(/written later/g)?.length, 1);
  });
});
