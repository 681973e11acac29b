// Above a step that the last build failed in: the way into it.
import * as l10n from '@vscode/l10n';
import { CodeLens, Range, type TextDocument } from 'vscode';
import { anchorsIn } from '../builds/anchors.ts';
import type { BuildHistory } from '../builds/history.ts';
import type { CommandId } from '../commands/index.ts';
import type { ObjectRef } from '../explorer/object-ref.ts';
import type { ParsedDockerfiles } from './dockerfiles.ts';
import type { LensSource } from './lens-provider.ts';

const shellCommand: CommandId = 'longshore.build.shell';

export const failedStepLens = (parsed: ParsedDockerfiles, builds: BuildHistory): LensSource => ({
  onDidChange: (listener) =>
    builds.onDidChange(({ kind }) => {
      if (kind === 'list') listener();
    }),
  lenses: (document) => (document.uri.scheme === 'file' ? lensesOf(document, parsed, builds) : []),
});

function lensesOf(document: TextDocument, parsed: ParsedDockerfiles, builds: BuildHistory): CodeLens[] {
  const build = builds.followed(document.uri.fsPath);
  if (build?.record.outcome !== 'failed') return [];
  const { engine, id } = build.record;
  const ref: ObjectRef = { engine, kind: 'build', id };
  const failed = build.lines
    .states()
    .filter(({ state, instruction }) => state === 'failed' && instruction.keyword !== 'FROM');
  return anchorsIn(build.lines.document, parsed.of(document))
    .filter(({ instruction }) => failed.some((state) => state.instruction === instruction))
    .map(
      ({ first }) =>
        new CodeLens(new Range(first, 0, first, 0), {
          command: shellCommand,
          title: `$(terminal)\u00a0${l10n.t('Open Shell in the Failed Step')}`,
          tooltip: l10n.t('The files as they were before the step, with its command ready at the prompt'),
          arguments: [[ref]],
        }),
    );
}
