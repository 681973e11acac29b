// The copied `docker run …` line of a container, run by the real command line: it makes the same container again.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { hasValues } from '../../../src/commands/containers/commands.ts';
import { splitWords } from '../../../src/commands/text/shell-words.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage, dockerHost, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nasty } from './set-up.ts';

const run = promisify(execFile);

interface Inspected {
  readonly Config: Readonly<Record<string, unknown>>;
  readonly HostConfig: Readonly<Record<string, unknown>>;
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Destination: string;
    readonly Name?: string;
    readonly Source?: string;
  }[];
}

const configFacts = 'Env Labels User WorkingDir Tty OpenStdin StopSignal StopTimeout Healthcheck Domainname Volumes';
const hostFacts = [
  'Memory MemoryReservation MemorySwap NanoCpus CpuShares PidsLimit ShmSize Ulimits AutoRemove PortBindings',
  'NetworkMode CapAdd CapDrop SecurityOpt ReadonlyRootfs Init Tmpfs Dns DnsSearch DnsOptions ExtraHosts GroupAdd Sysctls',
  'Privileged PidMode LogConfig Devices',
].join(' ');

describe('the docker run command of a container', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const env = { PATH: process.env.PATH, HOME: '/nonexistent', DOCKER_HOST: dockerHost() };
  const inspected = async (id: string) => (await test.engine.containers.inspect(id)).raw as Inspected;

  /** An engine and a command line write the same in several ways: nothing, an empty list, false. */
  const facts = ({ Config, HostConfig, Mounts }: Inspected) => {
    const told = (from: Readonly<Record<string, unknown>>, names: string) =>
      Object.fromEntries(
        names
          .split(' ')
          .map((name) => [name, from[name]] as const)
          .filter(([, value]) => value && JSON.stringify(value) !== '[]' && JSON.stringify(value) !== '{}'),
      );
    // Unnamed volumes get a new name each time.
    const mounts = [...Mounts]
      .sort((a, b) => (a.Destination < b.Destination ? -1 : 1))
      .map((mount) => ({ ...mount, Name: undefined, Source: mount.Type === 'volume' ? '' : mount.Source }));
    // The command line takes one word as the entrypoint: what is executed is the same.
    const executed = [Config.Entrypoint ?? [], Config.Cmd ?? []].flat();
    const { Name, MaximumRetryCount } = HostConfig.RestartPolicy as Record<string, unknown>;
    const restart = [Name || 'no', MaximumRetryCount];
    // The docker command line itself gives variables in one order or another.
    const config = told({ ...Config, Env: [...((Config.Env ?? []) as string[])].sort() }, configFacts);
    return { config, host: told(HostConfig, hostFacts), mounts, executed, restart };
  };

  async function madeAgain(id: string): Promise<{ line: string; message: string }> {
    const before = await inspected(id);
    const { host, services } = test.person();
    await commands['longshore.container.copyRunCommand'](services, [id]);
    const [line = ''] = host.copied;
    // Its name is in the line, too.
    await test.engine.containers.remove(id, { force: true });
    const { stdout } = await run('sh', ['-c', line.replace(/^docker run /, 'docker create ').replace(/ -d /, ' ')], {
      env,
    });
    const again = stdout.trim();
    try {
      assert.deepEqual(facts(await inspected(again)), facts(before));
      const second = test.person();
      await commands['longshore.container.copyRunCommand'](second.services, [again]);
      const wordsOf = (text: string) => {
        const words = splitWords(text.replace(/ -d /, ' '));
        assert.ok(Array.isArray(words), text);
        return words.sort();
      };
      assert.deepEqual(wordsOf(String(second.host.copied[0])), wordsOf(line));
    } finally {
      await test.engine.containers.remove(again, { force: true, volumes: true });
    }
    return { line, message: String(host.messages[0]?.text) };
  }

  it('repeats nasty values unharmed, and warns of the environment', async () => {
    const volume = uniqueName();
    test.ownsVolume(volume);
    const id = await test.create({
      command: ['echo', nasty, '', '-x'],
      environment: [`NASTY=${nasty}`, 'EMPTY='],
      labels: { 'longshore.test': '1', note: nasty },
      mounts: [
        { kind: 'volume', source: volume, destination: '/data: x', readOnly: true },
        { kind: 'tmpfs', source: '', destination: '/scratch', readOnly: false },
        { kind: 'bind', source: '/', destination: '/host, "root"', readOnly: true },
      ],
      ports: [
        { containerPort: 80, protocol: 'tcp', hostPort: 18080 },
        { containerPort: 53, protocol: 'udp', hostPort: undefined },
      ],
      user: 'nobody',
      workingDirectory: '/two words',
      restartPolicy: 'unless-stopped',
      tty: true,
      openStdin: true,
    });
    const { line, message } = await madeAgain(id);
    assert.match(line, /^docker run -d -it --restart unless-stopped --name /);
    assert.doesNotMatch(line, /PATH=/, 'what the image sets is not repeated');
    assert.ok(message.includes(hasValues), message);
  });

  it('repeats limits, rights, networks, health checks and an entrypoint', async () => {
    const options = [
      ...['--memory', '64m', '--cpus', '0.5', '--pids-limit', '50', '--shm-size', '32m', '--ulimit', 'nofile=100:200'],
      ...['--cap-add', 'NET_ADMIN', '--cap-drop', 'MKNOD', '--read-only', '--init', '--tmpfs', '/run:size=1m'],
      ...['--dns', '192.0.2.1', '--add-host', 'db:192.0.2.2', '--group-add', '7', '--hostname', 'own', '--rm'],
      ...[
        '-p',
        '127.0.0.1:18081:81',
        '-p',
        '127.0.0.1::82/udp',
        '--expose',
        '90',
        '-v',
        '/unnamed',
        '-v',
        '/etc:/etc/host:ro',
      ],
      ...['--health-cmd', `test -n "it's $HOME"`, '--health-interval', '90s', '--health-retries', '2'],
      ...['--stop-signal', 'SIGINT', '--stop-timeout', '3', '--log-opt', 'max-size=1m', '--label', 'longshore.test=1'],
      ...['--entrypoint', 'echo', baseImage, 'one', 'two words'],
    ];
    const { stdout } = await run('docker', ['create', ...options], { env });
    await madeAgain(stdout.trim());
  });

  it('follows an entrypoint with arguments and one that is taken away', async () => {
    await madeAgain(await test.create({ entrypoint: ['sh', '-c'], command: ['echo "$0"', nasty] }));
    const image = await test.image(['ENTRYPOINT ["sh"]', 'CMD ["-c", "true"]', 'ENV A=b', 'LABEL c=d', 'WORKDIR /w']);
    const { line } = await madeAgain(await test.create({ image }));
    assert.ok(line.endsWith(` ${image}`), line);
    assert.doesNotMatch(line, /A=b|c=d|workdir/);
    await madeAgain(await test.create({ image, command: ['-c', 'false'] }));
  });
});
