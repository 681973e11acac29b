// Where builds are kept: one file a record and one a log, so that two windows of the editor do not write over each other.

import { createWriteStream, watch } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { markedLine } from './log-marks.ts';
import { type BuildRecord, readRecord } from './record.ts';

export interface LogWriter {
  write(line: string): void;
  end(): Promise<void>;
}

export interface BuildStore {
  /** In no order; what cannot be read is left out. */
  read(): Promise<BuildRecord[]>;
  write(record: BuildRecord): Promise<void>;
  remove(id: string): Promise<void>;
  /** Calls back a moment after records have come or gone, whoever wrote them: another window, too. */
  watch(onChange: () => void): { dispose(): void };
  openLog(id: string): LogWriter;
  /** '' if there is none. */
  readLog(id: string): Promise<string>;
}

/** A log's size in characters at most; what is beyond is counted, and the last lines are kept as well. */
const longestLog = 20_000_000;
const lastLines = 200;

/** `folder` is made when the first build is written. */
export function createBuildStore(folder: string): BuildStore {
  const file = (id: string, ending: string) => join(folder, `${encodeURIComponent(id)}.${ending}`);
  let turn: Promise<unknown> = Promise.resolve();
  async function writeRecord(record: BuildRecord): Promise<void> {
    await makeFolder(folder);
    const path = file(record.id, 'json');
    await writeFile(`${path}.new`, JSON.stringify(record), { mode: ownFile });
    await rename(`${path}.new`, path);
  }
  return {
    async read() {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      const records = names
        .filter((name) => name.endsWith('.json'))
        .map(async (name) => readRecord(parsed(await readFile(join(folder, name), 'utf8').catch(() => ''))));
      return (await Promise.all(records)).filter((record) => record !== undefined);
    },
    write(record) {
      // One after the other: what is told of a build at its end comes from several, all at once.
      const writing = turn.then(() => writeRecord(record));
      turn = writing.catch(() => undefined);
      return writing;
    },
    async remove(id) {
      // Nothing that was on its way brings it back.
      await turn;
      await Promise.all([rm(file(id, 'json'), { force: true }), rm(file(id, 'log'), { force: true })]);
    },
    watch(onChange) {
      let timer: NodeJS.Timeout | undefined;
      let isOver = false;
      const later = () => {
        clearTimeout(timer);
        if (!isOver) timer = setTimeout(onChange, gatherTime);
      };
      const watcher = makeFolder(folder).then(() => {
        const watching = watch(folder, { persistent: false }, (_event, name) => {
          if (name === null || name.endsWith('.json')) later();
        });
        // Watching is a convenience: where it cannot be done, records come with the next start.
        watching.on('error', () => watching.close());
        // What came between a look at the folder and now.
        later();
        return watching;
      });
      watcher.catch(() => undefined);
      return {
        dispose() {
          isOver = true;
          clearTimeout(timer);
          void watcher.then(
            (watching) => watching.close(),
            () => undefined,
          );
        },
      };
    },
    openLog: (id) => boundedLog(folder, file(id, 'log')),
    readLog: (id) =>
      readFile(file(id, 'log'), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      }),
  };
}

/** Milliseconds in which changes of the folder are gathered. */
const gatherTime = 200;

/** Nobody else on this machine has any business with it: what builds print may be secret whatever we take out. */
const ownFile = 0o600;

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // It may be there from a time when it was open to all, with what is in it.
  await chmod(folder, 0o700);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half written when the machine went down, or not ours.
    return undefined;
  }
}

function boundedLog(folder: string, path: string): LogWriter {
  let failure: Error | undefined;
  const opened = makeFolder(folder).then(() => {
    const stream = createWriteStream(path, { mode: ownFile });
    stream.on('error', (error) => {
      failure ??= error;
    });
    return stream;
  });
  // Told at the end, to whoever asked for the log.
  opened.catch(() => undefined);
  let length = 0;
  let left = 0;
  let last: string[] = [];
  let pending: string[] = [];
  let flushing: Promise<void> | undefined;
  const flush = async () => {
    const stream = await opened;
    while (pending.length > 0 && !failure) {
      const text = pending.join('');
      pending = [];
      if (!stream.write(text))
        await new Promise<void>((resolve) => stream.once('drain', resolve).once('error', () => resolve()));
    }
    flushing = undefined;
  };
  const add = (line: string) => {
    pending.push(`${line}\n`);
    flushing ??= flush();
    flushing.catch(() => undefined);
  };
  return {
    write(line) {
      if (length < longestLog) {
        length += line.length + 1;
        add(line);
        return;
      }
      left++;
      last.push(line);
      if (last.length > 2 * lastLines) last = last.slice(-lastLines);
    },
    async end() {
      const kept = last.slice(-lastLines);
      if (left > kept.length) add(markedLine('apart', l10n.t('… {0} lines omitted …', left - kept.length)));
      for (const line of kept) add(line);
      await flushing;
      const stream = await opened;
      await new Promise<void>((resolve) => stream.end(() => resolve()));
      if (failure) throw failure;
    },
  };
}
