// Every option of `docker run`, there and back: a line is pasted into the form, the container that comes of it is copied as a
// line, and the container that comes of that one is equal in all that the engine tells. Of every option alone, and of
// random sets of them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { promisify } from 'node:util';
import { runOptions } from '../../../src/commands/options/index.ts';
import { quoteWord } from '../../../src/commands/text/shell-words.ts';
import type { ContainerConfig, EndpointSettings, HostConfig } from '../../../src/engine/container-settings.ts';
import { commands } from '../../support/test-commands.ts';
import { dockerHost, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nastyLine } from './set-up.ts';

const execute = promisify(execFile);

/** Flags as one types them, with what excludes each other. */
interface Feature {
  readonly flags: string;
  /** At most one of the same use stands in a line. */
  readonly use?: string;
  /** The command line of Docker 20.10 does not know it yet. */
  readonly isNew?: true;
}

/** Left out: they are for this machine alone, or are the line's own. */
const notOfContainers = new Set(['detach', 'name', 'env-file', 'label-file', 'platform', 'pull', 'entrypoint']);

/** What this engine's machine cannot do, whoever asks. */
const notHere: Readonly<Record<string, string>> = {
  'storage-opt': 'the disk has no quotas',
  isolation: 'it is for Windows',
  'cpu-rt-period': 'the kernel has no real-time groups',
  'cpu-rt-runtime': 'the kernel has no real-time groups',
  runtime: 'there is no other one',
  'volume-driver': 'there is no other one',
};

const features = (n: { net: string; other: string; container: string; volume: string }): Feature[] => [
  { flags: '-i' },
  { flags: '-t' },
  { flags: '--rm', use: 'end' },
  { flags: '--restart on-failure:7', use: 'end' },
  { flags: '--restart unless-stopped', use: 'end' },
  { flags: `-v ${n.volume}:/vol:ro` },
  { flags: '-v /etc:/host:ro,z -v /anonymous' },
  { flags: `-v ${n.volume}:/copied:nocopy` },
  { flags: `-e ${quoteWord(`NASTY=${nastyLine}`)} -e EMPTY= -e NOBODY_HAS_THIS_ONE` },
  { flags: '-p 8080:80 -p 127.0.0.1::81/udp -p 82', use: 'net' },
  { flags: "-p '[::1]:8443:443/tcp' -p 7000-7002:7000-7002 -p 9000-9010:90/sctp -P", use: 'net' },
  { flags: `--label ${quoteWord(`note=${nastyLine}`)} -l empty=` },
  { flags: '-u 1000:1000' },
  { flags: "-w '/two words'" },
  { flags: '--init' },
  { flags: `--network ${n.net}`, use: 'net' },
  {
    flags: `--network name=${n.net},alias=a,alias=b,ip=172.29.7.9 --network name=${n.other},alias=c`,
    use: 'net',
    isNew: true,
  },
  { flags: `--network ${n.other} --network-alias x --network-alias y`, use: 'net' },
  { flags: `--network ${n.net} --ip 172.29.7.10 --ip6 fd00:29::10`, use: 'net' },
  { flags: '--network host', use: 'net' },
  { flags: '--network none', use: 'net' },
  { flags: `--network container:${n.container}`, use: 'net' },
  { flags: '--mac-address 02:42:ac:11:00:09', use: 'net', isNew: true },
  { flags: `--link ${n.container}:db`, use: 'net' },
  { flags: '-h web.example --domainname example', use: 'net' },
  { flags: '--expose 3000 --expose 53/udp', use: 'net' },
  { flags: `--mount type=volume,source=${n.volume},target=/m1,volume-nocopy` },
  { flags: '--mount \'type=bind,source=/,"target=/m,2",readonly,bind-propagation=rslave\'' },
  { flags: '--mount type=tmpfs,target=/m3,tmpfs-size=1m,tmpfs-mode=1770' },
  {
    flags:
      '--mount type=volume,target=/m4,volume-driver=local,volume-label=a=b,volume-opt=type=tmpfs,volume-opt=device=tmpfs',
  },
  { flags: '--tmpfs /t1 --tmpfs /t2:size=1m,noexec' },
  { flags: '--read-only' },
  { flags: '--shm-size 32m' },
  { flags: `--volumes-from ${n.container}:ro` },
  { flags: '--add-host db:192.0.2.2 --add-host here:host-gateway', use: 'net' },
  { flags: '--dns 192.0.2.1 --dns-search example --dns-option ndots:2', use: 'net' },
  { flags: '-m 64m --memory-swap 96m --memory-reservation 32m' },
  { flags: '-m 64m --memory-swap -1 --oom-kill-disable --memory-swappiness 0' },
  { flags: '--cpus 0.5', use: 'cpu' },
  { flags: '--cpu-period 50000 --cpu-quota 25000', use: 'cpu' },
  { flags: '--cpu-shares 512 --cpuset-cpus 0 --cpuset-mems 0' },
  { flags: '--pids-limit 50' },
  { flags: '--ulimit nofile=100:200 --ulimit core=0' },
  { flags: '--oom-score-adj 500' },
  { flags: '--blkio-weight 300 --blkio-weight-device /dev/null:200' },
  { flags: '--device-read-bps /dev/null:1m --device-write-bps /dev/null:2m' },
  { flags: '--device-read-iops /dev/null:10 --device-write-iops /dev/null:20' },
  { flags: '--gpus all', use: 'gpu' },
  { flags: '--gpus 2', use: 'gpu' },
  { flags: `--gpus '"device=0,1",driver=nvidia,"capabilities=utility,compute","options=a=b,c=d"'`, use: 'gpu' },
  { flags: '--privileged' },
  { flags: '--cap-add NET_ADMIN --cap-add SYS_TIME --cap-drop MKNOD' },
  { flags: '--security-opt no-new-privileges --security-opt seccomp=unconfined' },
  { flags: '--security-opt systempaths=unconfined' },
  { flags: '--group-add 7 --group-add daemon' },
  { flags: '--device /dev/null:/dev/other:r --device /dev/zero' },
  { flags: "--device-cgroup-rule 'c 42:* rmw'" },
  { flags: '--userns host' },
  {
    flags: `--health-cmd 'test -n "it is $HOME"' --health-interval 90s --health-timeout 1500ms --health-retries 2 --health-start-period 1m --health-start-interval 2s`,
    use: 'health',
    isNew: true,
  },
  { flags: '--no-healthcheck', use: 'health' },
  { flags: '--log-driver local --log-opt max-size=1m', use: 'log' },
  { flags: '--log-opt max-size=2m --log-opt max-file=3', use: 'log' },
  { flags: '--log-driver none', use: 'log' },
  { flags: '--stop-signal SIGINT --stop-timeout 0' },
  { flags: '--sysctl net.ipv4.ip_forward=1', use: 'net' },
  { flags: '--pid host' },
  { flags: '--ipc shareable', use: 'ipc' },
  { flags: '--ipc private', use: 'ipc' },
  { flags: '--cgroupns host', use: 'cgroupns' },
  { flags: '--cgroupns private', use: 'cgroupns' },
  { flags: '--uts host', use: 'net' },
  { flags: '--cgroup-parent /longshore-test' },
  { flags: '--annotation team=shop', isNew: true },
];

