// Published ports: which are taken, which are proposed, and the addresses that a browser opens.
import type { Container, PublishedPort } from '../../engine/container-api.ts';
import { formatPublish, parsePublish } from '../options/publish.ts';

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

/** A free host port for each port of the image, as `8080:80`: the same number if it can be, else the next one. */
export function proposePorts(
  exposed: readonly { readonly port: number; readonly protocol: PublishedPort['protocol'] }[],
  taken: ReadonlyMap<string, Container>,
): string[] {
  // Below 1024 a rootless engine may not listen, and 80 or 443 are rarely free: 80 becomes 8080.
  const wanted = exposed.map(({ port, protocol }) => `${port < 1024 ? port + 8000 : port}:${port}/${protocol}`);
  return freePorts(wanted, taken);
}

/** The next free port in the place of one that a container has taken; ranges and ports of the engine's choice stay. */
export function freePorts(values: readonly string[], taken: ReadonlyMap<string, Container>): string[] {
  const given = new Set<string>();
  return values.map((value) => {
    const ports = parsePublish(value);
    const [port, ...others] = 'wrong' in ports ? [] : ports;
    if (!port || others.length > 0 || !/^\d+$/.test(port.hostPort)) return value;
    let hostPort = Number(port.hostPort);
    while (taken.has(`${hostPort}/${port.protocol}`) || given.has(`${hostPort}/${port.protocol}`)) hostPort++;
    given.add(`${hostPort}/${port.protocol}`);
    return formatPublish({ ...port, hostPort: String(hostPort) });
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
