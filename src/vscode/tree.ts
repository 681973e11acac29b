// Shows a kind's rows in its view. Knows no kind by name: rows are data, refreshed in place so that selection and
// expansion stay. Nothing asks an engine before a view is visible.
import { Disposable, EventEmitter, type TreeDataProvider, type TreeDragAndDropController, window } from 'vscode';
import { realClock } from '../clock.ts';
import type { Kind } from '../explorer/kind.ts';
import { layoutWords } from '../explorer/layout.ts';
import { createTreeNews } from '../explorer/tree-news.ts';
import { createTreeNodes, type TreeNode } from '../explorer/tree-nodes.ts';
import type { Layouts } from './layouts.ts';
import { createBadge } from './tree-badge.ts';
import { createTreeClock } from './tree-clock.ts';
import { tooltip, treeItem } from './tree-item.ts';
import { nodesForKey } from './tree-keys.ts';
import { createTreeRows } from './tree-rows.ts';
import type { TreeSource } from './tree-source.ts';
import { whileVisible } from './visible-views.ts';

export interface Tree extends Disposable {
  /** The id of its view. */
  readonly view: string;
  /** The rows that a key is pressed on. */
  nodesForKey(): Promise<readonly TreeNode[]>;
  /** Those that are selected, while the view is seen. */
  selected(): readonly TreeNode[];
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
  const rows = createTreeRows(kind, sources, () => layouts.get(kind.view), refresh);
  const news = createTreeNews((different) => {
    changed.fire(different);
    showWanted();
  }, realClock);
  const update = () => nodes.update(rows.now());
  function refresh(): void {
    const difference = update();
    const message = rows.message(nodes.roots.length === 0);
    if ((view.message ?? '') !== message) view.message = message;
    news.tell(difference);
    badge.show();
    clock.wind();
    showWanted();
  }
  let wanted: string | undefined;
  /** A row may come later than the wish to see it. */
  function showWanted(): void {
    const node = wanted === undefined || !news.isTold() ? undefined : nodes.find(wanted);
    if (!node) return;
    wanted = undefined;
    // Not selected: commands of the palette would be about it from now on.
    void view.reveal(node, { select: false, focus: false });
  }
  /** Nobody has a pointer over the rows, or they were asked to move. */
  const refreshFreely = () => {
    rows.release();
    refresh();
  };
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
    resolveTreeItem: (item, node) => {
      item.tooltip = tooltip(node);
      return item;
    },
    getParent: (node) => nodes.parentOf(node),
  };
  const view = window.createTreeView(kind.view, {
    treeDataProvider: provider,
    canSelectMany: true,
    ...(drops ? { dragAndDropController: drops } : {}),
  });
  const toggling = Disposable.from(
    view.onDidCollapseElement(({ element }) => sources[element.source]?.closed?.(element.row)),
    view.onDidExpandElement(({ element }) => sources[element.source]?.opened?.(element.row)),
  );
  const badge = createBadge(view, rows.attention);
  const clock = createTreeClock(view, rows.nextLook, refresh);
  const showing = whileVisible(view, () => {
    for (const { begin } of sources) begin(kind.wants);
    refreshFreely();
    const leave = sources.map(({ attend }) => attend?.());
    return () => {
      clock.stop();
      for (const each of leave) each?.();
    };
  });
  const tellLayout = () => {
    // Otherwise a filtered list looks as if the rest were gone.
    view.description = layoutWords(kind, layouts.get(kind.view));
  };
  tellLayout();
  refresh();
  const subscriptions = sources.map(({ onDidChange }, index) =>
    onDidChange((change) => {
      rows.note(index);
      if (kind.isTouchedBy(change)) refresh();
    }),
  );
  const lifetime = Disposable.from(
    view,
    changed,
    news,
    toggling,
    showing,
    rows,
    badge,
    clock,
    ...subscriptions,
    layouts.onDidChange((changedView) => {
      if (changedView !== kind.view) return;
      tellLayout();
      refreshFreely();
    }),
    layouts.onReveal((askedView, id) => {
      // Nobody asked for the sidebar.
      if (askedView !== kind.view || !view.visible) return;
      wanted = id;
      showWanted();
    }),
  );
  return {
    view: kind.view,
    dispose: () => void lifetime.dispose(),
    selected: () => (view.visible ? view.selection : []),
    nodesForKey: () => nodesForKey(view),
  };
}