interface Inspected {
  readonly Config: ContainerConfig;
  readonly HostConfig: HostConfig;
  readonly Mounts: readonly { readonly Type: string; readonly Destination: string }[];
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, EndpointSettings>> };
  readonly Id: string;
}

/** Command lines differ in how they write the same. */
function inOneWay(host: HostConfig) {
  const { RestartPolicy, CapAdd, CapDrop, Ulimits } = host;
  const capabilities = (names: readonly string[] | null | undefined) => names?.map((name) => name.replace(/^CAP_/, ''));
  return {
    ...host,
    RestartPolicy: [RestartPolicy?.Name || 'no', RestartPolicy?.MaximumRetryCount],
    CapAdd: capabilities(CapAdd),
    CapDrop: capabilities(CapDrop),
    Ulimits: [...(Ulimits ?? [])].sort((one, other) => (one.Name < other.Name ? -1 : 1)),
  };
}

describe('the options of docker run, there and back', () => {
  let test: CommandsUnderTest;
  let image: string;
  let all: Feature[];
  before(async () => {
    test = await commandsUnderTest();
    const [net, other, volume] = [uniqueName(), uniqueName(), uniqueName()];
    test.ownsNetwork(net);
    test.ownsNetwork(other);
    test.ownsVolume(volume);
    await test.engine.networks.create({
      name: net,
      ipv6: true,
      subnets: [{ subnet: '172.29.7.0/24' }, { subnet: 'fd00:29::/64' }],
    });
    await test.engine.networks.create({ name: other });
    const holder = await test.run();
    const container = (await test.engine.containers.inspect(holder)).name;
    image = await test.image([
      'ENTRYPOINT ["sh"]',
      'CMD ["-c", "true"]',
      'ENV OWN=1',
      'LABEL own=1',
      'EXPOSE 99',
      'VOLUME /own',
    ]);
    all = features({ net, other, container, volume });
  });
  after(() => test.clean());

  async function made(line: string): Promise<string> {
    const { host, services } = test.person([{ find: 'docker run' }, { type: line }, { take: 'create' }]);
    try {
      await commands['longshore.image.run'](services, [image]);
    } catch (error) {
      throw new Error(`${line}: ${error} ${host.messages.map(({ text }) => text).join(' ')}`);
    }
    const name = / --name (\S+)/.exec(line)?.[1] ?? '';
    return test.container(name);
  }

  const inspected = async (id: string) => (await test.engine.containers.inspect(id)).raw as Inspected;

  /** All that is told of how it was made; an engine writes nothing as null, as an empty list or not at all. */
  function facts({ Id, Config, HostConfig, Mounts, NetworkSettings }: Inspected) {
    const told = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.length > 0 ? value.map(told) : undefined;
      if (typeof value !== 'object' || value === null) return value ?? undefined;
      const entries = Object.entries(value).map(([key, each]) => [key, told(each)] as const);
      const kept = entries.filter(([, each]) => each !== undefined).sort(([one], [other]) => (one < other ? -1 : 1));
      return kept.length > 0 ? Object.fromEntries(kept) : undefined;
    };
    const endpoints = Object.entries(NetworkSettings.Networks).map(([name, endpoint]) => {
      const { IPAMConfig, Aliases, DriverOpts, GwPriority } = endpoint;
      return [
        name,
        { IPAMConfig, Aliases: Aliases?.filter((alias) => alias !== Id.slice(0, 12)), DriverOpts, GwPriority },
      ];
    });
    // Whom the command line is attached to is not of the container.
    const { Hostname, AttachStdin: _in, AttachStdout: _out, AttachStderr: _err, StdinOnce: _once, ...config } = Config;
    const own = Hostname === Id.slice(0, 12) ? undefined : Hostname;
    // Unnamed volumes get a new name each time.
    const mounts = [...Mounts]
      .sort((one, other) => (one.Destination < other.Destination ? -1 : 1))
      .map((mount) => (mount.Type === 'volume' ? { ...mount, Name: '', Source: '' } : mount));
    return told({
      // Where `-e NAME` without a value stands among the others is not always the same with docker's own program.
      config: { ...config, Env: [...(config.Env ?? [])].sort(), Hostname: own },
      host: inOneWay(HostConfig),
      mounts,
      endpoints: Object.fromEntries(endpoints),
    });
  }

  async function isTheSameAgain(flags: string): Promise<void> {
    const name = uniqueName();
    const first = await made(
      `docker run --name ${name} --label longshore.test=1 ${flags} ${image} -c 'echo "$0"' 'two words'`,
    );
    const before = await inspected(first);
    const { host, services } = test.person();
    await commands['longshore.container.copyRunCommand'](services, [first]);
    const line = String(host.copied[0]);
    await test.engine.containers.remove(first, { force: true, volumes: true });
    const second = await made(line);
    const after = await inspected(second);
    await test.engine.containers.remove(second, { force: true, volumes: true });
    assert.deepEqual(facts(after), facts(before), `${flags}\n${line}`);
  }

  it('come to the container that docker itself makes', async function () {
    this.timeout(120_000);
    const env = { PATH: process.env.PATH, HOME: '/nonexistent', DOCKER_HOST: dockerHost() };
    for (const { flags, isNew } of all) {
      if (isNew) continue;
      const name = uniqueName();
      const line = `docker create --name ${name} --label longshore.test=1 ${flags} ${image} -c true`;
      const { stdout } = await execute('sh', ['-c', line], { env });
      const theirs = await inspected(stdout.trim());
      await test.engine.containers.remove(theirs.Id, { force: true, volumes: true });
      const ours = await inspected(await made(line));
      await test.engine.containers.remove(ours.Id, { force: true, volumes: true });
      assert.deepEqual(facts(ours), facts(theirs), flags);
    }
  });

  it('have each a line here', () => {
    const there = all.map(({ flags }) => ` ${flags}`).join('');
    const missing = runOptions
      .filter(({ name, short, aliases = [] }) => {
        const ways = [
          `--${name}`,
          ...(short === undefined ? [] : [`-${short}`]),
          ...aliases.map((each) => `--${each}`),
        ];
        return !ways.some((way) => there.includes(` ${way} `) || there.endsWith(` ${way}`));
      })
      .map(({ name }) => name)
      .filter((name) => !notOfContainers.has(name) && !(name in notHere));
    assert.deepEqual(missing, []);
  });

  it('come back alone', async function () {
    this.timeout(120_000);
    for (const { flags } of all) await isTheSameAgain(flags);
  });

  it('come back in random sets', async function () {
    this.timeout(120_000);
    for (let round = 0; round < 25; round++) {
      const used = new Set<string>();
      const chosen = [...all]
        .map((feature) => ({ feature, at: randomInt(1_000_000) }))
        .sort((one, other) => one.at - other.at)
        .map(({ feature }) => feature)
        .filter(({ flags, use = flags }) => !used.has(use) && used.add(use))
        .filter(({ flags }, _, rest) => !/^-m .*-1/.test(flags) || !rest.some((each) => /^-m .*96m/.test(each.flags)))
        .slice(0, 3 + randomInt(12));
      await isTheSameAgain(chosen.map(({ flags }) => flags).join(' '));
    }
  });

  it('come back where the entrypoint is another one, or none', async () => {
    const { host, services } = test.person();
    for (const flags of ['--entrypoint echo', "--entrypoint ''"]) {
      const first = await made(`docker run --name ${uniqueName()} ${flags} ${image} sh -c 'echo "$0"'`);
      await commands['longshore.container.copyRunCommand'](services, [first]);
      const before = await inspected(first);
      await test.engine.containers.remove(first, { force: true, volumes: true });
      const second = await made(String(host.copied.at(-1)));
      assert.deepEqual(facts(await inspected(second)), facts(before), String(host.copied.at(-1)));
    }
  });
});
