// Where records of forecasts are kept: one file a build, so that two windows of the editor do not write over each other,
// and one file for what the engine has of the context. For their owner alone.
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ForecastRecord, filesText, readFiles, readForecastRecord, recordText } from './record.ts';

export interface ForecastStore {
  /** Newest first; what cannot be read is left out. */
  read(): Promise<ForecastRecord[]>;
  /** The oldest of its scope go. */
  write(record: ForecastRecord): Promise<void>;
}

/** So many builds of one scope are kept. */
const keptRecords = 20;
const ownFile = 0o600;
const filesEnding = '.files.json';

/** `folder` is made when the first record is written. */
export function createForecastStore(folder: string): ForecastStore {
  const namesIn = () =>
    readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [] as string[];
      throw error;
    });
  const textOf = (name: string) => readFile(join(folder, name), 'utf8').catch(() => '');
  const writeOwn = async (name: string, text: string) => {
    await writeFile(join(folder, `${name}.new`), text, { mode: ownFile });
    await rename(join(folder, `${name}.new`), join(folder, name));
  };
  return {
    async read() {
      const names = (await namesIn()).filter((name) => name.endsWith('.json'));
      const isFiles = (name: string) => name.endsWith(filesEnding);
      const files = await Promise.all(names.filter(isFiles).map(async (name) => readFiles(await textOf(name))));
      const filesById = new Map(files.flatMap((each) => (each ? [[each.id, each.files] as const] : [])));
      const records = await Promise.all(
        names.filter((name) => !isFiles(name)).map(async (name) => readForecastRecord(await textOf(name))),
      );
      return records
        .filter((record) => record !== undefined)
        .map((record) => ({ ...record, files: filesById.get(record.id) ?? record.files }))
        .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
    },
    async write(record) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      await writeOwn(`${record.scope}.${record.id}.json`, recordText(record));
      await writeOwn(`${record.scope}${filesEnding}`, filesText(record));
      const own = (await namesIn()).filter(
        (name) => name.startsWith(`${record.scope}.`) && name.endsWith('.json') && !name.endsWith(filesEnding),
      );
      const surplus = own.sort().slice(0, Math.max(own.length - keptRecords, 0));
      await Promise.all(surplus.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}
