// The desk of this thread, for what takes it a few milliseconds.
import { createForecastDesk, type ForecastDesk } from './desk.ts';
import { readingOf } from './few-files.ts';

/** `count`: files and folders; they are read in slices of a few milliseconds. */
const few = { count: 500, milliseconds: 250 };

/** Rejects with `TooManyFiles`. `folder`: of the records. */
export function createNearDesk(folder: string): ForecastDesk {
  return createForecastDesk({ folder, engineOf: (engine) => engine, readFiles: readingOf(few) });
}
