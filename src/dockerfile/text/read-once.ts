// What is read of a document once, for all who ask: neither it nor its instructions ever change. Kept with the document,
// and not in a weak map of each reader's: those make the garbage collector work at every keystroke.
import type { DockerfileDocument, Instruction } from './document.ts';

type Value = NonNullable<unknown>;
export type BuildArguments = ReadonlyMap<string, string> | undefined;

/** `read`, whose answer is kept. */
export function oncePerDocument<T extends Value>(
  read: (document: DockerfileDocument) => T,
): (document: DockerfileDocument) => T {
  return (document) => {
    const before = document.readings.get(read) as T | undefined;
    if (before !== undefined) return before;
    const value = read(document);
    document.readings.set(read, value);
    return value;
  };
}

/** `read`, whose answer for the latest build arguments is kept. */
export function oncePerBuild<T extends Value>(
  read: (document: DockerfileDocument, buildArguments: BuildArguments) => T,
): (document: DockerfileDocument, buildArguments?: ReadonlyMap<string, string>) => T {
  const latestOf = oncePerDocument<{ buildArguments: BuildArguments; value: T | undefined }>(() => ({
    buildArguments: undefined,
    value: undefined,
  }));
  return (document, buildArguments) => {
    const latest = latestOf(document);
    if (latest.value === undefined || latest.buildArguments !== buildArguments) {
      latest.value = read(document, buildArguments);
      latest.buildArguments = buildArguments;
    }
    return latest.value;
  };
}

/** `read`, whose answer is kept for each thing of the document: an instruction, or what a rule is about. */
export function onceForEach<K, T extends Value>(
  read: (document: DockerfileDocument, thing: K) => T,
): (document: DockerfileDocument, thing: K) => T {
  const readingsOf = oncePerDocument(() => new Map<K, T>());
  return (document, thing) => {
    const readings = readingsOf(document);
    const before = readings.get(thing);
    if (before !== undefined) return before;
    const value = read(document, thing);
    readings.set(thing, value);
    return value;
  };
}

/**
 * `read`, whose answer is kept with the instruction, also for later versions of the text in which it and all before it stand as they
 * were: what it says must depend on nothing that comes later.
 */
export function oncePerInstruction<T extends Value>(
  read: (document: DockerfileDocument, instruction: Instruction) => T,
): (document: DockerfileDocument, instruction: Instruction) => T {
  return (document, instruction) => {
    const before = instruction.readings.get(read) as T | undefined;
    if (before !== undefined) return before;
    const value = read(document, instruction);
    instruction.readings.set(read, value);
    return value;
  };
}
