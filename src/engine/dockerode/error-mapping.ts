// From what an engine answered, or Node said of the connection, to the one kind of error that leaves the engine folder. What
// engines say is known by the tables of `failures/`.
import { EngineError, type EngineErrorKind, isEngineError } from '../../errors.ts';
import { engineSentences } from '../failures/index.ts';
import { transferSentences } from '../failures/of-registries.ts';
import { presentable, withoutMountOptions } from '../failures/presentable.ts';
import { type EngineSentence, explain } from '../failures/sentence.ts';
import { tlsFailure } from './tls-failure.ts';

const kindByStatus: Readonly<Record<number, EngineErrorKind>> = {
  400: 'invalid',
  401: 'permission-denied',
  403: 'permission-denied',
  404: 'not-found',
  405: 'unsupported',
  409: 'conflict',
  410: 'unsupported',
  501: 'unsupported',
};

/** What a status other than 2xx and its body mean. `body`: JSON `{message}` (Docker), with `cause` (Podman), or text. */
export function responseError(status: number, body: string): EngineError {
  const words = messageOf(body);
  const kind = kindByStatus[status] ?? 'failed';
  // No words of an engine: the tables would read them as such.
  return words === '' ? new EngineError(kind, `The engine answered with status ${status}.`) : engineError(words, kind);
}

/** The engine's own text of a failure, in an answer or inside a stream that began well. `kind`: if no table knows it. */
export function engineError(told: string, kind: EngineErrorKind = 'failed'): EngineError {
  const words = withoutMountOptions(told);
  const known = explain(engineSentences, words);
  return new EngineError(known?.kind ?? kind, known?.message ?? presentable(words), { cause: new Error(words) });
}

/** The same of a pull or a push, which end as a broken archive does when the registry goes away. */
export function transferError(words: string): EngineError {
  const broken = explain(transferSentences, words);
  return broken ? new EngineError(broken.kind, broken.message, { cause: new Error(words) }) : engineError(words);
}

/** The engine's words behind an error that `table` knows better than the tables of all requests; undefined: it does not. */
export function errorFrom(table: readonly EngineSentence[], error: unknown): EngineError | undefined {
  if (!isEngineError(error)) return undefined;
  const words = error.cause instanceof Error ? error.cause.message : error.message;
  const known = explain(table, words);
  return known && new EngineError(known.kind, known.message, { cause: error });
}

/**
 * What Node says of a connection to the engine at `address` (`unix:///…`, `context (tcp://…)`) that failed or broke.
 * `hasCertificate`: we had one to show.
 */
export function connectionError(error: unknown, address: string, hasCertificate = false): EngineError {
  if (isEngineError(error)) return error;
  const words = withoutLocalScheme(address);
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  const because = { cause: error };
  const ofTls = tlsFailure(error, words, hasCertificate);
  if (ofTls) return ofTls;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return new EngineError('permission-denied', permissionWords(address), because);
    case 'ENOENT':
      return new EngineError(
        'unreachable',
        `No Docker engine listens at ${words}. Start Docker, or choose another engine.`,
        because,
      );
    case 'ECONNREFUSED':
      return new EngineError(
        'unreachable',
        `No Docker engine answers at ${words}: the connection is refused. Start Docker, or choose another engine.`,
        because,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new EngineError(
        'unreachable',
        `The host of ${words} is not known. Check its name and the network.`,
        because,
      );
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
      return new EngineError(
        'unreachable',
        `${words} does not answer. Check the network, and whether the engine runs.`,
        because,
      );
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return new EngineError(
        'connection-lost',
        `The connection to ${words} broke: the engine stopped or restarted. Try again when it runs.`,
        because,
      );
  }
  if (/^HPE_/.test(code)) {
    return new EngineError(
      'unreachable',
      `What listens at ${words} does not speak HTTP as an engine does. Check the address, and whether it needs TLS.`,
      because,
    );
  }
  return new EngineError('failed', `The connection to ${words} failed: ${presentable(message)}`, because);
}

function permissionWords(address: string): string {
  const socket = /unix:\/\/([^)]*)/.exec(address)?.[1];
  return socket === undefined
    ? `You may not use the Docker engine at ${withoutLocalScheme(address)}. Ask for access, or choose another engine.`
    : `You may not use the Docker socket ${socket}. Add yourself to the docker group (sudo usermod -aG docker $USER) and log in again, or choose another engine.`;
}

/** A socket or a pipe by its path, as other programs name it. */
export function withoutLocalScheme(address: string): string {
  return address.replace(/\b(?:unix|npipe):\/\//, '');
}

/** The human part of an error body. */
function messageOf(body: string): string {
  try {
    const { message, error, cause } = JSON.parse(body) as Record<string, unknown>;
    return (
      ([message, error, cause].find((part) => typeof part === 'string' && part !== '') as string | undefined) ?? ''
    );
  } catch {
    // Some refusals, and all of a proxy, are plain text.
    return body.trim().slice(0, 500);
  }
}
