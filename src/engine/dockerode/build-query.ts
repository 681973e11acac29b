// What a build is asked, as the engine's API wants it.
// Source: docs.docker.com/reference/api/engine, POST /build.
import type { BuildRequest } from '../build-api.ts';
import { queryString } from './modem.ts';

export interface BuildWay {
  /** By which the build can be canceled. */
  readonly buildId: string;
  readonly buildKit: boolean;
  /** Within what is sent. */
  readonly dockerfile: string;
  /** Of BuildKit's session; absent: none is open. */
  readonly session?: string | undefined;
  /** Whether the context travels through the session. */
  readonly sync?: boolean;
}

export function buildQuery(request: BuildRequest, { buildId, buildKit, dockerfile, session, sync }: BuildWay): string {
  const { tags, target, buildArgs = {}, labels = {}, extraHosts = [], cacheFrom = [] } = request;
  return queryString({
    version: buildKit ? 2 : 1,
    dockerfile,
    t: tags,
    target,
    buildargs: buildArgs,
    labels,
    platform: request.platform,
    nocache: request.noCache ? 1 : undefined,
    pull: request.pull ? 1 : undefined,
    networkmode: request.networkMode,
    extrahosts: extraHosts.length > 0 ? extraHosts : undefined,
    shmsize: request.shmSize,
    cachefrom: cacheFrom.length > 0 ? JSON.stringify(cacheFrom) : undefined,
    session,
    remote: sync ? 'client-session' : undefined,
    buildid: buildId,
    // Of the older builder: no containers of its steps stay behind.
    rm: 1,
    forcerm: 1,
  });
}
