// A container's files in memory, behind the archive API as Docker has it: a map from path to what is there.
import { Readable } from 'node:stream';
import { tarEnd, tarHeader, tarPadding } from '../../../src/build-context/tar-header.ts';
import { linkedPath, nameOf, parentOf } from '../../../src/container-files/paths.ts';
import { readTar } from '../../../src/container-files/tar-reader.ts';
import type { Container, FileChange } from '../../../src/engine/container-api.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { EngineError } from '../../../src/errors.ts';
import { aContainer, createFakeProcess } from '../../support/fake-engine.ts';

export interface MemoryFile {
  readonly kind: 'file' | 'folder' | 'symlink';
  readonly content?: string;
  readonly linkTarget?: string;
  readonly mode?: number;
  readonly owner?: number;
  readonly group?: number;
  readonly records?: ReadonlyMap<string, Buffer>;
}

export interface MemoryContainer {
  readonly engine: Engine;
  readonly files: Map<string, MemoryFile>;
  /** Commands that were run in it. */
  readonly commands: (readonly string[])[];
  /** What `docker diff` tells. */
  readonly changes: FileChange[];
  /** Where something is mounted. */
  readonly mounts: string[];
}

const seconds = 1_700_000_000;

/** `run` answers what a command prints and its exit code; without it the container is stopped. */
export function memoryContainer(
  has: Readonly<Record<string, MemoryFile>>,
  run?: (command: readonly string[]) => { output: string; exitCode: number },
): MemoryContainer {
  const files = new Map<string, MemoryFile>([['/', { kind: 'folder' }], ...Object.entries(has)]);
  const commands: (readonly string[])[] = [];
  const changes: FileChange[] = [];
  const mounts: string[] = [];
  const fileAt = (path: string): MemoryFile => {
    const file = files.get(path);
    if (!file) throw new EngineError('not-found', `nothing at ${path}`);
    return file;
  };
  /** Symlinks on the way are followed, as the engine does it. */
  const really = (path: string): string => {
    if (path === '/' || path === '.') return '/';
    const parent = really(parentOf(path));
    const { kind, linkTarget = '' } = files.get(parent) ?? {};
    const real = kind === 'symlink' ? linkedPath(parent, linkTarget) : parent;
    return `${real === '/' ? '' : real}/${nameOf(path)}`;
  };
  const api: Engine['files'] = {
    async stat(_container, path) {
      const { kind, content = '', linkTarget, mode = kind === 'folder' ? 0o755 : 0o644 } = fileAt(really(path));
      const size = Buffer.byteLength(content);
      return { name: nameOf(path), kind, size, mode, modifiedAt: seconds * 1000, linkTarget };
    },
    async read(_container, path) {
      const top = really(path);
      fileAt(top);
      const below = [...files.keys()].filter(
        (other) => other === top || other.startsWith(top === '/' ? '/' : `${top}/`),
      );
      const pieces = below.flatMap((file) =>
        archived(file, file.slice(top === '/' ? 0 : parentOf(top).length), fileAt(file)),
      );
      return Readable.from([...pieces, tarEnd()], { objectMode: false });
    },
    async write(_container, folder, archive) {
      const root = really(folder);
      if (fileAt(root).kind !== 'folder') throw new EngineError('invalid', `no folder: ${folder}`);
      for await (const { path, kind, content, ...facts } of readTar(archive)) {
        const pieces: Buffer[] = [];
        for await (const piece of content) pieces.push(piece);
        const { mode, owner, group, linkTarget, records } = facts;
        files.set(`${root === '/' ? '' : root}/${path}`, {
          kind: kind as MemoryFile['kind'],
          content: Buffer.concat(pieces).toString(),
          linkTarget,
          mode,
          owner,
          group,
          records,
        });
      }
    },
    async remove(_container, path) {
      const top = really(path);
      for (const other of [...files.keys()]) if (other === top || other.startsWith(`${top}/`)) files.delete(other);
    },
  };
  const container: Container = aContainer({ id: 'c1', state: run ? 'running' : 'exited' });
  const engine = {
    files: api,
    containers: {
      get: async () => container,
      changes: async () => changes,
      inspect: async () => ({
        mounts: mounts.map((destination) => ({ destination })),
        startedAt: seconds,
        running: run !== undefined,
      }),
      exec: async (_id: string, { command }: { command: readonly string[] }) => {
        commands.push(command);
        const { output, exitCode } = run?.(command) ?? { output: '', exitCode: 1 };
        const process = createFakeProcess(true);
        setImmediate(() => {
          // As a terminal prints it.
          process.output(output.replaceAll('\n', '\r\n'));
          process.end({ how: 'exited', exitCode });
        });
        return process.stream;
      },
    },
  } as unknown as Engine;
  return { engine, files, commands, changes, mounts };
}

function archived(path: string, name: string, { kind, content = '', ...facts }: MemoryFile): Buffer[] {
  const size = Buffer.byteLength(content);
  const header = tarHeader({
    // The archive of the root begins with a slash, all others with the folder's name.
    path: `${path === '/' || (name.startsWith('/') && path === name) ? name : name.replace(/^\//, '')}${kind === 'folder' && !name.endsWith('/') ? '/' : ''}`,
    kind: kind === 'symlink' ? 'link' : kind,
    mode: facts.mode ?? (kind === 'folder' ? 0o755 : 0o644),
    size,
    modifiedAt: seconds,
    linkTarget: facts.linkTarget,
    owner: facts.owner ?? 0,
    group: facts.group ?? 0,
    records: facts.records ?? new Map(),
  });
  return [header, Buffer.from(content), tarPadding(size)];
}
