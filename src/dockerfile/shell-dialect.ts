// Which shell reads an instruction's shell form: sh and its kind, or something else (cmd, PowerShell, Python …).
import type { DockerfileDocument, Instruction } from './document.ts';
import { programName } from './shell-wrapper.ts';
import { stageNamed } from './stage.ts';

const posixShells = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'mksh', 'zsh', 'busybox']);
const windowsImage = /(^|[/:_-])(windows|nanoserver|servercore|windowsservercore)/i;

/** A document never changes; those of its instructions that another shell reads are found once. */
const known = new WeakMap<DockerfileDocument, ReadonlySet<Instruction>>();

export function usesPosixShell(document: DockerfileDocument, instruction: Instruction): boolean {
  let foreign = known.get(document);
  if (!foreign) {
    foreign = instructionsOfOtherShells(document);
    known.set(document, foreign);
  }
  return !foreign.has(instruction);
}

function instructionsOfOtherShells(document: DockerfileDocument): ReadonlySet<Instruction> {
  const foreign = new Set<Instruction>();
  /** Whether each stage ends with another shell, which is then that of the stages that start from it. */
  const endsForeign: boolean[] = [];
  for (const stage of document.stages) {
    const base = stage.base?.text ?? '';
    const earlier = stageNamed(document.stages, base, stage.index);
    // The escape character is changed for the sake of Windows paths.
    let isForeign = earlier ? endsForeign[earlier.index] === true : document.escape === '`' || windowsImage.test(base);
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
}
