// Options that a command has from a variable (`wget ${WGET_ARGS} https://…`): what the file says of its value.
import { pairsOf } from '../meaning/pairs.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { oncePerDocument } from '../text/read-once.ts';
import type { ShellWord } from './shell.ts';

export interface ResolvedArguments {
  /** In place of a variable that holds options, those; each stands where the variable does. */
  readonly args: readonly ShellWord[];
  /** A variable may hold options, and the file does not say which. */
  readonly isUnsure: boolean;
}

const onlyVariable = /^\$\{?([A-Za-z_]\w*)\}?$/;
const nameOfOptions = /(?:^|_)(?:args?|arguments?|opts?|options?|flags?|params?|extra)$/i;

export function resolveOptions(
  document: DockerfileDocument,
  run: Instruction,
  args: readonly ShellWord[],
): ResolvedArguments {
  if (!args.some(({ value }) => value.startsWith('$') && (value === '$@' || onlyVariable.test(value))))
    return { args, isUnsure: false };
  let isUnsure = false;
  const resolved = args.flatMap((word) => {
    const name = onlyVariable.exec(word.value)?.[1];
    if (name === undefined) {
      isUnsure ||= word.value === '$@';
      return [word];
    }
    const value = values(document).get(name) ?? assignedIn(document, run, name);
    if (value === undefined || value.includes('$')) isUnsure ||= nameOfOptions.test(name);
    if (!value?.startsWith('-')) return [word];
    return value.split(/\s+/).map((part) => ({ ...word, value: part, literal: !part.includes('$') }));
  });
  return { args: resolved, isUnsure };
}

/** What ARG and ENV set, by name; of several values the last one. */
const values = oncePerDocument((document): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const instruction of document.instructions) {
    if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') continue;
    for (const { name, value } of pairsOf(document, instruction)) if (value !== undefined) found.set(name, value);
  }
  return found;
});

/** `WGET_ARGS="-q --timeout=5"` in the script itself. */
function assignedIn(document: DockerfileDocument, { start, end }: Instruction, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s;&(])${name}=(?:"([^"]*)"|'([^']*)'|([^\\s;&|)]*))`).exec(
    document.text.slice(start, end),
  );
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
