// The stage that a mount comes from is finished by then. Source: BuildKit's dockerfile2llb/convert_runmount.go.
import * as l10n from '@vscode/l10n';
import { stageNamed } from '../../meaning/named-stage.ts';
import type { RunMount } from '../../meaning/run-mounts.ts';
import { excerpt } from '../../rule-parts/excerpt.ts';
import type { DockerfileDocument, Instruction } from '../../text/document.ts';
import type { MountFault } from './fault.ts';

export function fromFault(document: DockerfileDocument, run: Instruction, { from }: RunMount): MountFault | undefined {
  if (!from || stageNamed(document, from.text, run.stageIndex)) return undefined;
  const named = stageNamed(document, from.text, document.stages.length);
  if (!named) return undefined;
  const line = document.positionAt(named.from.start).line + 1;
  return {
    span: from,
    message:
      named.index === run.stageIndex
        ? l10n.t('{0} is the current stage; its files are available without a mount', excerpt(from.text))
        : l10n.t(
            'The stage {0} only begins in line {1}; it must come before the stage that mounts it',
            excerpt(from.text),
            line,
          ),
  };
}
