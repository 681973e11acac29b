// The stage that a mount comes from is finished by then. Source: BuildKit's dockerfile2llb/convert_runmount.go.
import type { RunMount } from '../../meaning/run-mounts.ts';
import { shown } from '../../rule-parts/shown-text.ts';
import type { DockerfileDocument, Instruction } from '../../text/document.ts';
import { stageNamed } from '../../text/stage.ts';
import type { MountFault } from './fault.ts';

export function fromFault(document: DockerfileDocument, run: Instruction, { from }: RunMount): MountFault | undefined {
  if (!from || stageNamed(document.stages, from.text, run.stageIndex)) return undefined;
  const named = stageNamed(document.stages, from.text, document.stages.length);
  if (!named) return undefined;
  const line = document.positionAt(named.from.start).line + 1;
  return {
    span: from,
    message:
      named.index === run.stageIndex
        ? `${shown(from.text)} is the stage that this RUN is in; its files are there without a mount`
        : `The stage ${shown(from.text)} begins only in line ${line}; it must stand before the stage that mounts it`,
  };
}
