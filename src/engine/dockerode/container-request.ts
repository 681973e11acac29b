// The body of `POST /containers/create` for what a user asked. Pure.
import type { ContainerRequest, PublishedPort, RequestedMount } from '../container-api.ts';
import type { EndpointSettings } from '../container-settings.ts';

export function createBody(request: ContainerRequest) {
  const { ports = [], mounts = [] } = request;
  const { HostConfig: host = {}, NetworkingConfig: _networks, ...config } = request.settings ?? {};
  const [network] = networksOf(request);
  const bindings = portBindings(ports);
  return {
    Image: request.image,
    Cmd: request.command,
    Entrypoint: request.entrypoint,
    // A name alone would take the variable away from what the image sets.
    Env: request.environment?.map((entry) => (entry.includes('=') ? entry : `${entry}=`)),
    User: request.user,
    WorkingDir: request.workingDirectory,
    Tty: request.tty ?? false,
    OpenStdin: request.openStdin ?? false,
    StdinOnce: request.stdinOnce,
    Labels: request.labels,
    ExposedPorts: Object.fromEntries(Object.keys(bindings).map((key) => [key, {}])),
    ...config,
    // Engines before 25 take one network here; the others are joined afterwards.
    NetworkingConfig: network && { EndpointsConfig: Object.fromEntries([network]) },
    HostConfig: {
      AutoRemove: request.autoRemove ?? false,
      PortBindings: bindings,
      NetworkMode: request.network,
      RestartPolicy: request.restartPolicy === undefined ? undefined : { Name: request.restartPolicy },
      Mounts: mounts.length > 0 ? mounts.map(mountBody) : undefined,
      ...host,
    },
  };
}

/** How it stands in each of its networks, the first one first. */
export function networksOf({ settings }: ContainerRequest): [name: string, endpoint: EndpointSettings][] {
  return Object.entries(settings?.NetworkingConfig?.EndpointsConfig ?? {});
}

function portBindings(ports: readonly PublishedPort[]): Record<string, { HostIp?: string; HostPort: string }[]> {
  const bindings: Record<string, { HostIp?: string; HostPort: string }[]> = {};
  for (const { containerPort, protocol, hostPort, hostAddress } of ports) {
    const key = `${containerPort}/${protocol}`;
    // An empty HostPort lets the engine choose.
    const binding = {
      ...(hostAddress === undefined ? {} : { HostIp: hostAddress }),
      HostPort: hostPort === undefined ? '' : String(hostPort),
    };
    bindings[key] = [...(bindings[key] ?? []), binding];
  }
  return bindings;
}

/** `Mounts` and not `Binds`: in those a colon in a path ends it. */
function mountBody({ kind, source, destination, readOnly }: RequestedMount) {
  return {
    Type: kind,
    Source: kind === 'tmpfs' ? undefined : source,
    Target: destination,
    ReadOnly: readOnly,
  };
}
