// From the API's container JSON to our models. Pure; tolerant, since Docker 20.10 to 28 and Podman fill the same fields
// differently (null for empty lists, other state words, several names).
import type { Port as ApiPort, ContainerInfo, ContainerInspectInfo } from 'dockerode';
import type { Container, ContainerDetails, ContainerRequest, ContainerState, Port } from '../container-api.ts';

const states: Readonly<Record<string, ContainerState>> = {
  created: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  exited: 'exited',
  dead: 'dead',
  // Podman's own.
  configured: 'created',
  initialized: 'created',
  stopping: 'running',
  stopped: 'exited',
};

export function containerState(word: string | undefined): ContainerState {
  return states[word?.toLowerCase() ?? ''] ?? 'dead';
}

export function containerOf(info: ContainerInfo): Container {
  const names = info.Names ?? [];
  // Legacy links add names with two slashes (`/web/db`).
  const name = names.find((candidate) => candidate.lastIndexOf('/') <= 0) ?? names[0] ?? info.Id.slice(0, 12);
  return {
    id: info.Id,
    name: name.replace(/^\//, ''),
    image: info.Image,
    imageId: info.ImageID,
    command: info.Command ?? '',
    state: containerState(info.State),
    status: info.Status ?? '',
    createdAt: info.Created * 1000,
    ports: (info.Ports ?? []).map(portOf),
    labels: info.Labels ?? {},
  };
}

function portOf({ PrivatePort, PublicPort, IP, Type }: ApiPort): Port {
  return {
    privatePort: PrivatePort,
    publicPort: PublicPort || undefined,
    address: IP || undefined,
    protocol: protocolOf(Type),
  };
}

export function protocolOf(word: string | undefined): Port['protocol'] {
  return word === 'udp' || word === 'sctp' ? word : 'tcp';
}

export function containerDetails(raw: ContainerInspectInfo): ContainerDetails {
  const { Running, ExitCode, OOMKilled, Status, StartedAt } = raw.State;
  // An engine gives a container that never ran the year 1.
  const ran = Boolean(StartedAt) && !StartedAt.startsWith('0001-');
  return {
    id: raw.Id,
    name: raw.Name.replace(/^\//, ''),
    state: containerState(Status),
    running: Running,
    exitCode: Running || !ran ? undefined : ExitCode,
    outOfMemory: OOMKilled,
    tty: raw.Config.Tty ?? false,
    openStdin: raw.Config.OpenStdin ?? false,
    raw,
  };
}

/** The body of `POST /containers/create`. */
export function createBody({ image, ports = [], command, tty, openStdin, autoRemove, labels }: ContainerRequest) {
  const bindings = new Map<string, { HostPort: string }[]>();
  for (const { containerPort, protocol, hostPort } of ports) {
    const key = `${containerPort}/${protocol}`;
    // An empty HostPort lets the engine choose.
    const binding = { HostPort: hostPort === undefined ? '' : String(hostPort) };
    bindings.set(key, [...(bindings.get(key) ?? []), binding]);
  }
  return {
    Image: image,
    Cmd: command,
    Tty: tty ?? false,
    OpenStdin: openStdin ?? false,
    Labels: labels,
    ExposedPorts: Object.fromEntries([...bindings.keys()].map((key) => [key, {}])),
    HostConfig: { AutoRemove: autoRemove ?? false, PortBindings: Object.fromEntries(bindings) },
  };
}
