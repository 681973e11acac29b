// Answers what the engine wants to see of a build's folders: only what differs from its own copy is sent.
// Source: github.com/moby/buildkit, session/filesync/filesync.proto.
import { BuildContextError } from '../../../build-context/error.ts';
import { followLinks } from '../../../build-context/follow-links.ts';
import { ignoreRules } from '../../../build-context/ignore-file.ts';
import { contextEntries, type WalkOptions } from '../../../build-context/walk.ts';
import { type GrpcCall, GrpcError, type GrpcMethod, grpcStatus } from './grpc-server.ts';
import { type SyncProgress, sendEntries } from './sync-sender.ts';

export interface SyncFolder {
  /** Absolute. */
  readonly folder: string;
  /** What is seen when the engine names nothing; absent: everything. */
  readonly usually?: readonly string[];
  readonly followLinks?: boolean;
  readonly onProgress?: (progress: SyncProgress) => void;
}

/** `folders`: by the name that the engine gives them. `onFailure`: what made a transfer fail, in better words than the engine's. */
export function fileSyncMethods(
  folders: ReadonlyMap<string, SyncFolder>,
  onFailure: (error: BuildContextError) => void,
): [path: string, method: GrpcMethod][] {
  const diffCopy: GrpcMethod = async (call) => {
    const [name = ''] = listOf(call, 'dir-name');
    const source = folders.get(name);
    if (source === undefined) throw new GrpcError(grpcStatus.notFound, `no access allowed to dir "${name}"`);
    try {
      const entries = contextEntries(source.folder, optionsOf(call, source));
      await sendEntries(call, entries, source.onProgress);
    } catch (error) {
      if (error instanceof BuildContextError) onFailure(error);
      throw error;
    }
  };
  return [['/moby.filesync.v1.FileSync/DiffCopy', diffCopy]];
}

function optionsOf(call: GrpcCall, source: SyncFolder): WalkOptions {
  const paths = listOf(call, 'followpaths');
  const wanted = [...(paths.length > 0 ? followLinks(source.folder, paths) : []), ...listOf(call, 'include-patterns')];
  const patterns = wanted.length > 0 ? wanted : (source.usually ?? []);
  const everything = patterns.length === 0 || patterns.some((pattern) => /^(?:\.?\/)*\.?$/.test(pattern));
  return {
    rules: ignoreRules(listOf(call, 'exclude-patterns')),
    always: new Set(),
    only: everything ? undefined : ignoreRules(patterns),
    followLinks: source.followLinks ?? false,
  };
}

/** Newer engines escape values with characters outside of ASCII, as in the query of an address, and say so. */
function listOf(call: GrpcCall, name: string): string[] {
  const values = call.metadata(name);
  const escaped = ['1', 'true'].includes(call.metadata(`${name}-encoded`)[0] ?? '');
  return escaped ? values.map((value) => decodeURIComponent(value.replaceAll('+', ' '))) : values;
}
