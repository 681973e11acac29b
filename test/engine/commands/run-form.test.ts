// What the form of a run takes beyond the common case, through its command, against the real engine.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { fillFromLineLabel } from '../../../src/commands/images/commands.ts';
import { noSuchOption } from '../../../src/commands/options/parse-line.ts';
import { noFolderOpen } from '../../../src/commands/options/places.ts';
import { cannotBePulled, engineWarning, volumesCreated } from '../../../src/commands/running/carry-out.ts';
import { createsVolume, moreOptionsLabel, type RunAction } from '../../../src/commands/running/form.ts';
import { continuation, leftOutWords } from '../../../src/commands/running/form-line.ts';
import { resetLabel, savedOptionsLabel } from '../../../src/commands/running/form-saved.ts';
import { mountedTwice } from '../../../src/commands/running/problems.ts';
import { runningWords } from '../../../src/commands/running/start.ts';
import { waysToLeave } from '../../../src/commands/terminals/joined-terminal.ts';
import type { ContainerConfig, HostConfig } from '../../../src/engine/container-settings.ts';
import { defaultDetachKeys } from '../../../src/engine/detach-keys.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { folderWith, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nameOf } from './set-up.ts';

const run = commands['longshore.image.run'];

interface Inspected {
  readonly Config: ContainerConfig;
  readonly HostConfig: HostConfig;
  readonly NetworkSettings: {
    readonly Ports: Readonly<Record<string, readonly { HostIp: string; HostPort: string }[]>>;
    readonly Networks: Readonly<Record<string, { readonly Aliases?: readonly string[] | null }>>;
  };
}

