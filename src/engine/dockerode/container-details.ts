// From the answer of `GET /containers/{id}/json` to our model. Pure; tolerant, since Docker 20.10 to 28 and Podman fill
// the same fields differently (null for empty lists, the year 1 for "never").
import type { ContainerInspectInfo } from 'dockerode';
import { shortName } from '../../image-reference.ts';
import type { ContainerDetails, Health, Mount, Port } from '../container-api.ts';
import { containerState, protocolOf } from './container-models.ts';

/** What the types of dockerode lack or forbid, though engines send it. */
interface LooseDetails {
  readonly State: { readonly Health?: ApiHealth; readonly Error?: string };
  readonly RestartCount?: number;
  readonly Config: { readonly Entrypoint?: string[] | string | null; readonly User?: string };
}

interface ApiHealth {
  readonly Status?: string;
  readonly FailingStreak?: number;
  readonly Log?: readonly { readonly End?: string; readonly ExitCode?: number; readonly Output?: string }[] | null;
}

export function containerDetails(raw: ContainerInspectInfo): ContainerDetails {
  const { State, Config, HostConfig, NetworkSettings, Mounts } = raw;
  const loose = raw as unknown as LooseDetails;
  const startedAt = timeOf(State.StartedAt);
  return {
    id: raw.Id,
    name: raw.Name.replace(/^\//, ''),
    state: containerState(State.Status),
    running: State.Running,
    exitCode: State.Running || startedAt === undefined ? undefined : State.ExitCode,
    outOfMemory: State.OOMKilled,
    tty: Config.Tty ?? false,
    openStdin: Config.OpenStdin ?? false,
    startedAt,
    finishedAt: timeOf(State.FinishedAt),
    restartCount: loose.RestartCount ?? 0,
    error: loose.State.Error ?? '',
    image: shortName(Config.Image),
    imageId: raw.Image,
    command: Config.Cmd ?? [],
    entrypoint: [loose.Config.Entrypoint ?? []].flat(),
    workingDirectory: Config.WorkingDir || '/',
    user: loose.Config.User ?? '',
    environment: Config.Env ?? [],
    labels: Config.Labels ?? {},
    mounts: (Mounts ?? []).map(mountOf),
    ports: portsOf(NetworkSettings.Ports),
    networks: Object.entries(NetworkSettings.Networks ?? {}).map(([name, { IPAddress }]) => ({
      name,
      address: IPAddress ?? '',
    })),
    restartPolicy: HostConfig.RestartPolicy?.Name || 'no',
    autoRemove: HostConfig.AutoRemove ?? false,
    health: healthOf(loose.State.Health),
    raw,
  };
}

/** Milliseconds since 1970; an engine writes the year 1 where nothing has happened yet. */
export function timeOf(text: string | undefined): number | undefined {
  if (!text || text.startsWith('0001-')) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

function mountOf({ Type, Name, Source, Destination, RW }: ContainerInspectInfo['Mounts'][number]): Mount {
  const kind = Type === 'bind' || Type === 'volume' || Type === 'tmpfs' ? Type : 'other';
  return {
    kind,
    source: (kind === 'volume' ? Name : Source) ?? '',
    destination: Destination,
    readOnly: !RW,
  };
}

/** `{ '80/tcp': [{ HostIp, HostPort }], '9000/tcp': null }`: null is a port that is only exposed. */
function portsOf(ports: ContainerInspectInfo['NetworkSettings']['Ports'] | null): Port[] {
  return Object.entries(ports ?? {}).flatMap(([key, bindings]): Port[] => {
    const [port, protocol] = key.split('/');
    const inside = { privatePort: Number(port), protocol: protocolOf(protocol) };
    const published = (bindings as { HostIp?: string; HostPort?: string }[] | null) ?? [];
    if (published.length === 0) return [inside];
    return published.map(({ HostIp, HostPort }) => ({
      ...inside,
      publicPort: Number(HostPort) || undefined,
      address: HostIp || undefined,
    }));
  });
}

function healthOf(health: ApiHealth | undefined): Health | undefined {
  const status = health?.Status;
  if (status !== 'starting' && status !== 'healthy' && status !== 'unhealthy') return undefined;
  return {
    status,
    failingStreak: health?.FailingStreak ?? 0,
    log: (health?.Log ?? []).map(({ End, ExitCode, Output }) => ({
      endedAt: timeOf(End) ?? 0,
      exitCode: ExitCode ?? 0,
      output: Output ?? '',
    })),
  };
}
