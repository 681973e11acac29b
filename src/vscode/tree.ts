// Shows a kind's rows in its view. Knows no kind by name: rows are data, refreshed in place so that selection and
// expansion stay. Nothing asks an engine before a view is visible.
import * as l10n from '@vscode/l10n';
import {
  commands,
  Disposable,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  type TreeDragAndDropController,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import type { CommandId } from '../commands/index.ts';
import type { Inventory, InventoryChange } from '../engine/inventory.ts';
import type { OptionalList } from '../engine/lists.ts';
import type { Kind, Row, Tone } from '../explorer/kind.ts';
import { arrange, layoutWords } from '../explorer/layout.ts';
import { isNotRunning, wayOnRows } from '../explorer/no-engine.ts';
import { visibleText } from '../visible-text.ts';
import { type ContextKeys, setContextKey } from './context-keys.ts';
import type { Layouts } from './layouts.ts';

/** The element that VS Code hands back to commands: lasts as long as its object, while the row inside changes. */
export class TreeNode {
  row: Row;
  children: readonly TreeNode[] = [];

  constructor(row: Row) {
    this.row = row;
  }
}

/** Milliseconds after which rows of a broken connection look so. */
const greyAfter = 1000;

/** Ages grow while nothing happens; they are words of minutes. */
const ageInterval = 60_000;

const toneColours: Record<Tone, string> = {
  good: 'charts.green',
  bad: 'charts.red',
  busy: 'charts.yellow',
  quiet: 'disabledForeground',
};

export interface Tree extends Disposable {
  /** The id of its view. */
  readonly view: string;
  /** The rows that a key is pressed on. */
  nodesForKey(): Promise<readonly TreeNode[]>;
}

/** What a tree's rows are made of. */
export interface TreeSource<Source, Change> {
  readonly source: Source;
  /** false: there is nothing to show, and the welcome text or `problem` says why. */
  isReady(): boolean;
  /** Why there is nothing, where that is more than a welcome text can say, and rows that lead on. */
  problem?(): { readonly message: string; readonly rows: readonly Row[] } | undefined;
  /** What is shown may not be true any more: the connection broke, and is made anew. */
  isStale?(): boolean;
  /** The view is looked at, until the answered function is called. */
  attend?(): () => void;
  /** The view is visible: what is not watched yet is watched from now on. */
  begin(wants: OptionalList | undefined): void;
  onDidChange(listener: (change: Change) => void): { dispose(): void };
  /** Asks for the children of a lazy row. */
  load?(row: Row): Promise<void>;
}

/** `saysWhy`: whether its view is the one that tells why there is no engine. */
export function inventorySource(
  inventory: Inventory,
  { saysWhy = false } = {},
): TreeSource<Inventory, InventoryChange> {
  return {
    source: inventory,
    isReady: () => inventory.connection.state === 'connected' || inventory.connection.state === 'reconnecting',
    isStale: () => inventory.connection.state === 'reconnecting',
    problem: () => {
      const { connection } = inventory;
      if (!saysWhy || connection.state !== 'unreachable' || isNotRunning(connection.error)) return undefined;
      return { message: connection.error.message, rows: wayOnRows() };
    },
    attend: () => inventory.attend(),
    begin(wants) {
      if (wants) inventory.want(wants);
      inventory.start();
    },
    onDidChange: (listener) => inventory.onDidChange(listener),
  };
}

/** `drops`: what becomes of what is dropped on a row; without it nothing can be. */
export function registerTree<T, Source, Change>(
  kind: Kind<T, Source, Change>,
  { source, isReady, problem, isStale, attend, begin: beginSource, onDidChange, load }: TreeSource<Source, Change>,
  layouts: Layouts,
  drops?: TreeDragAndDropController<TreeNode>,
): Tree {
  const changed = new EventEmitter<TreeNode[] | undefined>();
  let nodes = new Map<string, TreeNode>();
  let roots: readonly TreeNode[] = [];
  let parents = new Map<TreeNode, TreeNode>();
  let isGrey = false;
  let wasGrey = false;

  /** Rebuilds rows from what is known (no request), keeps nodes by id, and tells which rows look different. */
  const update = (): TreeNode[] | 'structure' => {
    const rows = isReady() ? arrange(kind, source, layouts.get(kind.view), Date.now()) : (problem?.()?.rows ?? []);
    const nextParents = new Map<TreeNode, TreeNode>();
    const next = new Map<string, TreeNode>();
    const different: TreeNode[] = [];
    let moved = false;
    const nodeOf = (row: Row): TreeNode => {
      const node = nodes.get(row.id) ?? new TreeNode(row);
      if (wasGrey !== isGrey || lookOf(node.row) !== lookOf(row)) different.push(node);
      node.row = row;
      node.children = row.children.map(nodeOf);
      for (const child of node.children) nextParents.set(child, node);
      next.set(row.id, node);
      return node;
    };
    wasGrey = isGrey;
    const before = roots;
    roots = rows.map(nodeOf);
    parents = nextParents;
    moved = before.length !== roots.length || before.some((node, index) => node !== roots[index]);
    nodes = next;
    return moved ? 'structure' : different;
  };
  // While a row's children are being asked for, VS Code is told nothing: it would ask again and get each child twice.
  let loading = 0;
  let untold: Set<TreeNode> | 'structure' = new Set();
  const tell = (difference: readonly TreeNode[] | 'structure') => {
    if (difference === 'structure') untold = 'structure';
    else if (untold !== 'structure') for (const node of difference) untold.add(node);
    if (loading > 0) return;
    const now = untold;
    untold = new Set();
    if (now === 'structure') changed.fire(undefined);
    else if (now.size > 0) changed.fire([...now]);
  };
  const messageNow = (): string => {
    if (!isReady()) return problem?.()?.message ?? '';
    if (isGrey) return l10n.t('The connection to the engine broke. Reconnecting…');
    const failure = kind.failure?.(source);
    if (failure !== undefined) return l10n.t('This list could not be read: {0}', failure);
    // The welcome text would say that there is nothing at all.
    const isFilteredOut = roots.length === 0 && kind.list(source).length > 0;
    return isFilteredOut ? l10n.t('Nothing here fits the filter. The funnel above changes it.') : '';
  };
  const refresh = () => {
    const difference = update();
    const message = messageNow();
    if ((view.message ?? '') !== message) view.message = message;
    tell(difference);
  };
  // Most connections are back before anybody would have read that they are gone.
  let greying: NodeJS.Timeout | undefined;
  const noteStale = () => {
    if (!isStale?.()) {
      clearTimeout(greying);
      greying = undefined;
      isGrey = false;
    } else if (!isGrey) {
      greying ??= setTimeout(() => {
        isGrey = isStale();
        refresh();
      }, greyAfter);
    }
  };
  const loadChildren = async (node: TreeNode): Promise<void> => {
    loading++;
    try {
      await load?.(node.row);
      tell(update());
    } finally {
      loading--;
    }
    // Its new children are what VS Code is waiting for; all else it is told once it has them.
    if (untold !== 'structure') untold.delete(node);
    setImmediate(() => tell([]));
  };

  const provider: TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (node) => {
      if (node?.row.isLazy) await loadChildren(node);
      return [...(node ? node.children : roots)];
    },
    getTreeItem: ({ row }) => treeItem(row, isGrey),
    // Made when a row is pointed at.
    resolveTreeItem: (item, { row }) => {
      item.tooltip = tooltip(row);
      return item;
    },
    getParent: (node) => parents.get(node),
  };
  const view = window.createTreeView(kind.view, {
    treeDataProvider: provider,
    canSelectMany: true,
    ...(drops ? { dragAndDropController: drops } : {}),
  });
  let leave: (() => void) | undefined;
  const begin = () => {
    if (view.visible) {
      beginSource(kind.wants);
      leave ??= attend?.();
    } else {
      leave?.();
      leave = undefined;
    }
  };
  const tellLayout = () => {
    // Otherwise a filtered list looks as if the rest were gone.
    view.description = layoutWords(kind, layouts.get(kind.view));
  };
  begin();
  tellLayout();
  refresh();
  const clock = setInterval(() => {
    if (view.visible) refresh();
  }, ageInterval);
  const subscription = onDidChange((change) => {
    noteStale();
    if (kind.isTouchedBy(change)) refresh();
  });
  const lifetime = Disposable.from(
    view,
    changed,
    view.onDidChangeVisibility(begin),
    layouts.onDidChange((changedView) => {
      if (changedView !== kind.view) return;
      tellLayout();
      refresh();
    }),
    new Disposable(() => subscription.dispose()),
    new Disposable(() => clearInterval(clock)),
    new Disposable(() => clearTimeout(greying)),
    new Disposable(() => leave?.()),
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

/** What VS Code shows of a row itself, and which rows are below: how those look is told for each of them. */
function lookOf({ children, tooltip, ...row }: Row): string {
  return JSON.stringify([row, tooltip(), children.map(({ id }) => id)]);
}

/** `when` clauses of package.json choose the welcome text by this key. */
export function registerConnectionContext(inventory: Inventory): Disposable {
  const tell = () => {
    const { connection } = inventory;
    void setContextKey('longshore.connection', keyOf(connection));
  };
  tell();
  return inventory.onDidChange(({ connection }) => {
    if (connection) tell();
  }) as Disposable;
}

function keyOf(connection: Inventory['connection']): ContextKeys['longshore.connection'] {
  if (connection.state === 'unreachable') return isNotRunning(connection.error) ? 'not-running' : 'unreachable';
  // The rows are still there, and what can be done with them.
  return connection.state === 'reconnecting' ? 'connected' : connection.state;
}

interface Verb {
  readonly command: CommandId | 'workbench.action.openSettings';
  readonly title: string;
  /** What the command gets; the row's object if absent. */
  readonly arguments?: readonly unknown[];
}

const verbs: Record<NonNullable<Row['verb']>, Verb> = {
  more: { command: 'longshore.registry.more', title: l10n.t('Show More') },
  retry: { command: 'longshore.refresh', title: l10n.t('Try Again'), arguments: [] },
  'choose-engine': {
    command: 'workbench.action.openSettings',
    title: l10n.t('Choose Another Engine'),
    arguments: ['longshore.engine.host'],
  },
  log: { command: 'longshore.showLog', title: l10n.t('Show Log'), arguments: [] },
};

function treeItem(row: Row, isGrey: boolean): TreeItem {
  const item = new TreeItem(
    visibleText(row.label),
    row.children.length === 0 && !row.isLazy
      ? TreeItemCollapsibleState.None
      : row.isOpen
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed,
  );
  item.id = row.id;
  item.description = visibleText(row.description);
  const tone = isGrey ? 'quiet' : row.tone;
  item.iconPath = new ThemeIcon(row.icon, tone && new ThemeColor(toneColours[tone]));
  item.contextValue = row.tokens.join(' ');
  if (row.verb) {
    const { command, title, arguments: given = [[row.objectId]] } = verbs[row.verb];
    item.command = { command, title, arguments: [...given] };
  }
  // The visible words come first: who speaks to the editor says what they see (WCAG 2.5.3).
  item.accessibilityInformation = { label: visibleText(`${row.label} ${row.description}, ${row.spoken}`) };
  return item;
}

/** A table; `appendText` escapes whatever markdown a stranger put into a name. */
function tooltip(row: Row): MarkdownString {
  const markdown = new MarkdownString('', true);
  for (const [name, value] of row.tooltip()) {
    markdown.appendMarkdown(`**${name}:** `);
    markdown.appendText(visibleText(value));
    markdown.appendMarkdown('  \n');
  }
  return markdown;
}
