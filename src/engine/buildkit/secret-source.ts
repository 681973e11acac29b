// Where the secrets of a build and its SSH agents come from. All that is missing is said before the build begins; the
// values themselves are read only when the engine asks.

import { readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import * as l10n from '@vscode/l10n';
import { BuildContextError } from '../../build-context/error.ts';
import { mustBe } from '../../build-context/must-be.ts';
import { EngineError } from '../../errors.ts';
import type { BuildRequest, BuildSecret } from '../build-api.ts';
import type { SecretReader } from './session/secrets.ts';

/** Bytes; BuildKit takes no more. */
const largestSecret = 500 * 1024;

type Environment = NonNullable<BuildRequest['environment']>;

/** Rejects with BuildContextError or EngineError `build-input`. */
export async function openSecrets({
  secrets = [],
  environment = process.env,
}: Pick<BuildRequest, 'secrets' | 'environment'>): Promise<SecretReader> {
  for (const secret of secrets) await mustBeThere(secret, environment);
  return async (id) => {
    const secret = secrets.find((each) => each.id === id);
    if (secret === undefined) return undefined;
    return 'file' in secret ? readFile(secret.file) : Buffer.from(environment[secret.variable] ?? '');
  };
}

async function mustBeThere(secret: BuildSecret, environment: Environment): Promise<void> {
  if ('variable' in secret) {
    if (environment[secret.variable] !== undefined) return;
    throw new EngineError(
      'build-input',
      l10n.t(
        'The secret "{0}" comes from the environment variable {1}, which is not set. Set it, and restart the editor.',
        secret.id,
        secret.variable,
      ),
    );
  }
  await mustBe('file', secret.file, l10n.t('File of the secret "{0}"', secret.id));
  const { size } = await stat(secret.file);
  if (size <= largestSecret) return;
  throw new BuildContextError(
    secret.file,
    l10n.t('{0} is too large for the secret "{1}" (at most 500 KB). Choose another file.', secret.file, secret.id),
  );
}

/** Id → path of an agent's socket, at which one answers. Rejects with EngineError `build-input`. */
export async function sshSockets(
  { ssh = [], environment = process.env }: Pick<BuildRequest, 'ssh' | 'environment'>,
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const sockets = new Map<string, string>();
  for (const { id, socket = environment.SSH_AUTH_SOCK } of ssh) {
    if (socket === undefined || socket === '') {
      throw new EngineError('build-input', noSshAgent);
    }
    await mustAnswer(socket, signal);
    sockets.set(id, socket);
  }
  return sockets;
}

function mustAnswer(socket: string, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const agent = connect(socket);
    const abort = () => void agent.destroy(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    agent.once('close', () => signal?.removeEventListener('abort', abort));
    agent.once('connect', () => {
      agent.destroy();
      resolve();
    });
    agent.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        signal?.aborted
          ? signal.reason
          : new EngineError(
              'build-input',
              l10n.t(
                'No SSH agent answers at {0} ({1}). Start one (eval "$(ssh-agent)") and add your key (ssh-add).',
                socket,
                error.code ?? l10n.t('unknown reason'),
              ),
              { cause: error },
            ),
      ),
    );
  });
}

export const noSshAgent = l10n.t(
  'The build needs an SSH agent, but SSH_AUTH_SOCK is not set. Start one (eval "$(ssh-agent)"), add your key (ssh-add), and restart the editor.',
);
