// Published ports: from the words a user types, and into the addresses a browser opens.
import type { Container, PublishedPort } from '../engine/container-api.ts';

/**
 * Reads `8080:80, 5353:53/udp, 9000` (host port before container port; one number alone: the same on both sides).
 * Answers the ports, or what is wrong with the text in words for the person who typed it.
 */
export function parsePublishedPorts(text: string): PublishedPort[] | { readonly wrong: string } {
  const ports: PublishedPort[] = [];
  for (const part of text.split(/[\s,]+/).filter(Boolean)) {
    const match = /^(?:(\d+):)?(\d+)(?:\/(tcp|udp|sctp))?$/.exec(part);
    if (!match) return { wrong: `"${part}" is not a port. Write HOST:CONTAINER, for example 8080:80.` };
    const containerPort = Number(match[2]);
    const hostPort = match[1] === undefined ? containerPort : Number(match[1]);
    for (const port of [hostPort, containerPort]) {
      if (port < 1 || port > 65_535) return { wrong: `${port} is not a port: they go from 1 to 65535.` };
    }
    const protocol = (match[3] ?? 'tcp') as PublishedPort['protocol'];
    if (ports.some((other) => other.hostPort === hostPort && other.protocol === protocol)) {
      return { wrong: `The host's port ${hostPort} stands there twice.` };
    }
    ports.push({ containerPort, hostPort, protocol });
  }
  return ports;
}

/** The text that `parsePublishedPorts` reads. */
export function formatPublishedPorts(ports: readonly PublishedPort[]): string {
  return ports
    .map(
      ({ hostPort, containerPort, protocol }) =>
        `${hostPort}:${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`,
    )
    .join(', ');
}

/** Ports of the host that the containers hold, as `8080/tcp`. */
export function takenPorts(containers: readonly Container[]): Map<string, Container> {
  const taken = new Map<string, Container>();
  for (const container of containers) {
    for (const { publicPort, protocol } of container.ports) {
      if (publicPort !== undefined) taken.set(`${publicPort}/${protocol}`, container);
    }
  }
  return taken;
}

/** A free host port for each port of the image: the same number if it can be, else the next that no container holds. */
export function proposePorts(
  exposed: readonly { readonly port: number; readonly protocol: PublishedPort['protocol'] }[],
  taken: ReadonlyMap<string, Container>,
): PublishedPort[] {
  const proposed = new Set<string>();
  return exposed.map(({ port, protocol }) => {
    // Below 1024 a rootless engine may not listen, and 80 or 443 are rarely free: 80 becomes 8080.
    let hostPort = port < 1024 ? port + 8000 : port;
    while (taken.has(`${hostPort}/${protocol}`) || proposed.has(`${hostPort}/${protocol}`)) hostPort++;
    proposed.add(`${hostPort}/${protocol}`);
    return { containerPort: port, hostPort, protocol };
  });
}

/** The addresses at which a browser may find the container's pages; `hostName` is the engine's, for ports on all addresses. */
export function browserPorts(
  container: Pick<Container, 'ports'>,
  hostName: string,
): { readonly url: string; readonly label: string }[] {
  const seen = new Map<number, { url: string; label: string }>();
  for (const { publicPort, privatePort, protocol, address } of container.ports) {
    // The engine lists a port once for IPv4 and once for IPv6.
    if (publicPort === undefined || protocol !== 'tcp' || seen.has(publicPort)) continue;
    const anywhere = address === undefined || address === '' || address === '0.0.0.0' || address === '::';
    const host = anywhere ? hostName : address.includes(':') ? `[${address}]` : address;
    const scheme = privatePort === 443 || privatePort === 8443 ? 'https' : 'http';
    seen.set(publicPort, {
      url: `${scheme}://${host}:${publicPort}/`,
      label: `${publicPort} → ${privatePort}/${protocol}`,
    });
  }
  return [...seen.values()];
}
