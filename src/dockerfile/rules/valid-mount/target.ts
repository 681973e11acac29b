// Where a mount goes: anywhere but over the whole file system. Source: BuildKit's dockerfile2llb/convert_runmount.go.
import * as l10n from '@vscode/l10n';
import type { RunMount } from '../../meaning/run-mounts.ts';
import { basesOf, stageLineage } from '../../meaning/stage-bases.ts';
import { resolvePath, workingDirectory } from '../../meaning/working-directory.ts';
import type { DockerfileDocument, Instruction } from '../../text/document.ts';
import type { MountFault, ReadOptions } from './fault.ts';

export function targetFault(
  document: DockerfileDocument,
  run: Instruction,
  mount: RunMount,
  read: ReadOptions,
): MountFault | undefined {
  const type = read.has('type') ? read.get('type')?.toLowerCase() : 'bind';
  if (type === undefined || type === 'secret' || type === 'ssh') return undefined;
  const target = read.has('target') ? read.get('target') : '';
  if (target === undefined) return undefined;
  if (!target.startsWith('/')) {
    const folder = workingDirectory(document, run) ?? firstFolder(document, run);
    if (folder === undefined || resolvePath(folder, target) !== '/') return undefined;
  } else if (target !== '/') return undefined;
  return target === ''
    ? { span: mount.flag.value ?? mount.flag, message: l10n.t('The mount has no target; add target=…') }
    : {
        span: mount.target ?? mount.flag,
        message: l10n.t('A mount cannot cover the whole file system; use a folder below it'),
      };
}

/** An image from scratch begins at the root; others may begin anywhere. */
function firstFolder(document: DockerfileDocument, run: Instruction): string | undefined {
  const stage = document.stages[run.stageIndex];
  const lineage = stage ? stageLineage(document, stage) : [];
  const first = lineage.at(-1);
  if (!first || basesOf(document)[first.index]?.kind !== 'scratch') return undefined;
  return lineage.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'WORKDIR'))
    ? undefined
    : '/';
}
