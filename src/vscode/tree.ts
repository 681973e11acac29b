// Shows a kind's rows in its view. Knows no kind by name: rows are data, refreshed in place so that selection and
// expansion stay. Nothing asks an engine before a view is visible.
import {
  commands,
  Disposable,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import type { Inventory } from '../engine/inventory.ts';
import type { Kind, Row, Tone } from '../explorer/kind.ts';

/** The element that VS Code hands back to commands: lasts as long as its object, while the row inside changes. */
export class TreeNode {
  row: Row;
  children: readonly TreeNode[] = [];

  constructor(row: Row) {
    this.row = row;
  }
}

/** Ages grow while nothing happens; they are words of minutes. */
const ageInterval = 60_000;

const toneColours: Record<Tone, string> = {
  good: 'charts.green',
  bad: 'charts.red',
  busy: 'charts.yellow',
  quiet: 'disabledForeground',
};

export function registerTree<T>(kind: Kind<T>, inventory: Inventory): Disposable {
  const changed = new EventEmitter<TreeNode[] | undefined>();
  let nodes = new Map<string, TreeNode>();
  let roots: readonly TreeNode[] = [];

  /** Rebuilds rows from what is known (no request), keeps nodes by id, and tells which rows look different. */
  const update = (): TreeNode[] | 'structure' => {
    const items = inventory.connection.state === 'connected' ? [...kind.list(inventory)].sort(kind.compare) : [];
    const now = Date.now();
    const next = new Map<string, TreeNode>();
    const different: TreeNode[] = [];
    let moved = false;
    const nodeOf = (row: Row): TreeNode => {
      const node = nodes.get(row.id) ?? new TreeNode(row);
      if (JSON.stringify(node.row) !== JSON.stringify(row)) different.push(node);
      node.row = row;
      node.children = row.children.map(nodeOf);
      next.set(row.id, node);
      return node;
    };
    const before = roots;
    roots = items.map((item) => nodeOf(kind.row(item, inventory, now)));
    moved = before.length !== roots.length || before.some((node, index) => node !== roots[index]);
    nodes = next;
    return moved ? 'structure' : different;
  };
  const refresh = () => {
    const difference = update();
    if (difference === 'structure') changed.fire(undefined);
    else if (difference.length > 0) changed.fire(difference);
  };

  const provider: TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => [...(node ? node.children : roots)],
    getTreeItem: ({ row }) => treeItem(row),
    getParent: (node) => roots.find(({ children }) => children.includes(node)),
  };
  const view = window.createTreeView(kind.view, { treeDataProvider: provider, canSelectMany: true });
  const begin = () => {
    if (view.visible) inventory.start();
  };
  begin();
  refresh();
  const clock = setInterval(() => {
    if (view.visible) refresh();
  }, ageInterval);
  return Disposable.from(
    view,
    changed,
    view.onDidChangeVisibility(begin),
    inventory.onDidChange((change) => {
      if (kind.isTouchedBy(change)) refresh();
    }),
    new Disposable(() => clearInterval(clock)),
  );
}

/** `when` clauses of package.json choose the welcome text by this key. */
export function registerConnectionContext(inventory: Inventory): Disposable {
  const tell = () => {
    const { connection } = inventory;
    const value = connection.state === 'unreachable' ? connection.error.kind : connection.state;
    void commands.executeCommand('setContext', 'longshore.connection', value);
  };
  tell();
  return inventory.onDidChange(({ connection }) => {
    if (connection) tell();
  }) as Disposable;
}

function treeItem(row: Row): TreeItem {
  const item = new TreeItem(
    row.label,
    row.children.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  );
  item.id = row.id;
  item.description = row.description;
  item.tooltip = tooltip(row);
  item.iconPath = new ThemeIcon(row.icon, row.tone && new ThemeColor(toneColours[row.tone]));
  item.contextValue = row.tokens.join(' ');
  // The visible words come first: who speaks to the editor says what they see (WCAG 2.5.3).
  item.accessibilityInformation = { label: `${row.label} ${row.description}, ${row.spoken}` };
  return item;
}

/** A table; `appendText` escapes whatever markdown a stranger put into a name. */
function tooltip({ tooltip: facts }: Row): MarkdownString {
  const markdown = new MarkdownString('', true);
  for (const [name, value] of facts) {
    markdown.appendMarkdown(`**${name}:** `);
    markdown.appendText(value);
    markdown.appendMarkdown('  \n');
  }
  return markdown;
}
