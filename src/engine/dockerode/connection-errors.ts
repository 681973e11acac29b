// What Node says of a connection that failed or broke, as the one kind of error that leaves the engine folder.
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import { isKnownFailure, type KnownFailure } from '../../user-error.ts';
import { presentable } from '../failures/presentable.ts';
import { tlsFailure } from './tls-failure.ts';

/** What became of a connection. `engine`: the address in words. */
export const connectionSentences = {
  notThere: (engine: string) =>
    l10n.t('No Docker engine is listening at {0}. Start Docker, or choose another engine.', engine),
  refused: (engine: string) =>
    l10n.t('No Docker engine answers at {0}: connection refused. Start Docker, or choose another engine.', engine),
  hostNotFound: (engine: string) => l10n.t('The host of {0} was not found. Check its name and the network.', engine),
  silent: (engine: string) =>
    l10n.t('{0} does not answer. Check the network, and whether the engine is running.', engine),
  lost: (engine: string) =>
    l10n.t(
      'The connection to {0} was lost: the engine stopped or restarted, or the network dropped the connection. Try again.',
      engine,
    ),
  notHttp: (engine: string) =>
    l10n.t('{0} does not speak HTTP like an engine. Check the address, and whether it needs TLS.', engine),
  forbidden: (engine: string) =>
    l10n.t(
      'You do not have permission to use the Docker engine at {0}. Ask for access, or choose another engine.',
      engine,
    ),
  forbiddenSocket: (path: string) =>
    l10n.t(
      'You do not have permission to use the Docker socket {0}. Add yourself to the docker group (sudo usermod -aG docker $USER) and log in again, or choose another engine.',
      path,
    ),
};

/** What Node's codes mean. */
const unreachableByCode: Readonly<Record<string, (engine: string) => string>> = {
  ENOENT: connectionSentences.notThere,
  ECONNREFUSED: connectionSentences.refused,
  ENOTFOUND: connectionSentences.hostNotFound,
  EAI_AGAIN: connectionSentences.hostNotFound,
  ETIMEDOUT: connectionSentences.silent,
  EHOSTUNREACH: connectionSentences.silent,
  ENETUNREACH: connectionSentences.silent,
  EHOSTDOWN: connectionSentences.silent,
};

/**
 * What Node says of a connection to the engine at `address` (`unix:///…`, `context (tcp://…)`) that failed or broke.
 * `hasCertificate`: we had one to show.
 */
export function connectionError(error: unknown, address: string, hasCertificate = false): KnownFailure {
  // What broke an archive that is sent has words of its own, which may not be the engine's.
  if (isKnownFailure(error)) return error;
  const words = withoutLocalScheme(address);
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  const because = { cause: error };
  const ofTls = tlsFailure(error, words, hasCertificate);
  if (ofTls) return ofTls;
  if (/^(?:EACCES|EPERM)$/.test(code)) return new EngineError('permission-denied', permissionWords(address), because);
  if (/^(?:ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/.test(code))
    return new EngineError('connection-lost', connectionSentences.lost(words), because);
  const say = /^HPE_/.test(code) ? connectionSentences.notHttp : unreachableByCode[code];
  if (say) return new EngineError('unreachable', say(words), because);
  return new EngineError('failed', l10n.t('The connection to {0} failed: {1}', words, presentable(message)), because);
}

function permissionWords(address: string): string {
  const socket = /unix:\/\/([^)]*)/.exec(address)?.[1];
  return socket === undefined
    ? connectionSentences.forbidden(withoutLocalScheme(address))
    : connectionSentences.forbiddenSocket(socket);
}

/** A socket or a pipe by its path, as other programs name it. */
export function withoutLocalScheme(address: string): string {
  return address.replace(/\b(?:unix|npipe):\/\//, '');
}
