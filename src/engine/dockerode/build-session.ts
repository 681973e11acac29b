// The session of a build: a second connection to the engine, over which it asks us for files, logins, secrets and SSH.
// Source: github.com/moby/moby, client/hijack.go and session of docs/api; the methods are in build/session/.
import { createHash, randomUUID } from 'node:crypto';
import { homedir, hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import { contextFolders } from '../build/named-contexts.ts';
import { openSecrets, sshSockets } from '../build/secret-source.ts';
import { fileSyncMethods, type SyncFolder } from '../build/session/file-sync.ts';
import { type GrpcMethod, type GrpcServer, serveGrpc } from '../build/session/grpc-server.ts';
import { healthMethods } from '../build/session/health.ts';
import { registryLoginMethods } from '../build/session/registry-login.ts';
import { secretMethods } from '../build/session/secrets.ts';
import { sshForwardMethods } from '../build/session/ssh-forward.ts';
import type { SyncProgress } from '../build/session/sync-sender.ts';
import type { BuildRequest } from '../build-api.ts';
import { isEngineError } from '../errors.ts';
import type { Connection } from './connection.ts';

export interface BuildSession {
  /** What the build names it by. */
  readonly id: string;
  /** What made the transfer of a file fail: a BuildContextError. */
  fileFailure(): unknown;
  /** Resolves when the connection is closed. */
  close(): Promise<void>;
}

/**
 * undefined: nothing between us and the engine lets such a connection through. Rejects with EngineError, also of kind
 * `build-input` for secrets that are not there.
 */
export async function openBuildSession(
  { transport, quickly }: Connection,
  request: BuildRequest,
  onSync: (progress: SyncProgress) => void,
  signal: AbortSignal | undefined,
): Promise<BuildSession | undefined> {
  let fileFailure: unknown;
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
  try {
    const socket = await quickly(signal, (abortSignal) =>
      transport.upgrade({ method: 'POST', path: '/session', protocol: 'h2c', headers }, abortSignal),
    );
    server = serveGrpc(socket, methods);
  } catch (error) {
    if (refusals.some((kind) => isEngineError(error, kind))) return undefined;
    throw error;
  }
  return { id, fileFailure: () => fileFailure, close: () => server.close() };
}

/** How engines and proxies before them say that they know no session. */
const refusals = ['unsupported', 'not-found', 'permission-denied', 'invalid'] as const;

/** By this the engine finds its copy of the folder again; always the same for a folder of a person on a machine. */
function sharedKey(folder: string): string {
  return createHash('sha256').update(`longshore\0${hostname()}\0${homedir()}\0${folder}`).digest('hex');
}
