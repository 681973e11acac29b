// Running builds, so that the other windows of the editor see them: a file for each, which its window writes now and then and
// removes at the end. A window that wants one to be canceled leaves a file for that beside it.
import { watch } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, realClock } from '../clock.ts';
import { ownerOfProcess, type SessionOwner } from '../engine/session-owner.ts';
import { type BuildRecord, readRecord } from './record.ts';

export interface LiveBuilds {
  /** Those of other windows, as they were told last. */
  readonly others: readonly BuildRecord[];
  /** Follows the others from now on. */
  begin(parts: {
    /** Another window wants this build of ours to end. */
    readonly onAsked: (id: string) => void;
    readonly onChange: () => void;
  }): void;
  /** A build of this window, as it is now. */
  tell(record: BuildRecord): void;
  /** It is over. */
  end(id: string): Promise<void>;
  /** Asks its window to cancel it. */
  askToCancel(id: string): Promise<void>;
  dispose(): void;
}

export interface LiveBuildsOptions {
  /** One line: what cannot be told to others. */
  readonly log: (line: string) => void;
  /** For tests. */
  readonly clock?: Clock;
  readonly owner?: SessionOwner;
}

/** Milliseconds between two writings of one build: a person reads it. */
const tellPause = 1000;
/** Milliseconds after which it is told again though nothing has changed, and after which whoever told nothing has ended. */
const againPause = 30_000;
const longestSilence = 90_000;
/** Milliseconds in which changes of the folder are gathered. */
const gatherTime = 100;

/** As it stands in a file. */
interface Live {
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly record: BuildRecord;
}

interface Told {
  record: BuildRecord;
  cancelWriting(): void;
  /** One after the other. */
  writing: Promise<void>;
}

/** `folder` is theirs alone; it is made with the first build, or when somebody looks. */
export function createLiveBuilds(
  folder: string,
  { log, clock = realClock, owner = ownerOfProcess() }: LiveBuildsOptions,
): LiveBuilds {
  const file = (id: string, ending: 'json' | 'cancel') => join(folder, `${encodeURIComponent(id)}.${ending}`);
  const told = new Map<string, Told>();
  let others: readonly Live[] = [];
  // Of another machine's windows it cannot be asked whether they are still there.
  const isOver = ({ owner: of, at }: Live) => owner.isGone(of) || Date.now() - at > longestSilence;
  let watching: { dispose(): void } | undefined;
  const noted = (work: Promise<unknown>) => {
    work.catch((error) => log(`Running builds are not shared: ${error instanceof Error ? error.message : error}`));
  };

  async function write({ record }: Told): Promise<void> {
    await makeFolder(folder);
    const path = file(record.id, 'json');
    // What it was built from is large, and nothing that the others show.
    const { text: _text, ...shown } = record;
    await writeFile(`${path}.new`, JSON.stringify({ owner: owner.name, at: Date.now(), record: shown }), {
      mode: 0o600,
    });
    await rename(`${path}.new`, path);
  }
  function writeNow(build: Told): void {
    build.writing = build.writing.then(() => write(build));
    noted(build.writing);
    build.writing = build.writing.catch(() => undefined);
  }

  async function readOthers(): Promise<typeof others> {
    const names = await namesIn(folder);
    const found = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map(async (name) => readLive(join(folder, name))),
    );
    const all = found.filter((each) => each !== undefined);
    // Its window ended without a word.
    for (const each of all) if (isOver(each)) await remove(each.record.id);
    return all.filter((each) => each.owner !== owner.name && !isOver(each));
  }
  async function remove(id: string): Promise<void> {
    await Promise.all([rm(file(id, 'json'), { force: true }), rm(file(id, 'cancel'), { force: true })]);
  }

  return {
    get others() {
      return others.filter((each) => !isOver(each)).map(({ record }) => record);
    },
    begin({ onAsked, onChange }) {
      const look = async () => {
        const names = await namesIn(folder);
        for (const id of told.keys()) if (names.includes(`${encodeURIComponent(id)}.cancel`)) onAsked(id);
        const now = await readOthers();
        if (JSON.stringify(now) === JSON.stringify(others)) return;
        others = now;
        onChange();
      };
      watching ??= watchFolder(folder, clock, () => noted(look()), log);
    },
    tell(record) {
      const before = told.get(record.id);
      if (before) {
        before.record = record;
        return;
      }
      const build: Told = { record, cancelWriting: () => undefined, writing: Promise.resolve() };
      told.set(record.id, build);
      writeNow(build);
      let written = record;
      const later = (silence: number) => {
        build.cancelWriting = clock.after(tellPause, () => {
          const isNews = build.record !== written || silence >= againPause;
          written = build.record;
          if (isNews) writeNow(build);
          later(isNews ? 0 : silence + tellPause);
        });
      };
      later(0);
    },
    async end(id) {
      const build = told.get(id);
      build?.cancelWriting();
      told.delete(id);
      await build?.writing;
      await remove(id);
    },
    async askToCancel(id) {
      if (others.some(({ record }) => record.id === id)) await writeFile(file(id, 'cancel'), '', { mode: 0o600 });
    },
    dispose() {
      watching?.dispose();
      for (const { cancelWriting } of told.values()) cancelWriting();
    },
  };
}

async function readLive(path: string): Promise<Live | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    // It has just ended.
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const { owner, at, record } = objectIn(text);
  const read = readRecord(record);
  if (typeof owner !== 'string' || typeof at !== 'number' || !read) return undefined;
  return { owner, at, record: { ...read, outcome: 'running' } };
}

/** What somebody else has put there counts as nothing: the other files are good. */
function objectIn(text: string): { readonly owner?: unknown; readonly at?: unknown; readonly record?: unknown } {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Nobody else on this machine has any business with it. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

function watchFolder(
  folder: string,
  clock: Clock,
  onChange: () => void,
  log: (line: string) => void,
): { dispose(): void } {
  let isOver = false;
  let cancel = () => {};
  const watcher = makeFolder(folder).then(() => {
    const made = watch(folder, { persistent: false }, (_event, name) => {
      if (name?.endsWith('.new')) return;
      cancel();
      cancel = clock.after(gatherTime, onChange);
    });
    made.on('error', () => made.close());
    if (isOver) made.close();
    // What came before the watching began is told by nothing else.
    else onChange();
    return made;
  });
  watcher.catch((error) => log(`Running builds of other windows are not seen: ${error}`));
  return {
    dispose() {
      isOver = true;
      cancel();
      void watcher.then(
        (made) => made.close(),
        () => undefined,
      );
    },
  };
}
