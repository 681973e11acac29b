// A build by a builder of buildx, whose image ends up on this engine.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildProgress, BuildRequest } from '../build-api.ts';
import { runBuildx } from '../buildkit/buildx/run.ts';
import { openSecrets, sshSockets } from '../buildkit/secret-source.ts';
import { buildError } from './build-errors.ts';
import type { Connection } from './connection.ts';

/** Answers what the image is known by on the engine. Rejects with EngineError, or the reason of `signal`. */
export async function buildWithBuildx(
  { endpoint: { address, tls }, environment: ours }: Connection,
  request: BuildRequest & { readonly builder: string },
  onProgress: (progress: BuildProgress) => void,
  signal?: AbortSignal,
): Promise<string> {
  const { environment = ours, builder } = request;
  // The image is to be loaded into this engine, not into the one that the CLI means. With certificates, only a context or
  // the environment can say so, and it has.
  const host = tls === undefined ? { DOCKER_HOST: address.words, DOCKER_CONTEXT: undefined } : {};
  // It would say of what is missing in many words.
  await openSecrets(request);
  await sshSockets(request, signal);
  onProgress({
    kind: 'note',
    text: `The builder "${builder}" of buildx builds, and loads the image into this engine.`,
  });
  const folder = await mkdtemp(join(tmpdir(), 'longshore-build-'));
  try {
    const idFile = join(folder, 'id');
    const failure = await runBuildx({ request, idFile, environment: { ...environment, ...host }, onProgress }, signal);
    if (failure) throw buildError(failure.words, failure.step);
    return request.tags[0] ?? (await readFile(idFile, 'utf8')).trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
