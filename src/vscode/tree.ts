// Shows a kind's rows in its view. Knows no kind by name: rows are data, refreshed in place so that selection and
// expansion stay. Nothing asks an engine before a view is visible.
import * as l10n from '@vscode/l10n';
import {
  commands,
  Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeDragAndDropController,
  window,
} from 'vscode';
import { engineRow } from '../explorer/engine-row.ts';
import type { Kind } from '../explorer/kind.ts';
import { arrange, layoutWords } from '../explorer/layout.ts';
import { createTreeNews } from '../explorer/tree-news.ts';
import { createTreeNodes, type SourceRows, type TreeNode } from '../explorer/tree-nodes.ts';
import { createGreying } from './greying.ts';
import type { Layouts } from './layouts.ts';
import { tooltip, treeItem } from './tree-item.ts';
import type { TreeSource } from './tree-source.ts';
import { whileVisible } from './visible-views.ts';

/** Ages grow while nothing happens; they are words of minutes. */
const ageInterval = 60_000;

export interface Tree extends Disposable {
  /** The id of its view. */
  readonly view: string;
  /** The rows that a key is pressed on. */
  nodesForKey(): Promise<readonly TreeNode[]>;
}

/**
 * `sources`: one whose rows stand in the view as they are, or several, each below a row of its engine.
 * `drops`: what becomes of what is dropped on a row; without it nothing can be.
 */
export function registerTree<T, Source, Change>(
  kind: Kind<T, Source, Change>,
  sources: readonly TreeSource<Source, Change>[],
  layouts: Layouts,
  drops?: TreeDragAndDropController<TreeNode>,
): Tree {
  const changed = new EventEmitter<TreeNode[] | undefined>();
  const nodes = createTreeNodes();
  const greying = sources.map(({ isStale }) => createGreying(() => isStale?.() ?? false, refresh));

  /** From what is known: no request. */
  const rowsOf = ({ source, engine, isReady, problem }: TreeSource<Source, Change>, index: number): SourceRows => {
    const shown = engine?.();
    return {
      engine: shown?.id,
      heading: sources.length > 1 && shown ? engineRow(shown) : undefined,
      rows: isReady() ? arrange(kind, source, layouts.get(kind.view), Date.now()) : (problem?.()?.rows ?? []),
      isGrey: greying[index]?.isGrey() ?? false,
    };
  };
  const update = () => nodes.update(sources.map(rowsOf));
  const news = createTreeNews((different) => changed.fire(different));
  const messageOf = ({ source, isReady, problem }: TreeSource<Source, Change>, index: number): string => {
    if (!isReady()) return problem?.()?.message ?? '';
    if (greying[index]?.isGrey()) return l10n.t('The connection to the engine was lost. Reconnecting…');
    const failure = kind.failure?.(source);
    return failure === undefined ? '' : l10n.t('This list could not be read: {0}', failure);
  };
  const messageNow = (): string => {
    const message = sources.map(messageOf).find((said) => said !== '');
    if (message !== undefined) return message;
    // The welcome text would say that there is nothing at all.
    const isFilteredOut =
      nodes.roots.length === 0 && sources.some(({ source, isReady }) => isReady() && kind.list(source).length > 0);
    return isFilteredOut ? l10n.t('Nothing matches the filter. To change it, use the funnel icon above.') : '';
  };
  function refresh(): void {
    const difference = update();
    const message = messageNow();
    if ((view.message ?? '') !== message) view.message = message;
    news.tell(difference);
  }
  const loadChildren = (node: TreeNode) =>
    news.whileAsked(node, async () => {
      await sources[node.source]?.load?.(node.row);
      return update();
    });

  const provider: TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (node) => {
      if (node?.row.isLazy) await loadChildren(node);
      return [...(node ? node.children : nodes.roots)];
    },
    getTreeItem: treeItem,
    // Made when a row is pointed at.
    resolveTreeItem: (item, { row }) => {
      item.tooltip = tooltip(row);
      return item;
    },
    getParent: (node) => nodes.parentOf(node),
  };
  const view = window.createTreeView(kind.view, {
    treeDataProvider: provider,
    canSelectMany: true,
    ...(drops ? { dragAndDropController: drops } : {}),
  });
  const showing = whileVisible(view, () => {
    for (const { begin } of sources) begin(kind.wants);
    const leave = sources.map(({ attend }) => attend?.());
    return () => {
      for (const each of leave) each?.();
    };
  });
  const tellLayout = () => {
    // Otherwise a filtered list looks as if the rest were gone.
    view.description = layoutWords(kind, layouts.get(kind.view));
  };
  tellLayout();
  refresh();
  const clock = setInterval(() => {
    if (view.visible) refresh();
  }, ageInterval);
  const subscriptions = sources.map(({ onDidChange }, index) =>
    onDidChange((change) => {
      greying[index]?.note();
      if (kind.isTouchedBy(change)) refresh();
    }),
  );
  const lifetime = Disposable.from(
    view,
    changed,
    showing,
    ...greying,
    ...subscriptions,
    layouts.onDidChange((changedView) => {
      if (changedView !== kind.view) return;
      tellLayout();
      refresh();
    }),
    new Disposable(() => clearInterval(clock)),
  );
  return {
    view: kind.view,
    dispose: () => void lifetime.dispose(),
    async nodesForKey() {
      // Arrow keys move only the focus, which VS Code does not tell: selecting it does.
      if (view.selection.length < 2) await commands.executeCommand('list.select');
      return view.selection;
    },
  };
}