describe('the form of a run', () => {
  let test: CommandsUnderTest;
  let reference: string;
  before(async () => {
    test = await commandsUnderTest();
    reference = await test.image(['CMD ["sleep", "1000"]']);
  });
  after(() => test.clean());

  const inspected = async (name: string) => {
    const id = await test.container(name);
    return (await test.engine.containers.inspect(id)).raw as Inspected;
  };

  /** Pastes a line, and runs or creates what comes of it. */
  async function pasted(line: string, action: RunAction = 'create', folder?: string) {
    const person = test.person(
      [{ find: 'docker run' }, { type: line }, { take: action }],
      folder === undefined ? {} : { folder },
    );
    await run(person.services, [reference]);
    return person.host;
  }

  it('is filled by a line from a page, and names what it did not take', async () => {
    const name = uniqueName();
    const host = await pasted(
      `$ sudo podman run --detach \\\n  --name=${name} --replace \\\n  -m 64m -h shop --cap-drop=ALL \\\n  ${reference} \\\n  sleep '1000' # for long`,
      'run',
    );
    const { Config, HostConfig } = await inspected(name);
    assert.deepEqual([Config.Hostname, Config.Cmd, HostConfig.Memory], ['shop', ['sleep', '1000'], 64 * 1024 ** 2]);
    assert.deepEqual(
      host.messages.map(({ text }) => text),
      [leftOutWords(['--replace']), runningWords(name)],
    );
    assert.deepEqual(host.questions[0]?.validate?.('docker run --colour app'), noSuchOption('--colour'));
  });

  it('begins with a line from a page, before any image is chosen', async () => {
    const name = uniqueName();
    const { host, services } = test.person([
      { take: { line: '' } },
      { type: `docker run -d --name ${name} --read-only ${reference}` },
      { take: 'run' },
    ]);
    await run(services);
    assert.equal((await inspected(name)).HostConfig.ReadonlyRootfs, true);
    assert.deepEqual(host.answers, []);
  });

  it('takes a line that was pasted into the list of images, and asks again for one that it cannot read', async () => {
    const name = uniqueName();
    const row = fillFromLineLabel;
    const { host, services } = test.person([
      { pick: row, typed: `$ docker run -d --name ${name} --init ${reference}` },
      { take: 'run' },
    ]);
    await run(services);
    assert.equal((await inspected(name)).HostConfig.Init, true);
    assert.deepEqual(host.answers, []);
    const other = test.person([{ pick: row, typed: 'docker run --colour app' }, 'escape']);
    await assert.rejects(run(other.services), Cancelled);
    const [question] = other.host.questions;
    assert.deepEqual([host.answers.length, question?.value], [0, 'docker run --colour app']);
    for (const image of ['docker', 'docker:27-dind', 'docker ps -a', 'my docker run image', ''])
      assert.equal(host.lists[0]?.choices.find(({ label }) => label === row)?.takes?.(image), undefined, image);
  });

  it('shows the line of what is chosen, which docker itself takes', async () => {
    const { host, services } = test.person([
      { find: '--cpus' },
      { type: '0.5' },
      { pick: moreOptionsLabel },
      { find: '--cap-add' },
      { type: 'NET_ADMIN SYS_TIME' },
      { find: '--privileged' },
      { take: 'copy' },
    ]);
    await run(services, [reference]);
    const line = `docker run -d --name ${nameOf(reference)} --cpus 0.5 --privileged --cap-add NET_ADMIN --cap-add SYS_TIME ${reference}`;
    assert.deepEqual(host.copied, [line]);
    const shown = host.lists
      .at(-1)
      ?.choices.flatMap(({ label, description, detail, keywords }) =>
        keywords?.includes('docker run') ? detail : label === continuation ? description : [],
      );
    assert.equal(shown?.join(' '), line);
    assert.equal(await test.hasContainer(nameOf(reference)), false);
  });

  it('tells what the engine warns of when it makes the container', async () => {
    const name = uniqueName();
    const host = await pasted(`docker run -d --name ${name} --network host -p 8080:80 ${reference}`, 'run');
    const said = String(host.messages.at(-1)?.text);
    assert.ok(said.startsWith(runningWords(name)), said);
    assert.match(String(patternOf(engineWarning).exec(said)?.input), /host network mode/);
    await test.container(name);
  });

  it('says that one place is mounted twice, before anything is made', async () => {
    const name = uniqueName();
    const volume = uniqueName();
    test.ownsVolume(volume);
    const { host, services } = test.person([
      { find: 'docker run' },
      { type: `docker run --name ${name} -v ${volume}:/data --mount type=tmpfs,target=/data ${reference}` },
      { take: 'run' },
      'escape',
    ]);
    await assert.rejects(run(services, [reference]), Cancelled);
    assert.equal(host.messages[0]?.text, mountedTwice('/data', '-v', '--mount'));
    assert.equal(await test.hasContainer(name), false);
  });

  it('makes named volumes on the way, with a word', async () => {
    const [name, volume] = [uniqueName(), uniqueName()];
    test.ownsVolume(volume);
    const host = await pasted(`docker run -d --name ${name} -v ${volume}:/data ${reference}`, 'run');
    const row = host.lists.at(-1)?.choices.find(({ keywords }) => keywords?.includes('--volume'));
    assert.equal(row?.description, `${volume}:/data · ${createsVolume(volume)}`);
    assert.ok(host.messages[0]?.text.endsWith(volumesCreated([volume])), host.messages[0]?.text);
    await test.container(name);
    const again = await pasted(`docker run -d --name ${name}-2 -v ${volume}:/data ${reference}`, 'run');
    assert.equal(again.messages[0]?.text, runningWords(`${name}-2`));
    await test.container(`${name}-2`);
  });

  it('finds folders and files from the workspace, and the environment of this machine', async () => {
    const made = folderWith({
      'a.env': 'A=1\nBOTH=a\n',
      'b.env': 'B=2\nBOTH=b\n',
      'code/x': '',
      labels: 'team=shop\n',
    });
    const name = uniqueName();
    process.env.LONGSHORE_TEST_VALUE = 'from here';
    try {
      const line = `docker run --name ${name} -v ./code:/code:ro -v '\${workspaceFolder}:/all' --env-file a.env --env-file ./b.env --label-file labels -e LONGSHORE_TEST_VALUE ${reference}`;
      await pasted(line, 'create', made.folder);
      const { Config, HostConfig } = await inspected(name);
      assert.deepEqual(HostConfig.Binds, [`${join(made.folder, 'code')}:/code:ro`, `${made.folder}:/all`]);
      assert.equal(Config.Labels?.team, 'shop');
      const wanted = ['A=1', 'B=2', 'BOTH=b', 'LONGSHORE_TEST_VALUE=from here'];
      assert.deepEqual(
        wanted.filter((entry) => !Config.Env?.includes(entry)),
        [],
      );
    } finally {
      delete process.env.LONGSHORE_TEST_VALUE;
      made.remove();
    }
    const nowhere = test.person([{ find: '--volume' }, { type: './code:/code' }, { take: 'run' }, 'escape']);
    await assert.rejects(run(nowhere.services, [reference]), Cancelled);
    assert.equal(nowhere.host.messages[0]?.text, noFolderOpen('./code'));
  });

  it('publishes ports of the engine’s choice, ranges, addresses and other protocols', async () => {
    const name = uniqueName();
    await pasted(
      `docker run -d --name ${name} -p 80 -p 127.0.0.1::81 -p 42100-42110:82 -p 42121-42122:83-84 -p 42130:85/udp ${reference}`,
      'run',
    );
    const { Ports } = (await inspected(name)).NetworkSettings;
    const first = (port: string) => Ports[port]?.[0];
    assert.ok(Number(first('80/tcp')?.HostPort) > 0);
    assert.equal(first('81/tcp')?.HostIp, '127.0.0.1');
    assert.match(String(first('82/tcp')?.HostPort), /^421(0\d|10)$/);
    assert.deepEqual([first('83/tcp')?.HostPort, first('84/tcp')?.HostPort], ['42121', '42122']);
    assert.equal(first('85/udp')?.HostPort, '42130');
  });

  it('joins several networks, in each under its alias', async () => {
    const [name, one, other] = [uniqueName(), uniqueName(), uniqueName()];
    for (const network of [one, other]) {
      test.ownsNetwork(network);
      await test.engine.networks.create({ name: network });
    }
    const { host, services } = test.person([
      { find: '--name' },
      { type: name },
      { find: '--network' },
      { take: undefined },
      { type: `name=${one},alias=web name=${other},alias=db` },
      { take: 'run' },
    ]);
    await run(services, [reference]);
    assert.deepEqual(host.answers, []);
    const { Networks } = (await inspected(name)).NetworkSettings;
    assert.ok(Networks[one]?.Aliases?.includes('web'));
    assert.ok(Networks[other]?.Aliases?.includes('db'));
    // One that cannot be joined: nothing is left.
    await assert.rejects(
      pasted(`docker run --name ${name}-2 --network ${one} --network no-such-net ${reference}`),
      /no-such-net/,
    );
    assert.equal(await test.hasContainer(`${name}-2`), false);
  });

  it('keeps -i and -t apart', async () => {
    for (const [take, tty, openStdin] of [
      ['dit', true, true],
      ['di', false, true],
      ['dt', true, false],
    ] as const) {
      const name = uniqueName();
      const { services } = test.person([
        { find: '--name' },
        { type: name },
        { find: '-it' },
        { take },
        { take: 'run' },
      ]);
      await run(services, [reference]);
      const details = await test.engine.containers.inspect(await test.container(name));
      assert.deepEqual([details.running, details.tty, details.openStdin], [true, tty, openStdin]);
    }
  });

  it('hands what is typed to a program that has an input and no terminal', async () => {
    const { host, services } = test.person([
      { find: 'docker run' },
      { type: `docker run -i --rm --name ${uniqueName()} ${reference} sh -c 'read line; echo "it was $line"'` },
      { take: 'run' },
    ]);
    await run(services, [reference]);
    const [terminal] = host.terminals;
    await terminal?.screen.has(waysToLeave({ tty: false, detachKeys: defaultDetachKeys }));
    terminal?.screen.type('one word\r');
    await terminal?.screen.has('it was one word');
    await terminal?.done;
  });

  it('starts it again a number of times', async () => {
    const name = uniqueName();
    const { services } = test.person([
      { find: '--name' },
      { type: name },
      { find: '--restart' },
      { take: 'on-failure:' },
      { type: '3' },
      { take: 'create' },
    ]);
    await run(services, [reference]);
    const { RestartPolicy } = (await inspected(name)).HostConfig;
    assert.deepEqual(RestartPolicy, { Name: 'on-failure', MaximumRetryCount: 3 });
  });

  it('pulls always, never, or what is missing', async () => {
    const local = 'localhost:1/longshore-test-pull:made';
    await test.engine.images.tag(reference, local);
    test.owns(local);
    const name = uniqueName();
    await assert.rejects(pasted(`docker run --pull always --name ${name} ${local}`), /localhost:1/);
    await assert.rejects(pasted(`docker run --name ${name} localhost:1/longshore-test-missing`), ({ message }: Error) =>
      message.startsWith(cannotBePulled('localhost:1/longshore-test-missing')),
    );
    await assert.rejects(
      pasted(`docker run --pull never --name ${name} localhost:1/longshore-test-missing`),
      /longshore-test-missing/,
    );
    // What is there is for another platform: docker looks in the registry for the wanted one.
    await assert.rejects(pasted(`docker run --platform linux/s390x --name ${name} ${local}`), /localhost:1/);
    assert.equal(await test.hasContainer(name), false);
    await pasted(`docker run --pull=missing --name ${name} ${local}`);
    await test.container(name);
  });

  it('does not propose a run for once, keeps what is saved under a name, and goes back to the image’s own', async () => {
    const own = await test.image(['CMD ["sleep", "1000"]']);
    const { host, services } = test.person();
    const copied = async (...answers: Answer[]) => {
      host.answers.push(...answers, { take: 'copy' });
      await run(services, [own]);
      const line = String(host.copied.splice(0)[0]);
      return line.replace(/ --name \S+/, '');
    };
    const openSaved: Answer = { pick: savedOptionsLabel };
    host.answers.push({ find: 'docker run' }, { type: `docker run -it --rm ${own} sh` }, { take: 'run' });
    await run(services, [own]);
    await host.terminals[0]?.screen.has(waysToLeave({ tty: true, detachKeys: defaultDetachKeys }));
    host.terminals[0]?.screen.type('exit\r');
    await host.terminals[0]?.done;
    const plain = `docker run -d ${own}`;
    assert.equal(await copied(), plain);
    assert.equal(
      await copied({ find: '--memory' }, { type: '64m' }, openSaved, { take: 'save' }, { type: 'small' }),
      `docker run -d --memory 64m ${own}`,
    );
    assert.equal(await copied(), plain, 'saving proposes nothing');
    assert.equal(await copied(openSaved, { pick: 'small' }), `docker run -d --memory 64m ${own}`);
    host.answers.push(openSaved, { pick: 'small' }, { take: 'create' });
    await run(services, [own]);
    await test.container(nameOf(own));
    assert.equal(await copied(), `docker run -d --memory 64m ${own}`, 'the last run is proposed');
    assert.equal(await copied({ pick: resetLabel }), plain);
  });
});
