// What is remembered of the runs of an image: how it was run the last time, and options that were saved under a name. Values
// that may be secret are never in it: of the environment only the names are kept.

import { argumentsWithoutSecrets } from '../../dockerfile/knowledge/hidden-values.ts';
import type { EngineId } from '../../engine/engine-id.ts';
import type { Dialogs } from '../host/dialogs.ts';
import { memoryOfEngine } from '../host/engine-memory.ts';
import type { Remembering } from '../host/memory.ts';
import { runOptions, valuesOf, withValues } from '../options/index.ts';
import type { OptionValues, Run } from '../options/option.ts';
import { withTag } from '../text/image-names.ts';

export interface RememberedRun {
  readonly values: OptionValues;
  readonly command: readonly string[];
  /** Of the environment's variables, whose values are not kept. */
  readonly environmentNames: readonly string[];
}

interface RunMemory {
  readonly last?: RememberedRun | undefined;
  readonly saved: Readonly<Record<string, RememberedRun>>;
}

/** The image that runs are remembered of: of that name on that engine. */
export interface RunImage {
  readonly engine: EngineId;
  readonly reference: string;
}

/** `nginx` and `nginx:latest` are one. */
const keyOf = (reference: string) => `run options ${withTag(reference)}`;

function memoryOf(host: Dialogs & Remembering, { engine, reference }: RunImage): RunMemory {
  return memoryOfEngine(host.memory, engine).get<RunMemory>(keyOf(reference)) ?? { saved: {} };
}

export const lastRun = (host: Dialogs & Remembering, image: RunImage): RememberedRun | undefined =>
  memoryOf(host, image).last;

/** By their names, in the order in which they were saved. */
export const savedRuns = (host: Dialogs & Remembering, image: RunImage): Readonly<Record<string, RememberedRun>> =>
  memoryOf(host, image).saved;

export async function rememberLast(host: Dialogs & Remembering, image: RunImage, run: Run): Promise<void> {
  await keep(host, image, { ...memoryOf(host, image), last: rememberable(run) });
}

/** `run` undefined: takes the name away. */
export async function saveRun(
  host: Dialogs & Remembering,
  image: RunImage,
  name: string,
  run: Run | undefined,
): Promise<void> {
  const memory = memoryOf(host, image);
  const { [name]: _before, ...saved } = memory.saved;
  await keep(host, image, {
    ...memory,
    saved: run === undefined ? saved : { ...saved, [name]: rememberable(run) },
  });
}

const keep = (host: Dialogs & Remembering, { engine, reference }: RunImage, memory: RunMemory) =>
  memoryOfEngine(host.memory, engine).set(keyOf(reference), memory);

/** Without the name, which is another one each time, and without what may be secret. */
export function rememberable({ values, command }: Run): RememberedRun {
  let kept = withValues(values, 'name', []);
  for (const { name, secret } of runOptions) {
    if (secret)
      kept = withValues(
        kept,
        name,
        valuesOf(kept, name).filter((value) => !secret(value)),
      );
  }
  const environmentNames = valuesOf(values, 'env')
    .filter((entry) => entry.includes('='))
    .map((entry) => entry.replace(/=[\s\S]*$/, ''));
  // A command without one of its words would be another one.
  const holdsSecret = argumentsWithoutSecrets(command).some((word, at) => word !== command[at]);
  return { values: kept, command: holdsSecret ? [] : command, environmentNames };
}
