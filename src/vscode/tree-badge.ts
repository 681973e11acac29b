// How many things in a view need somebody's eye, as a number on the icon of Longshore.
import * as l10n from '@vscode/l10n';
import { Disposable, type TreeView, workspace } from 'vscode';
import { attentionSetting, showsAttention } from './settings.ts';

export interface Badge extends Disposable {
  show(): void;
}

/** `count`: asked at each `show`. */
export function createBadge(view: TreeView<unknown>, count: () => number): Badge {
  const show = () => {
    const value = showsAttention() ? count() : 0;
    if ((view.badge?.value ?? 0) === value) return;
    view.badge =
      value === 0
        ? undefined
        : {
            value,
            tooltip:
              value === 1 ? l10n.t('1 container needs attention') : l10n.t('{0} containers need attention', value),
          };
  };
  const changes = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(attentionSetting)) show();
  });
  return Object.assign(Disposable.from(changes), { show });
}
