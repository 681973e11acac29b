// Where records of forecasts are kept: one file a build, so that two windows of the editor do not write over each other, one for what
// the engine has of the context, and one for what its builder has. For their owner alone.
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from './digest.ts';
import {
  cacheText,
  type ForecastRecord,
  filesText,
  readCache,
  readFiles,
  readForecastRecord,
  recordText,
} from './record.ts';
import { createStepsOnce } from './steps-once.ts';

/** Bytes that can be read while somebody types. */
const fewBytes = 1_000_000;
const fewFiles = 200;

/** What was ever recorded in this folder: nothing, as much as can be read at once, or more. */
export async function recordsIn(folder: string): Promise<'none' | 'few' | 'many'> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
  if (names.length === 0) return 'none';
  if (names.length > fewFiles) return 'many';
  // One that goes meanwhile takes nothing.
  const sizes = names.map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  return bytes > fewBytes ? 'many' : 'few';
}

export interface ForecastStore {
  /** Newest first; what cannot be read is left out. */
  read(): Promise<ForecastRecord[]>;
  /** The oldest of its scope go. */
  write(record: ForecastRecord): Promise<void>;
}

/** So many builds of one scope are kept. */
const keptRecords = 20;
const ownFile = 0o600;
/** Of each scope. */
const filesEnding = '.files.json';
/** Of each engine. */
const cacheEnding = '.cache.json';
const isRecord = (name: string) => !name.endsWith(filesEnding) && !name.endsWith(cacheEnding);

/** `folder` is made when the first record is written. */
export function createForecastStore(folder: string): ForecastStore {
  const known = new Map<string, { readonly version: string; readonly value: unknown }>();
  /** What a file says; read again only if it is another: records are asked for at each pause of typing. */
  const partOf = async <T>(name: string, readText: (text: string) => T): Promise<T | undefined> => {
    const path = join(folder, name);
    const stats = await stat(path, { bigint: true }).catch(() => undefined);
    if (!stats) return undefined;
    const version = `${stats.mtimeNs} ${stats.size} ${stats.ino}`;
    const before = known.get(name);
    if (before?.version === version) return before.value as T;
    const value = readText(await readFile(path, 'utf8').catch(() => ''));
    known.set(name, { version, value });
    return value;
  };
  const writeOwn = async (name: string, text: string) => {
    await writeFile(join(folder, `${name}.new`), text, { mode: ownFile });
    await rename(join(folder, `${name}.new`), join(folder, name));
  };
  return {
    async read() {
      const names = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
      const partsOf = <T>(ending: string, readText: (text: string) => T) =>
        Promise.all(names.filter((name) => name.endsWith(ending)).map((name) => partOf(name, readText)));
      const files = await partsOf(filesEnding, readFiles);
      const caches = await partsOf(cacheEnding, readCache);
      for (const name of known.keys()) if (!names.includes(name)) known.delete(name);
      const filesById = new Map(files.flatMap((each) => (each ? [[each.id, each.files] as const] : [])));
      const cacheById = new Map(caches.flatMap((each) => (each ? [[each.id, each] as const] : [])));
      const once = createStepsOnce(() => [...known.values()].flatMap(({ value }) => stepsOf(value)));
      const readRecord = (text: string) => {
        const record = readForecastRecord(text);
        return record && { ...record, steps: record.steps.map(once) };
      };
      const records = await Promise.all(names.filter(isRecord).map((name) => partOf(name, readRecord)));
      return records
        .filter((record) => record !== undefined)
        .map((record) => ({
          ...record,
          files: filesById.get(record.id) ?? record.files,
          ...cacheById.get(record.id),
        }))
        .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
    },
    async write(record) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      await writeOwn(`${record.scope}.${record.id}.json`, recordText(record));
      await writeOwn(`${record.scope}${filesEnding}`, filesText(record));
      if (record.cacheRecords) await writeOwn(`${digestOf(record.engine)}${cacheEnding}`, cacheText(record));
      const own = (await namesIn(folder)).filter(
        (name) => name.startsWith(`${record.scope}.`) && name.endsWith('.json') && isRecord(name),
      );
      const surplus = own.sort().slice(0, Math.max(own.length - keptRecords, 0));
      await Promise.all(surplus.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}

/** None of what is no record. */
const stepsOf = (value: unknown) => (value as Partial<ForecastRecord> | undefined)?.steps ?? [];

/** None where the folder is not there yet. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
