// Which shell reads an instruction's shell form: what SHELL says, which stages made from this one inherit, or the base's
// own. The one reader of SHELL.
import { posixShells } from '../knowledge/shells.ts';
import { baseFamily } from '../meaning/base-family.ts';
import { stageNamed } from '../meaning/named-stage.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { oncePerDocument } from '../text/read-once.ts';
import type { Stage } from '../text/stage.ts';
import { programName } from './shell-wrapper.ts';

export interface ShellInForce {
  /** The SHELL that says so; undefined where it is the base's own. */
  readonly setBy: Instruction | undefined;
  /** `bash`, `sh` …, also behind a wrapper; undefined for all that reads scripts in another way (cmd, PowerShell, Python). */
  readonly name: string | undefined;
}

const baseShell: ShellInForce = { setBy: undefined, name: 'sh' };
const windowsShell: ShellInForce = { setBy: undefined, name: undefined };

/** By the words that their names and tags have; .NET Framework runs nowhere else. */
const windowsImage = /(?:^|[/:_-])(?:windows|nanoserver|servercore|ltsc20\d\d)|(?:^|\/)dotnet\/framework\//i;

/** sh, or one of its kind. */
export function usesPosixShell(document: DockerfileDocument, instruction: Instruction): boolean {
  return shellInForce(document, instruction).name !== undefined;
}

/** For a SHELL itself: what it sets. Before the first FROM it is sh. */
export function shellInForce(document: DockerfileDocument, instruction: Instruction): ShellInForce {
  return shellsInForce(document).get(instruction) ?? baseShell;
}

/** Where it is anything but the base's own sh. */
const shellsInForce = oncePerDocument((document): ReadonlyMap<Instruction, ShellInForce> => {
  const found = new Map<Instruction, ShellInForce>();
  /** What each stage ends with: the stages that start from it go on with that. */
  const ends: ShellInForce[] = [];
  for (const stage of document.stages) {
    const earlier = stageNamed(document, stage.base?.text ?? '', stage.index);
    let shell = (earlier && ends[earlier.index]) ?? (isWindows(document, stage) ? windowsShell : baseShell);
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'SHELL' && instruction.json) shell = shellOf(instruction);
      if (shell === baseShell) continue;
      found.set(instruction, shell);
      if (instruction.inner) found.set(instruction.inner, shell);
    }
    ends.push(shell);
  }
  return found;
});

/** A wrapper may stand in front: ["conda", "run", "-n", "env", "/bin/bash", "-c"]. */
function shellOf(setBy: Instruction): ShellInForce {
  const names = (setBy.json ?? []).map(({ text }) => programName(text));
  // busybox is called as `busybox sh`, or with the shell as its own name.
  return { setBy, name: names.find((name) => posixShells.has(name)) ?? names.find((name) => name === 'busybox') };
}

/** The escape character is changed for the sake of Windows paths; only a base that is Linux for sure says otherwise. */
function isWindows(document: DockerfileDocument, { base, from, index }: Stage): boolean {
  if (windowsImage.test(base?.text ?? '')) return true;
  if (from.flags.some(({ name, value }) => name === 'platform' && /^["']?windows\b/i.test(value?.text ?? '')))
    return true;
  const resolved = base?.text.includes('$') ? basesOf(document)[index] : undefined;
  if (resolved?.kind === 'image' && windowsImage.test(resolved.reference)) return true;
  return document.escape === '`' && baseFamily(document, index) === undefined;
}
