// The run form through its command, against the real engine.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePublish } from '../../../src/commands/options/publish.ts';
import { createdWords } from '../../../src/commands/running/carry-out.ts';
import { portUsedBy } from '../../../src/commands/running/problems.ts';
import { imageCreated } from '../../../src/commands/running/proposed-run.ts';
import { exitedAndRemoved, runningWords } from '../../../src/commands/running/start.ts';
import { exitedWords, waysToLeave } from '../../../src/commands/terminals/joined-terminal.ts';
import { wrongContainerName } from '../../../src/commands/text/container-names.ts';
import { quoteWord, splitWords } from '../../../src/commands/text/shell-words.ts';
import { defaultDetachKeys } from '../../../src/engine/detach-keys.ts';
import { isKnownFailure } from '../../../src/user-error.ts';
import { refused } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nameOf, nasty, nastyLine } from './set-up.ts';

const run = commands['longshore.image.run'];
/** What stands for them in the list of modes. */
const [detached, attached, interactive] = ['d', '', 'it'];

const wrongIn = (read: object): string => {
  assert.ok('wrong' in read && typeof read.wrong === 'string');
  return read.wrong;
};

/** A port that nothing holds now, and one that is held until `release`. */
async function listening() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return { port: address.port, release: () => new Promise((resolve) => server.close(resolve)) };
}

async function freePort(): Promise<number> {
  const { port, release } = await listening();
  await release();
  return port;
}

