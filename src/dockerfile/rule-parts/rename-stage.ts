// The fix that gives a stage another name.
import * as l10n from '@vscode/l10n';
import { stageReferences } from '../meaning/stage-names.ts';
import type { DockerfileDocument, Stage } from '../text/document.ts';
import type { Edit } from '../text/range.ts';
import type { Fix } from './rule.ts';

/** Renames the stage with all that mean it; undefined if a name is not written in one piece. */
export function renameStage(document: DockerfileDocument, stage: Stage, name: string, safe: boolean): Fix | undefined {
  if (!stage.name) return undefined;
  const places = [stage.name, ...stageReferences(document, stage)];
  if (places.some(({ start, end }) => /\s/.test(document.text.slice(start, end)))) return undefined;
  const edits: Edit[] = places
    .filter(({ start, end }) => document.text.slice(start, end) !== name)
    .map((span) => ({ range: document.rangeOf(span), text: name }));
  return { title: l10n.t('Rename to {0}', name), edits, safe };
}
