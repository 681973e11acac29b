// What is remembered of the runs of an image: how it was run the last time, and options that were saved under a name. Values
// that may be secret are never in it: of the environment only the names are kept.

import { createHash } from 'node:crypto';
import { argumentsWithoutSecrets, mayBeSecret } from '../../dockerfile/knowledge/hidden-values.ts';
import type { EngineId } from '../../engine/engine-id.ts';
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
  /** By those names, where the value is no secret: whether it is another one later can be told, and nothing else. */
  readonly environmentMarks?: Readonly<Record<string, string>>;
  /** There was a command, and it is not kept: it may hold a secret. */
  readonly isCommandHidden?: true;
  /** What the form moved to ports that were free, as it was meant. */
  readonly publishMeant?: readonly string[];
}

interface RunMemory {
  readonly last?: RememberedRun | undefined;
  /** The saved options that the last run had. */
  readonly lastSaved?: string | undefined;
  readonly saved: Readonly<Record<string, RememberedRun>>;
}

/** The image that runs are remembered of: of that name on that engine. */
export interface RunImage {
  readonly engine: EngineId;
  readonly reference: string;
}

/** `nginx` and `nginx:latest` are one. */
const keyOf = (reference: string) => `run options ${withTag(reference)}`;

function memoryOf(host: Remembering, { engine, reference }: RunImage): RunMemory {
  return memoryOfEngine(host.memory, engine).get<RunMemory>(keyOf(reference)) ?? { saved: {} };
}

export const lastRun = (host: Remembering, image: RunImage): RememberedRun | undefined => memoryOf(host, image).last;

/** The name of the saved options that the last run had; undefined: it had others. */
export const lastSaved = (host: Remembering, image: RunImage): string | undefined => memoryOf(host, image).lastSaved;

/** By their names, in the order in which they were saved. */
export const savedRuns = (host: Remembering, image: RunImage): Readonly<Record<string, RememberedRun>> =>
  memoryOf(host, image).saved;

export async function rememberLast(
  host: Remembering,
  image: RunImage,
  last: RememberedRun,
  saved: string | undefined,
): Promise<void> {
  await keep(host, image, { ...memoryOf(host, image), last, lastSaved: saved });
}

/** `run` undefined: takes the name away. */
export async function saveRun(
  host: Remembering,
  image: RunImage,
  name: string,
  run: RememberedRun | undefined,
): Promise<void> {
  const memory = memoryOf(host, image);
  const { [name]: _before, ...saved } = memory.saved;
  await keep(host, image, {
    ...memory,
    saved: run === undefined ? saved : { ...saved, [name]: run },
  });
}

const keep = (host: Remembering, { engine, reference }: RunImage, memory: RunMemory) =>
  memoryOfEngine(host.memory, engine).set(keyOf(reference), memory);

/** Without the name, which is another one each time, and without what may be secret. `publishMeant`: where ports were moved. */
export function rememberable({ values, command }: Run, publishMeant?: readonly string[]): RememberedRun {
  let kept = withValues(values, 'name', []);
  for (const { name, secret } of runOptions) {
    if (secret)
      kept = withValues(
        kept,
        name,
        valuesOf(kept, name).filter((value) => !secret(value)),
      );
  }
  const variables = valuesOf(values, 'env')
    .filter((entry) => entry.includes('='))
    .map((entry) => [entry.replace(/=[\s\S]*$/, ''), entry.slice(entry.indexOf('=') + 1)] as const);
  // A command without one of its words would be another one.
  const isCommandHidden = argumentsWithoutSecrets(command).some((word, at) => word !== command[at]);
  return {
    values: kept,
    command: isCommandHidden ? [] : command,
    environmentNames: variables.map(([name]) => name),
    environmentMarks: Object.fromEntries(
      variables.flatMap(([name, value]) => (mayBeSecret(name, value) ? [] : [[name, markOf(value)]])),
    ),
    ...(isCommandHidden ? { isCommandHidden } : {}),
    ...(publishMeant ? { publishMeant } : {}),
  };
}

/** One byte of a digest: too little to find the value by trying, and another value has the same once in 256 times. */
const markOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 2);
