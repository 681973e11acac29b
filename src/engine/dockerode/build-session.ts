// The session of a build: a second connection to the engine, over which it asks us for files, logins, secrets and SSH.
// Source: github.com/moby/moby, client/hijack.go and session of docs/api; the methods are in buildkit/session/.
import { createHash, randomUUID } from 'node:crypto';
import { homedir, hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import type { Duplex } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../../errors.ts';
import type { BuildRequest } from '../build-api.ts';
import { contextFolders } from '../buildkit/named-contexts.ts';
import { openSecrets, sshSockets } from '../buildkit/secret-source.ts';
import { fileSyncMethods, type SyncFolder } from '../buildkit/session/file-sync.ts';
import { type GrpcMethod, type GrpcServer, serveGrpc } from '../buildkit/session/grpc-server.ts';
import { healthMethods } from '../buildkit/session/health.ts';
import { registryLoginMethods } from '../buildkit/session/registry-login.ts';
import { secretMethods } from '../buildkit/session/secrets.ts';
import { sshForwardMethods } from '../buildkit/session/ssh-forward.ts';
import type { SyncProgress } from '../buildkit/session/sync-sender.ts';
import type { Connection } from './connection.ts';
import { openControlSession } from './control-session.ts';
import { bytesRead } from './ear.ts';

export interface BuildSession {
  /** What the build names it by. */
  readonly id: string;
  /** What made the transfer of a file fail: a BuildContextError. */
  fileFailure(): unknown;
  /** Aborted when the connection turns out to be dead though the engine answers over others. */
  readonly lost: AbortSignal;
  /** Resolves when the connection is closed. */
  close(): Promise<void>;
}

/**
 * undefined: nothing between us and the engine lets such a connection through. Rejects with EngineError, also of kind
 * `build-input` for secrets that are not there.
 */
export async function openBuildSession(
  connection: Connection,
  request: BuildRequest,
  /** `1.41`; '' where it is not known. */
  apiVersion: string,
  onSync: (progress: SyncProgress) => void,
  signal: AbortSignal | undefined,
): Promise<BuildSession | undefined> {
  let fileFailure: unknown;
  const { transport, quickly } = connection;
  const { contextFolder, dockerfile, credentials = async () => undefined } = request;
  const name = basename(dockerfile);
  const folders = new Map<string, SyncFolder>([
    ['context', { folder: contextFolder, onProgress: onSync }],
    // A Dockerfile may be a link that leads elsewhere; what else is in its folder is nobody's business.
    ['dockerfile', { folder: dirname(dockerfile), usually: [name, `${name}.dockerignore`], followLinks: true }],
    ...[...contextFolders(request.namedContexts)].map(([served, folder]): [string, SyncFolder] => [served, { folder }]),
  ]);
  const methods: ReadonlyMap<string, GrpcMethod> = new Map([
    ...healthMethods(),
    ...fileSyncMethods(folders, (error) => {
      fileFailure ??= error;
    }),
    ...registryLoginMethods(credentials),
    ...secretMethods(await openSecrets(request)),
    ...sshForwardMethods(await sshSockets(request, signal)),
  ]);
  const id = randomUUID();
  const headers = {
    'X-Docker-Expose-Session-Uuid': id,
    'X-Docker-Expose-Session-Name': 'longshore',
    'X-Docker-Expose-Session-Sharedkey': sharedKey(contextFolder),
    'X-Docker-Expose-Session-Grpc-Method': [...methods.keys()],
  };
  let server: GrpcServer;
  let heard: () => number;
  try {
    const control = await overControl(connection, apiVersion, headers, signal);
    const socket =
      control?.session ??
      (await quickly(signal, (abortSignal) =>
        transport.upgrade({ method: 'POST', path: '/session', protocol: 'h2c', headers }, abortSignal),
      ));
    heard = () => bytesRead(control?.connection ?? socket);
    server = serveGrpc(socket, methods);
  } catch (error) {
    if (refusals.some((kind) => isEngineError(error, kind))) return undefined;
    throw error;
  }
  const watched = watchSession(connection, server, heard);
  const close = () => {
    watched.stop();
    return server.close();
  };
  return { id, fileFailure: () => fileFailure, lost: watched.lost, close };
}

/**
 * The engine asks every five seconds for a sign of life, and takes in what is sent: it is silent only when it is not there. Then it
 * is asked, too, and has until the next look, as much may be on the way to it.
 */
function watchSession({ watchStream, quickly, transport, words }: Connection, server: GrpcServer, heard: () => number) {
  const lost = new AbortController();
  let before = -1;
  let isAsked = false;
  const watch = watchStream(
    {
      hasMissed: async (_silentFor, asking) => {
        const now = heard();
        const isSilent = now === before;
        before = now;
        if (isSilent && isAsked) {
          await quickly(asking, (abortSignal) => transport.text({ method: 'GET', path: '/_ping' }, abortSignal));
          return true;
        }
        isAsked = isSilent;
        if (isSilent) server.ping(watch.heard);
        return false;
      },
      onDead: () => lost.abort(new EngineError('connection-lost', buildLost(words))),
    },
    looks,
  );
  return { lost: lost.signal, stop: watch.stop };
}

/** How often it is looked in the time in which others look once. */
const looks = 3;

/** From this version of the API on, POST /session is on its way out. */
const controlSince = 53;

/** undefined: the engine is older, or something between us and it lets no HTTP/2 through. Rejects when `signal` is aborted. */
async function overControl(
  { transport, quickly }: Connection,
  apiVersion: string,
  headers: Readonly<Record<string, string | string[]>>,
  signal: AbortSignal | undefined,
): Promise<{ readonly session: Duplex; readonly connection: Duplex } | undefined> {
  const [major = 0, minor = 0] = apiVersion.split('.').map(Number);
  const bare = major > 1 || minor >= controlSince ? transport.bare() : undefined;
  if (!bare) return undefined;
  try {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const session = await quickly(signal, (abortSignal) => openControlSession(bare, lower, abortSignal));
    return { session, connection: bare };
  } catch (error) {
    bare.destroy();
    signal?.throwIfAborted();
    // Silence, too: a proxy may wait for more of a request that it does not understand.
    if (isEngineError(error)) return undefined;
    throw error;
  }
}

/** How engines and proxies before them say that they know no session. */
const refusals = ['unsupported', 'not-found', 'permission-denied', 'invalid'] as const;

/** By this the engine finds its copy of the folder again; always the same for a folder of a person on a machine. */
function sharedKey(folder: string): string {
  return createHash('sha256').update(`longshore\0${hostname()}\0${homedir()}\0${folder}`).digest('hex');
}

export const buildLost = (engine: string): string =>
  l10n.t(
    'The connection of this build to {0} was lost, so it was canceled. Build again. Steps that had finished are reused.',
    engine,
  );