describe('the command to run an image', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  it('needs one Enter', async () => {
    const reference = await test.image();
    const { host, services } = test.person([{ take: 'run' }]);
    await run(services, [await test.idOf(reference)]);
    const id = await test.container(nameOf(reference));
    const details = await test.engine.containers.inspect(id);
    assert.deepEqual([details.running, details.image, details.autoRemove], [true, reference, false]);
    assert.equal(host.messages[0]?.text, runningWords(nameOf(reference)));
    assert.match(String(host.lists[0]?.placeholder), patternOf(imageCreated));
    assert.deepEqual(host.answers, []);
  });

  it('says when the container has ended at once, and shows its log', async () => {
    const reference = await test.image(['CMD ["sh", "-c", "echo last words; exit 3"]']);
    const { host, services } = test.person([{ take: 'run' }]);
    await run(services, [reference]);
    const id = await test.container(nameOf(reference));
    await test.eventually(async () => (await test.engine.containers.inspect(id)).state === 'exited');
    await host.messages[0]?.offers[0]?.run();
    await host.terminals[0]?.screen.has('last words');
    host.terminals[0]?.screen.type('\x03');
    await host.terminals[0]?.done;
  });

  it('still has the output of a container that removed itself, before anybody asked and after', async () => {
    const reference = await test.image(['CMD ["sh", "-c", "seq 3000; echo last words >&2; exit 3"]']);
    const removesItself = [{ find: '--rm' }, { take: 'run' }] as const;
    const { host, services } = test.person(removesItself);
    await run(services, [reference]);
    await test.eventually(async () => !(await test.hasContainer(nameOf(reference))));
    const [message] = host.messages;
    // What a quick engine has ended by then is told at once; else its log is offered, as of one that runs.
    const name = nameOf(reference);
    const sayings = [exitedAndRemoved(name, 3), exitedAndRemoved(name, undefined), runningWords(name)];
    assert.ok(sayings.includes(String(message?.text)), message?.text);
    await message?.offers[0]?.run();
    assert.equal(host.documents[0]?.name, `${nameOf(reference)}.log`);
    const output = String(host.documents[0]?.text).split('\n');
    assert.deepEqual(
      [output.length, output.includes('out│ 3000'), output.includes('err│ last words')],
      [3002, true, true],
    );
    assert.equal(host.terminals.length, 0);

    const lives = await test.image(['CMD ["sh", "-c", "echo first words; sleep 1000"]']);
    const later = test.person(removesItself);
    await run(later.services, [lives]);
    const id = await test.container(nameOf(lives));
    assert.equal(later.host.messages[0]?.text, runningWords(nameOf(lives)));
    await test.engine.containers.kill(id, 'SIGKILL');
    await test.eventually(async () => !(await test.hasContainer(nameOf(lives))));
    await later.host.messages[0]?.offers[0]?.run();
    assert.match(String(later.host.documents[0]?.text), /first words/);
  });

  it('passes everything on that the form asks', async () => {
    const reference = await test.image();
    const [volume, network, name, port] = [uniqueName(), uniqueName(), uniqueName(), await freePort()];
    test.ownsVolume(volume);
    test.ownsNetwork(network);
    await test.engine.networks.create({ name: network });
    const { host, services } = test.person([
      { find: '--name' },
      { type: name },
      { find: '--publish' },
      { type: `${port}:80` },
      { find: '--env' },
      { type: `${quoteWord(`NASTY=${nasty}`)} EMPTY=` },
      { find: '--volume' },
      { type: `${volume}:/data "${volume}:/my data:ro"` },
      { pick: 'Command' },
      { type: '-c "echo kept > /data/file; exec sleep 1000"' },
      { find: '--entrypoint' },
      { type: '/bin/sh' },
      { find: '--user' },
      { type: '0:65534' },
      { find: '--network' },
      { pick: network },
      { find: '--restart' },
      { take: 'on-failure' },
      { take: 'run' },
    ]);
    await run(services, [reference]);
    const details = await test.engine.containers.inspect(await test.container(name));
    assert.equal(details.running, true, details.error);
    assert.ok(details.environment.includes(`NASTY=${nasty}`));
    assert.ok(details.environment.includes('EMPTY='));
    assert.deepEqual(
      details.mounts.map(({ kind, source, destination, readOnly }) => [kind, source, destination, readOnly]).sort(),
      [
        ['volume', volume, '/data', false],
        ['volume', volume, '/my data', true],
      ].sort(),
    );
    assert.deepEqual(details.entrypoint, ['/bin/sh']);
    assert.deepEqual(details.command, ['-c', 'echo kept > /data/file; exec sleep 1000']);
    assert.deepEqual([details.user, details.restartPolicy], ['0:65534', 'on-failure']);
    assert.deepEqual(
      details.networks.map((each) => each.name),
      [network],
    );
    const [, address] = patternOf((where) => runningWords(name, where)).exec(String(host.messages[0]?.text)) ?? [];
    assert.match(String(address), /^http:/);
    assert.equal(new URL(String(address)).port, String(port));
  });

  it('reads an environment file as it is', async () => {
    const reference = await test.image(['CMD ["sh", "-c", "echo \\"it is $BOTH\\""]']);
    const folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
    try {
      const file = join(folder, `it's $my "file" 😀.env`);
      writeFileSync(file, `# a comment\nNASTY=${nastyLine}\nBOTH=file\n`);
      const { host, services } = test.person([
        { find: '--env-file' },
        { files: [file] },
        { find: '--env' },
        { type: 'BOTH=typed' },
        { find: '-it' },
        { take: attached },
        { take: 'run' },
      ]);
      await run(services, [reference]);
      await host.terminals[0]?.done;
      const { environment } = await test.engine.containers.inspect(await test.container(nameOf(reference)));
      assert.ok(environment.includes(`NASTY=${nastyLine}`));
      // As on the command line: what is given by hand wins.
      assert.match(String(host.terminals[0]?.screen.text()), /it is typed/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('proposes the ports of the image, and the next free one when that is taken', async () => {
    const port = await freePort();
    const reference = await test.image(['CMD ["sleep", "1000"]', 'EXPOSE 8123']);
    const first = test.person([{ find: '--publish' }, { type: `${port}:8123` }, { take: 'run' }]);
    await run(first.services, [reference]);
    await test.container(nameOf(reference));
    const proposed = first.host.questions[0]?.value;
    assert.equal(proposed, '8123:8123');
    // The same person again: the answer is remembered, and the port is the first container's now.
    first.host.answers.push({ take: 'create' });
    const lists = first.host.lists.length;
    await run(first.services, [reference]);
    await test.container(`${nameOf(reference)}-2`);
    const row = first.host.lists[lists]?.choices.find(({ keywords }) => keywords?.includes('--publish'));
    assert.equal(row?.description, `${port + 1}:8123`);
    const taken = test.person([{ find: '--publish' }, { type: `${port}:8123` }]);
    await assert.rejects(run(taken.services, [reference]), refused(portUsedBy(String(port), nameOf(reference))));
  });

  it('leaves nothing when another program holds the port', async () => {
    const { port, release } = await listening();
    try {
      const reference = await test.image();
      for (const mode of [detached, attached]) {
        const { host, services } = test.person([
          { find: '--publish' },
          { type: `${port}:80` },
          { find: '-it' },
          { take: mode },
          { take: 'run' },
        ]);
        const failing =
          mode === detached
            ? run(services, [reference])
            : run(services, [reference]).then(() => host.terminals[0]?.done);
        await assert.rejects(
          failing,
          (error: Error) => isKnownFailure(error, 'port-in-use') && error.message.includes(String(port)),
        );
        assert.equal(await test.hasContainer(nameOf(reference)), false);
      }
    } finally {
      await release();
    }
  });

  it('refuses port 99999, half a quote and a name that is none before it asks the engine', async () => {
    const reference = await test.image();
    const wrong = [
      ['--publish', '99999:80', refused(wrongIn(parsePublish('99999:80')))],
      ['--env', '"A=1', refused(wrongIn(splitWords('"A=1')))],
      ['--name', 'two words', refused(wrongContainerName('two words', new Set()))],
      ['--volume', 'nothing', refused()],
    ] as const;
    for (const [find, type, said] of wrong) {
      await assert.rejects(run(test.person([{ find }, { type }]).services, [reference]), said);
    }
    assert.equal(await test.hasContainer(nameOf(reference)), false);
  });

  it('says what cannot be started, and leaves nothing', async () => {
    const reference = await test.image();
    const missing = test.person([{ pick: 'Command' }, { type: '/no/such/program' }, { take: 'run' }]);
    await assert.rejects(run(missing.services, [reference]), /no\/such\/program/);
    const nobody = test.person([{ find: '--user' }, { type: 'no-such-user' }, { take: 'run' }]);
    await assert.rejects(run(nobody.services, [reference]), /no-such-user/);
    assert.equal(await test.hasContainer(nameOf(reference)), false);
  });

  it('removes the container when it ends, if that is wanted', async () => {
    const reference = await test.image(['CMD ["sh", "-c", "echo gone soon"]']);
    const { host, services } = test.person([{ find: '--rm' }, { take: 'run' }]);
    await run(services, [reference]);
    await test.eventually(async () => !(await test.hasContainer(nameOf(reference))));
    assert.equal(host.messages.length, 1);
  });

  it('shows all that an attached container says, and its exit code', async () => {
    const reference = await test.image(['CMD ["sh", "-c", "echo to out; echo to err >&2; exit 3"]']);
    const { host, services } = test.person([{ find: '-it' }, { take: attached }, { take: 'run' }]);
    await run(services, [reference]);
    await host.terminals[0]?.done;
    await test.container(nameOf(reference));
    const text = String(host.terminals[0]?.screen.text());
    assert.match(text, /to out/);
    assert.match(text, /to err/);
    assert.ok(text.includes(exitedWords(`"${nameOf(reference)}"`, 3)), text);
  });

  it('opens a terminal of its own', async () => {
    const reference = await test.image(['CMD ["sh"]']);
    const { host, services } = test.person([{ find: '-it' }, { take: interactive }, { find: '--rm' }, { take: 'run' }]);
    await run(services, [reference]);
    const [terminal] = host.terminals;
    await terminal?.screen.has(waysToLeave({ tty: true, detachKeys: defaultDetachKeys }));
    terminal?.screen.type('echo $((6 * 7)) 한글\r');
    await terminal?.screen.has('42 한글');
    terminal?.screen.type('exit 5\r');
    await terminal?.done;
    assert.ok(terminal?.screen.text().includes(exitedWords(`"${nameOf(reference)}"`, 5)), terminal?.screen.text());
    await test.eventually(async () => !(await test.hasContainer(nameOf(reference))));
  });

  it('creates only', async () => {
    const reference = await test.image();
    const { host, services } = test.person([{ take: 'create' }]);
    await run(services, [reference]);
    const { state } = await test.engine.containers.inspect(await test.container(nameOf(reference)));
    assert.equal(state, 'created');
    assert.equal(host.messages[0]?.text, createdWords(nameOf(reference)));
  });

  it('copies the line that does the same, and does nothing', async () => {
    const reference = await test.image();
    const { host, services } = test.person([
      { find: '--env' },
      { type: quoteWord(`A=${nastyLine}`) },
      { take: 'copy' },
    ]);
    await run(services, [reference]);
    assert.equal(
      host.copied[0],
      `docker run -d --name ${nameOf(reference)} -e ${quoteWord(`A=${nastyLine}`)} ${reference}`,
    );
    assert.equal(await test.hasContainer(nameOf(reference)), false);
  });

  it('remembers the answers of the last time, but no value', async () => {
    const reference = await test.image();
    const first = test.person([
      { find: '--user' },
      { type: 'nobody' },
      { find: '--env' },
      { type: 'PASSWORD=hunter2' },
      { take: 'run' },
    ]);
    await run(first.services, [reference]);
    await test.container(nameOf(reference));
    first.host.answers.push({ take: 'run' });
    await run(first.services, [reference]);
    const again = await test.engine.containers.inspect(await test.container(`${nameOf(reference)}-2`));
    assert.equal(again.user, 'nobody');
    assert.doesNotMatch(JSON.stringify([...first.host.remembered, again.environment]), /hunter2/);
  });

  it('says that an image is nowhere, and that a reference is none', async () => {
    const nowhere = test.person([{ take: undefined }, { type: 'localhost:1/longshore-test-nope' }]);
    await assert.rejects(run(nowhere.services), (error: Error) => isKnownFailure(error));
    const none = test.person([{ take: undefined }, { type: 'Not A Reference' }]);
    await assert.rejects(run(none.services), refused());
    const gone = test.person();
    await assert.rejects(run(gone.services, [`sha256:${'0'.repeat(64)}`]), { kind: 'not-found' });
  });

  it('says when the image vanishes while the form is open, and leaves nothing', async () => {
    const reference = await test.image();
    const { host, services } = test.person();
    const vanishing = {
      ...services,
      host: {
        ...host,
        pick: async <T>(_title: string, _placeholder: string, [first]: readonly { value: T }[]) => {
          await test.engine.images.remove(reference);
          return (first as { value: T }).value;
        },
      },
    };
    await assert.rejects(run(vanishing, [reference]), (error: Error) => error.message.includes(nameOf(reference)));
    assert.equal(await test.hasContainer(nameOf(reference)), false);
  });
});
