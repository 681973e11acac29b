// The row of a group: how those in it are, the worst first, and what can be done with all of them at once. Pure.
import * as l10n from '@vscode/l10n';
import type { Row, Summary } from './kind.ts';

export function groupRow(
  { id, name, rows }: { readonly id: string; readonly name: string; readonly rows: readonly Row[] },
  summary: Summary = { description: String(rows.length), icon: 'folder', tone: undefined, tokens: [] },
): Row {
  return {
    id,
    object: undefined,
    label: name,
    description: summary.description,
    tooltip: () => [[l10n.t('Group'), name]],
    icon: summary.icon,
    tone: summary.tone,
    tokens: ['group', ...summary.tokens],
    spoken: l10n.t('{0}, group of {1}', name, rows.length),
    children: rows,
    isOpen: true,
  };
}
