// Which shell reads an instruction's shell form: sh and its kind, or something else (cmd, PowerShell, Python …).
import { baseFamily } from './base-family.ts';
import type { DockerfileDocument, Instruction } from './document.ts';
import { oncePerDocument } from './once.ts';
import { programName } from './shell-wrapper.ts';
import { type Stage, stageNamed } from './stage.ts';
import { basesOf } from './stage-bases.ts';

const posixShells = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'mksh', 'zsh', 'busybox']);
const windowsImage = /(^|[/:_-])(windows|nanoserver|servercore|windowsservercore)/i;

export function usesPosixShell(document: DockerfileDocument, instruction: Instruction): boolean {
  return !instructionsOfOtherShells(document).has(instruction);
}

const instructionsOfOtherShells = oncePerDocument((document): ReadonlySet<Instruction> => {
  const foreign = new Set<Instruction>();
  /** Whether each stage ends with another shell, which is then that of the stages that start from it. */
  const endsForeign: boolean[] = [];
  for (const stage of document.stages) {
    const base = stage.base?.text ?? '';
    const earlier = stageNamed(document.stages, base, stage.index);
    let isForeign = earlier ? endsForeign[earlier.index] === true : isWindows(document, stage);
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'SHELL' && instruction.json) {
        // A wrapper may stand in front: ["conda", "run", "-n", "env", "/bin/bash", "-c"].
        isForeign = !instruction.json.some(({ text }) => posixShells.has(programName(text)));
      }
      if (!isForeign) continue;
      foreign.add(instruction);
      if (instruction.inner) foreign.add(instruction.inner);
    }
    endsForeign.push(isForeign);
  }
  return foreign;
});

/** The escape character is changed for the sake of Windows paths; only a base that is Linux for sure says otherwise. */
function isWindows(document: DockerfileDocument, { base, from, index }: Stage): boolean {
  if (windowsImage.test(base?.text ?? '')) return true;
  if (from.flags.some(({ name, value }) => name === 'platform' && /^["']?windows\b/i.test(value?.text ?? '')))
    return true;
  const resolved = base?.text.includes('$') ? basesOf(document)[index] : undefined;
  if (resolved?.kind === 'image' && windowsImage.test(resolved.reference)) return true;
  return document.escape === '`' && baseFamily(document, index) === undefined;
}
