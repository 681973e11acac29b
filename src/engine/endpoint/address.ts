// The address of an engine, as DOCKER_HOST and contexts write it: unix, npipe, tcp, http(s), ssh.
// Pure: reads nothing, connects nowhere.
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';

/** What is wrong with an address, and what to write. `origin`: where it stands. */
export const addressSentences = {
  longPath: (most: number) => l10n.t('The path of a socket can have at most {0} bytes.', most),
  fileDescriptor: (origin: string) =>
    l10n.t(
      '{0} uses fd://, which only the engine itself can use. Use the socket: unix:///var/run/docker.sock.',
      origin,
    ),
  scheme: (origin: string, scheme: string) =>
    l10n.t(
      '{0} uses {1}://, which is not supported for an engine. Use unix://, npipe://, tcp:// or ssh://.',
      origin,
      scheme,
    ),
  invisible: () => l10n.t('Remove the invisible characters.'),
  quotes: () => l10n.t('Remove the quotation marks.'),
  password: (origin: string) =>
    l10n.t('{0} has a password in its ssh:// address. Remove it, and log in with a key or an agent.', origin),
  useForm: (address: string) => l10n.t('Use the form {0}.', address),
  malformed: (origin: string) => l10n.t('{0} is not a valid engine address.', origin),
};

export type Address = (
  | { readonly kind: 'socket'; readonly path: string }
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      /** Goes before every API path; without a slash at its end. */
      readonly pathPrefix: string;
      /** Whether the address itself asks for TLS (`https://`). */
      readonly secure: boolean;
    }
  | {
      readonly kind: 'ssh';
      readonly host: string;
      readonly user: string | undefined;
      readonly port: number | undefined;
      /** Of the socket over there; undefined leaves the choice to the CLI over there. */
      readonly remoteSocket: string | undefined;
    }
) & {
  /** For a person, and free of passwords. */
  readonly words: string;
};

/** `sun_path` of unix(7), without the zero at its end. */
const longestSocketPath = 107;

const plainPort = 2375;
const securePort = 2376;

/** `origin` begins the message of the `bad-endpoint` error: where the text stands. */
export function parseAddress(text: string, origin: string): Address {
  const trimmed = text.trim();
  refuseSlips(trimmed, origin);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  const rest = scheme === undefined ? trimmed : trimmed.slice(scheme.length + 3);
  switch (scheme) {
    case 'unix':
      if (!rest.startsWith('/')) throw malformed(origin, addressSentences.useForm('unix:///path/to/docker.sock'));
      if (Buffer.byteLength(rest) > longestSocketPath) {
        throw malformed(origin, addressSentences.longPath(longestSocketPath));
      }
      return { kind: 'socket', path: rest, words: `unix://${rest}` };
    case 'npipe':
      if (!/^[/\\]{2}/.test(rest)) throw malformed(origin, addressSentences.useForm('npipe:////./pipe/docker_engine'));
      return { kind: 'socket', path: rest, words: `npipe://${rest}` };
    case 'fd':
      throw new EngineError('bad-endpoint', addressSentences.fileDescriptor(origin));
    case 'ssh':
      return parseSsh(trimmed, origin);
    case undefined:
    case 'tcp':
    case 'http':
    case 'https':
      return parseTcp(rest, scheme ?? 'tcp', origin);
    default:
      throw new EngineError('bad-endpoint', addressSentences.scheme(origin, scheme));
  }
}

/** What is written by mistake, and would else be taken for the name of a host. */
function refuseSlips(text: string, origin: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u001f\u007f]|\p{Cf}/u.test(text)) throw malformed(origin, addressSentences.invisible());
  if (/^["'`\u201c]|["'`\u201d]$/.test(text)) throw malformed(origin, addressSentences.quotes());
  if (text.startsWith('/')) throw malformed(origin, addressSentences.useForm(`unix://${text}`));
  const slip = /^(unix|npipe|tcp|ssh|https?)(?::\/(?!\/)|\/\/?)(.*)$/i.exec(text);
  if (slip)
    throw malformed(
      origin,
      addressSentences.useForm(`${slip[1]}://${/^unix$/i.test(slip[1] ?? '') ? '/' : ''}${slip[2]}`),
    );
}

function parseTcp(rest: string, scheme: string, origin: string): Address {
  const url = parseUrl(`tcp://${rest}`);
  const isAddress = url?.hostname && url.port !== '0' && !url.pathname.startsWith('//');
  if (!isAddress) throw malformed(origin, addressSentences.useForm('tcp://host:2375'));
  const secure = scheme === 'https';
  const port = url.port ? Number(url.port) : secure ? securePort : plainPort;
  const pathPrefix = url.pathname.replace(/\/+$/, '');
  // Brackets belong to the URL, not to the IPv6 address.
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { kind: 'tcp', host, port, pathPrefix, secure, words: `${scheme}://${url.hostname}:${port}${pathPrefix}` };
}

function parseSsh(text: string, origin: string): Address {
  const url = parseUrl(text);
  // A host that begins with a dash would be read as an option by ssh.
  if (!url?.hostname || url.hostname.startsWith('-'))
    throw malformed(origin, addressSentences.useForm('ssh://user@host'));
  if (url.password) {
    throw new EngineError('bad-endpoint', addressSentences.password(origin));
  }
  const user = decodePart(url.username) || undefined;
  const port = url.port ? Number(url.port) : undefined;
  const path = decodePart(url.pathname);
  const remoteSocket = path === '' || path === '/' ? undefined : path;
  const words = `ssh://${user === undefined ? '' : `${user}@`}${url.host}${remoteSocket ?? ''}`;
  return { kind: 'ssh', host: url.hostname.replace(/^\[(.*)\]$/, '$1'), user, port, remoteSocket, words };
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function decodePart(text: string): string {
  return /%(?![0-9a-f]{2})/i.test(text) ? text : decodeURIComponent(text);
}

function malformed(origin: string, remedy: string): EngineError {
  return new EngineError('bad-endpoint', [addressSentences.malformed(origin), remedy].join(' '));
}
