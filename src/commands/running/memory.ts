// What is remembered of the runs of an image: how it was run the last time, and options that were saved under a name. Values
// that may be secret are never in it: of the environment only the names are kept.
import { argumentsWithoutSecrets } from '../../dockerfile/knowledge/hidden-values.ts';
import type { Host } from '../host/host.ts';
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

/** `nginx` and `nginx:latest` are one. */
const keyOf = (reference: string) => `run options ${withTag(reference)}`;

function memoryOf(host: Host, reference: string): RunMemory {
  return host.memory.get<RunMemory>(keyOf(reference)) ?? { saved: {} };
}

export const lastRun = (host: Host, reference: string): RememberedRun | undefined => memoryOf(host, reference).last;

/** By their names, in the order in which they were saved. */
export const savedRuns = (host: Host, reference: string): Readonly<Record<string, RememberedRun>> =>
  memoryOf(host, reference).saved;

export async function rememberLast(host: Host, reference: string, run: Run): Promise<void> {
  await host.memory.set(keyOf(reference), { ...memoryOf(host, reference), last: rememberable(run) });
}

/** `run` undefined: takes the name away. */
export async function saveRun(host: Host, reference: string, name: string, run: Run | undefined): Promise<void> {
  const memory = memoryOf(host, reference);
  const { [name]: _before, ...saved } = memory.saved;
  await host.memory.set(keyOf(reference), {
    ...memory,
    saved: run === undefined ? saved : { ...saved, [name]: rememberable(run) },
  });
}

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
