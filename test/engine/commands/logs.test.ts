// Logs as terminals and documents, through the commands, against the real engine.
import assert from 'node:assert/strict';
import { commands } from '../../../src/commands/index.ts';
import { uniqueName } from '../engine-under-test.ts';
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
    const { host, context } = test.person();
    await commands['longshore.container.startAttached'](context, [id]);
    await host.terminals[0]?.done;
    return id;
  }

  it('follow in a terminal to the end, with nasty text', async () => {
    const id = await said(`printf '%s\\n' "it's \\"quoted\\"" '$HOME' '\`id\`' '😀 한글'; echo oops >&2`);
    const { host, context } = test.person();
    await commands['longshore.container.logs'](context, [id]);
    await host.terminals[0]?.done;
    const text = String(host.terminals[0]?.screen.text());
    for (const part of [`it's "quoted"`, '$HOME', '`id`', '😀 한글', 'oops', 'end of its log']) {
      assert.ok(text.includes(part), part);
    }
  });

  it('open as a document: both streams told apart, with and without times, the newest lines', async () => {
    const id = await said('echo out 한글; sleep 0.1; echo err >&2');
    const { host, context } = test.person([{ pick: 'Everything' }, { pick: 'Without Times' }]);
    await commands['longshore.container.logsDocument'](context, [id]);
    assert.deepEqual(String(host.documents[0]?.text).trim().split('\n').sort(), ['err│ err', 'out│ out 한글']);
    const timed = test.person([{ pick: 'The Last Hour' }, { pick: 'With Times' }]);
    await commands['longshore.container.logsDocument'](timed.context, [id]);
    assert.match(String(timed.host.documents[0]?.text), /^out│ \d{4}-\d\d-\d\dT[\d:.]+Z out 한글$/m);

    const long = await said('seq 3000');
    const tail = test.person([{ pick: 'The Last 1,000 Lines' }, { pick: 'Without Times' }]);
    await commands['longshore.container.logsDocument'](tail.context, [long]);
    const lines = String(tail.host.documents[0]?.text).trim().split('\n');
    assert.deepEqual([lines.length, lines[0], lines.at(-1)], [1000, '2001', '3000']);

    const silent = await said('true');
    const empty = test.person([{ pick: 'Everything' }, { pick: 'Without Times' }]);
    await commands['longshore.container.logsDocument'](empty.context, [silent]);
    assert.equal(empty.host.documents[0]?.text, 'This log is empty.\n');
  });

  it('keep the newest of a log that is too large for a document, and count what is left out', async () => {
    // 30 MB.
    const id = await said('yes "$(printf %0999d 7)" | head -n 30000; echo the end');
    const { host, context } = test.person([{ pick: 'Everything' }, { pick: 'Without Times' }]);
    await commands['longshore.container.logsDocument'](context, [id]);
    const text = String(host.documents[0]?.text);
    assert.ok(text.length < 21_000_000);
    assert.match(text, /^\[\d+ older lines left out/);
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
    const { host, context } = test.person();
    await commands['longshore.container.logsMerged'](context, [first, second]);
    const [terminal] = host.terminals;
    await terminal?.screen.has(`"${one}" has stopped`);
    await terminal?.screen.has('two');
    const joined = await test.engine.containers.attach(second, undefined);
    joined.write('written later\n');
    await terminal?.done;
    const text = String(terminal?.screen.text());
    assert.match(text, /one early[\s\S]*two[\s\S]*written later/);
    assert.equal(text.match(/one early/g)?.length, 1);
    assert.equal(text.match(/written later/g)?.length, 1);
  });
});
