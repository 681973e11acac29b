// The `docker run …` line that makes a container like one that is there, read from what the engine tells of it and of
// its image. Pure.
import type { ApiMount, Config, HostConfig, InspectedContainer, InspectedImage } from './inspected.ts';
import { csvField } from './run-line.ts';
import { quoteWord } from './shell-words.ts';

/** `image`: the engine's answer about its image, of which nothing is repeated; undefined: the image is gone. */
export function runLineOf(container: InspectedContainer, image: InspectedImage | undefined): string {
  const { Config: config, HostConfig: host } = container;
  const from = image?.Config ?? {};
  const words = [
    'docker',
    'run',
    ...flag('-d', !config.AttachStdout && !config.AttachStderr),
    ...flag('-i', config.OpenStdin),
    ...flag('-t', config.Tty),
    ...flag('--rm', host.AutoRemove),
    ...restart(host),
    '--name',
    container.Name.replace(/^\//, ''),
    ...network(container),
    ...ports(config, from, host),
    ...mounts(config, from, host),
    ...limits(host),
    ...rights(host),
    ...option('--user', config.User === from.User ? '' : config.User),
    ...option('--workdir', config.WorkingDir === from.WorkingDir ? '' : config.WorkingDir),
    ...option('--stop-signal', config.StopSignal === from.StopSignal ? '' : config.StopSignal),
    ...option('--stop-timeout', config.StopTimeout),
    ...health(config, from),
    ...log(host),
    ...each(
      '--label',
      Object.entries(config.Labels ?? {})
        .filter(([name, value]) => from.Labels?.[name] !== value)
        .map(([name, value]) => `${name}=${value}`),
    ),
    ...each(
      '-e',
      (config.Env ?? []).filter((entry) => entry.includes('=') && !from.Env?.includes(entry)),
    ),
    ...program(config, from),
  ];
  return words.map(quoteWord).join(' ');
}

const flag = (name: string, wanted: boolean | null | undefined) => (wanted ? [name] : []);
const option = (name: string, value: string | number | null | undefined) => (value ? [name, String(value)] : []);
const each = (name: string, values: readonly string[] | null | undefined) =>
  (values ?? []).flatMap((value) => [name, value]);
const pairs = (values: Readonly<Record<string, string>> | null | undefined) =>
  Object.entries(values ?? {}).map(([name, value]) => `${name}=${value}`);

function restart({ RestartPolicy: { Name = '', MaximumRetryCount: most = 0 } = {} }: HostConfig): string[] {
  return option('--restart', Name === 'no' ? '' : `${Name}${most > 0 ? `:${most}` : ''}`);
}

function network({
  Id,
  Config: { Hostname = '', Domainname },
  HostConfig,
  NetworkSettings,
}: InspectedContainer): string[] {
  const mode = HostConfig.NetworkMode ?? 'default';
  const usual = mode === 'default' || mode === 'bridge';
  const shared = mode === 'host' || mode.startsWith('container:');
  const joined = usual ? undefined : NetworkSettings?.Networks?.[mode];
  return [
    ...option('--network', usual ? '' : mode),
    // The engine adds the short id by itself.
    ...each(
      '--network-alias',
      joined?.Aliases?.filter((alias) => alias !== Id.slice(0, 12)),
    ),
    ...option('--ip', joined?.IPAMConfig?.IPv4Address),
    ...option('--ip6', joined?.IPAMConfig?.IPv6Address),
    ...option('--hostname', shared || Hostname === Id.slice(0, 12) ? '' : Hostname),
    ...option('--domainname', Domainname),
  ];
}

function ports(config: Config, from: Config, { PortBindings, PublishAllPorts }: HostConfig): string[] {
  const bound = Object.entries(PortBindings ?? {}).flatMap(([inside, bindings]) =>
    (bindings ?? []).map(({ HostIp = '', HostPort = '' }) => {
      const address = HostIp === '' ? '' : `${HostIp.includes(':') ? `[${HostIp}]` : HostIp}:`;
      const outside = HostPort === '' && address === '' ? '' : `${HostPort}:`;
      return `${address}${outside}${inside.replace(/\/tcp$/, '')}`;
    }),
  );
  const known = { ...from.ExposedPorts, ...PortBindings };
  const exposed = Object.keys(config.ExposedPorts ?? {}).filter((port) => !(port in known));
  return [...flag('-P', PublishAllPorts), ...each('-p', bound), ...each('--expose', exposed)];
}

function mounts(config: Config, from: Config, { Binds, Mounts, Tmpfs, VolumesFrom }: HostConfig): string[] {
  const unnamed = Object.keys(config.Volumes ?? {}).filter((path) => !(path in (from.Volumes ?? {})));
  return [
    ...each('-v', [...(Binds ?? []), ...unnamed]),
    ...each('--mount', (Mounts ?? []).map(mountFields)),
    ...each(
      '--tmpfs',
      Object.entries(Tmpfs ?? {}).map(([path, options]) => (options === '' ? path : `${path}:${options}`)),
    ),
    ...each('--volumes-from', VolumesFrom),
  ];
}

function mountFields({ Type, Source, Target, ReadOnly, BindOptions, VolumeOptions, TmpfsOptions }: ApiMount): string {
  const { SizeBytes, Mode } = TmpfsOptions ?? {};
  const fields = [
    `type=${Type}`,
    ...(Source ? [`source=${Source}`] : []),
    `destination=${Target}`,
    ...(ReadOnly ? ['readonly'] : []),
    ...(BindOptions?.Propagation ? [`bind-propagation=${BindOptions.Propagation}`] : []),
    ...(VolumeOptions?.NoCopy ? ['volume-nocopy'] : []),
    ...(SizeBytes ? [`tmpfs-size=${SizeBytes}`] : []),
    ...(Mode ? [`tmpfs-mode=${Mode.toString(8)}`] : []),
  ];
  return fields.map(csvField).join(',');
}

/** What an engine gives a container that asks for nothing. */
const usualSharedMemory = 64 * 1024 * 1024;

function limits(host: HostConfig): string[] {
  const { Memory = 0, MemorySwap = 0, PidsLimit, ShmSize } = host;
  return [
    ...option('--memory', Memory),
    ...option('--memory-reservation', host.MemoryReservation),
    // Twice the memory is what the engine makes of no wish.
    ...option('--memory-swap', MemorySwap === 2 * Memory ? 0 : MemorySwap),
    ...option('--cpus', (host.NanoCpus ?? 0) / 1e9),
    ...option('--cpu-shares', host.CpuShares),
    ...option('--cpu-period', host.CpuPeriod),
    ...option('--cpu-quota', host.CpuQuota),
    ...option('--cpuset-cpus', host.CpusetCpus),
    ...option('--pids-limit', PidsLimit),
    ...option('--shm-size', ShmSize === usualSharedMemory ? 0 : ShmSize),
    ...each(
      '--ulimit',
      host.Ulimits?.map(({ Name, Soft, Hard }) => `${Name}=${Soft}:${Hard}`),
    ),
    ...flag('--oom-kill-disable', host.OomKillDisable),
  ];
}

function rights(host: HostConfig): string[] {
  const { IpcMode = '' } = host;
  return [
    ...flag('--privileged', host.Privileged),
    ...flag('--read-only', host.ReadonlyRootfs),
    ...flag('--init', host.Init),
    ...each('--cap-add', host.CapAdd),
    ...each('--cap-drop', host.CapDrop),
    ...each('--security-opt', host.SecurityOpt),
    ...each(
      '--device',
      host.Devices?.map((device) => `${device.PathOnHost}:${device.PathInContainer}:${device.CgroupPermissions}`),
    ),
    ...each('--group-add', host.GroupAdd),
    ...each('--dns', host.Dns),
    ...each('--dns-search', host.DnsSearch),
    ...each('--dns-option', host.DnsOptions),
    ...each('--add-host', host.ExtraHosts),
    ...each('--sysctl', pairs(host.Sysctls)),
    ...option('--pid', host.PidMode),
    ...option('--uts', host.UTSMode),
    ...option('--userns', host.UsernsMode),
    // One of these is the engine's own usual one.
    ...option('--ipc', ['private', 'shareable'].includes(IpcMode) ? '' : IpcMode),
  ];
}

function health({ Healthcheck: own }: Config, { Healthcheck: inherited }: Config): string[] {
  if (!own || JSON.stringify(own) === JSON.stringify(inherited)) return [];
  const [kind, ...test] = own.Test ?? [];
  if (kind === 'NONE') return ['--no-healthcheck'];
  const time = (name: string, nanoseconds: number | undefined) => option(name, nanoseconds ? `${nanoseconds}ns` : '');
  return [
    // The command line gives the check to a shell.
    ...option('--health-cmd', kind === 'CMD' ? test.map(quoteWord).join(' ') : test[0]),
    ...time('--health-interval', own.Interval),
    ...time('--health-timeout', own.Timeout),
    ...time('--health-start-period', own.StartPeriod),
    ...option('--health-retries', own.Retries),
  ];
}

function log({ LogConfig: { Type = '', Config } = {} }: HostConfig): string[] {
  return [...option('--log-driver', Type === 'json-file' ? '' : Type), ...each('--log-opt', pairs(Config))];
}

/** The image and what it runs, as far as that is not the image's own. */
function program(config: Config, from: Config): string[] {
  const image = config.Image ?? '';
  const command = config.Cmd ?? [];
  const entrypoint = [config.Entrypoint ?? []].flat();
  const same = (one: readonly string[], other: readonly string[]) => JSON.stringify(one) === JSON.stringify(other);
  const sameCommand = same(command, from.Cmd ?? []);
  if (same(entrypoint, [from.Entrypoint ?? []].flat())) {
    if (sameCommand) return [image];
    // No command at all is one that only a new entrypoint can bring about.
    if (command.length > 0) return [image, ...command];
  }
  const [first = '', ...more] = entrypoint;
  return ['--entrypoint', first, image, ...more, ...command];
}
