// `-p`: [ADDRESS:][HOST:]CONTAINER[/PROTOCOL], with ranges (docker/go-connections, nat.ParsePortSpec).

import { isIP } from 'node:net';
import * as l10n from '@vscode/l10n';

export interface PublishedValue {
  /** Empty: all addresses. Without the brackets of IPv6. */
  readonly address: string;
  /** A port, a range of which the engine takes a free one, or empty: any free one. */
  readonly hostPort: string;
  readonly containerPort: number;
  readonly protocol: string;
}

/** One entry for each port of the container. */
export function parsePublish(text: string): PublishedValue[] | { readonly wrong: string } {
  // IPv6 without its brackets: the last two colons are those of the ports.
  const bracketed = text.replace(/^([^[]*:[^[]*:[^[]*)(?=:[^:]*:[^:]*$)/, '[$1]');
  const match = /^(?:(\[[^\]]+\]|[^:]*):)?(?:([^:]*):)?([^:/]+)(?:\/([a-zA-Z]+))?$/.exec(bracketed);
  const wrong = { wrong: l10n.t('"{0}" is not a port. Use HOST:CONTAINER, for example 8080:80.', text) };
  if (!match) return wrong;
  // With one colon only, what stands before it is the host's port.
  const [, before, middle, inside = '', protocol = 'tcp'] = match;
  const address = middle === undefined ? '' : (before ?? '').replace(/^\[|\]$/g, '');
  const outside = middle ?? before ?? '';
  if (!/^(?:tcp|udp|sctp)$/i.test(protocol))
    return { wrong: l10n.t('"{0}" is not a protocol. Use tcp, udp or sctp.', protocol) };
  if (address !== '' && !isIP(address)) return { wrong: l10n.t('"{0}" is not an IP address.', address) };
  const container = portRange(inside);
  const host = outside === '' ? undefined : portRange(outside);
  if (container === undefined || (outside !== '' && host === undefined)) return wrong;
  for (const port of [...container, ...(host ?? [])]) {
    if (port > 65_535 || (port < 1 && !(port === 0 && host?.includes(port)))) {
      return { wrong: l10n.t('{0} is not a port. Use a number from 1 to 65535.', port) };
    }
  }
  const [first, last] = container;
  if (last < first || (host && host[1] < host[0]))
    return { wrong: l10n.t('"{0}" is not a valid range. Put the lower port first.', text) };
  const isSame = host !== undefined && host[1] - host[0] === last - first;
  if (host && !isSame && last !== first)
    return { wrong: l10n.t('"{0}" is not valid. Both ranges must have the same length.', text) };
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    address,
    hostPort: host === undefined || host[1] === 0 ? '' : isSame ? String(host[0] + index) : outside,
    containerPort: first + index,
    protocol: protocol.toLowerCase(),
  }));
}

/** `8000` or `8000-8010`. */
export function portRange(text: string): readonly [first: number, last: number] | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  return match ? [Number(match[1]), Number(match[2] ?? match[1])] : undefined;
}

export function formatPublish({ address, hostPort, containerPort, protocol }: PublishedValue): string {
  const before = address === '' ? '' : `${address.includes(':') ? `[${address}]` : address}:`;
  const outside = hostPort === '' && before === '' ? '' : `${hostPort}:`;
  return `${before}${outside}${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

/** What is wrong with one value. */
export const wrongPublish = (text: string): string | undefined => {
  const ports = parsePublish(text);
  return 'wrong' in ports ? ports.wrong : undefined;
};
