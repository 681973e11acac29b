// Which rows a key is pressed on: arrow keys move only the focus, which VS Code does not tell.
import { commands, type TreeView } from 'vscode';
import type { TreeNode } from '../explorer/tree-nodes.ts';

/** Those that are selected if they are several, else the one that has the focus, which is selected from then on. */
export async function nodesForKey(view: TreeView<TreeNode>): Promise<readonly TreeNode[]> {
  const before = view.selection;
  if (before.length > 1) return before;
  // Selecting tells which one it is. To select it alone (`list.select`) would do what a click does: a file would open.
  await commands.executeCommand('list.toggleSelection');
  const focused = view.selection.find((node) => !before.includes(node)) ?? before[0];
  if (!focused) return [];
  await view.reveal(focused, { select: true, focus: true });
  return [focused];
}

/** As Enter does it on rows that have others below them. */
export const toggleFocused = (): Thenable<unknown> => commands.executeCommand('list.toggleExpand');
