// A build through BuildKit's own API, which the engine lets through: what it has no field for in its own goes this way.
// Source: github.com/moby/moby, POST /grpc; github.com/moby/buildkit, api/services/control/control.proto.

import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import type { BuildProgress, BuildRequest } from '../build-api.ts';
import { GrpcError } from '../buildkit/session/grpc-server.ts';
import { type GrpcClient, grpcClient } from '../buildkit/solve/grpc-client.ts';
import { hostGatewayOf, imageIdOf, solveRequest, statusRequest } from '../buildkit/solve/solve-request.ts';
import { createBuildTrace } from '../buildkit/trace.ts';
import { buildError } from './build-errors.ts';
import type { Connection } from './connection.ts';

export interface SolvedBuild {
  readonly request: BuildRequest;
  readonly buildId: string;
  /** Of the session that is open. */
  readonly session: string;
  readonly onProgress: (progress: BuildProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** Answers the id of the image. Rejects with EngineError, or the reason of `signal`. */
export function buildBySolve(connection: Connection, build: SolvedBuild): Promise<string> {
  return connection.patiently(build.signal, (alive) => solve(connection, { ...build, signal: alive }));
}

async function solve(
  { transport, quickly }: Connection,
  { request, buildId, session, onProgress, signal }: SolvedBuild,
): Promise<string> {
  const socket = await quickly(signal, (abortSignal) =>
    transport.upgrade({ method: 'POST', path: '/grpc', protocol: 'h2c' }, abortSignal),
  );
  const client = grpcClient(socket);
  const over = new AbortController();
  const trace = createBuildTrace(onProgress);
  try {
    const hostGateway = await hostGatewayFor(client, request, signal);
    const way = { buildId, session, dockerfile: basename(request.dockerfile), hostGateway };
    const progress = client.call(
      `${control}/Status`,
      statusRequest(buildId),
      (message) => trace.take(message),
      signal ? AbortSignal.any([signal, over.signal]) : over.signal,
    );
    // What ends it ends the build, too, which says why.
    progress.catch(() => {});
    let imageId: string | undefined;
    const failure = await client
      .call(
        `${control}/Solve`,
        solveRequest(request, way),
        (message) => {
          imageId = imageIdOf(message);
        },
        signal,
      )
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    signal?.throwIfAborted();
    // All of its news has come when it ends by itself; after a failure that the builder never began to tell of, it waits.
    if (failure !== undefined && trace.failedStep() === undefined) over.abort();
    await progress.catch(() => {});
    signal?.throwIfAborted();
    trace.end(failure === undefined ? 'succeeded' : 'failed');
    if (failure !== undefined) throw failed(failure, trace.failedStep());
    if (imageId === undefined)
      throw new EngineError('failed', l10n.t("The build ended without an image. See the engine's log."));
    return imageId;
  } finally {
    over.abort();
    client.close();
  }
}

const control = '/moby.buildkit.v1.Control';

async function hostGatewayFor(
  client: GrpcClient,
  { extraHosts = [] }: BuildRequest,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (!extraHosts.some((host) => /[:=]host-gateway$/.test(host))) return undefined;
  let address: string | undefined;
  await client.call(
    `${control}/ListWorkers`,
    new Uint8Array(),
    (message) => {
      address = hostGatewayOf(message);
    },
    signal,
  );
  if (address !== undefined) return address;
  throw new EngineError(
    'unsupported',
    l10n.t('This engine does not say which address host-gateway is. Use the address itself.'),
  );
}

function failed(error: unknown, step: string | undefined): unknown {
  return error instanceof GrpcError ? buildError(error.message.replace(/^failed to solve: /, ''), step) : error;
}
