// A row as VS Code draws it. Names and labels come from strangers: they are shown as plain text.
import * as l10n from '@vscode/l10n';
import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { CommandId } from '../commands/index.ts';
import type { Row, Tone } from '../explorer/kind.ts';
import type { TreeNode } from '../explorer/tree-nodes.ts';
import { visibleText } from '../visible-text.ts';
import { uriOfFile } from './file-addresses.ts';

const toneColours: Record<Tone, string> = {
  good: 'charts.green',
  bad: 'charts.red',
  busy: 'charts.yellow',
  quiet: 'disabledForeground',
};

interface Verb {
  readonly command: CommandId | 'noop' | 'vscode.open';
  readonly title: string;
  /** What the command gets; the row's object if absent. */
  readonly arguments?: readonly unknown[];
}

const verbs: Record<NonNullable<Row['verb']>, Verb> = {
  more: { command: 'longshore.registry.more', title: l10n.t('Show More') },
  retry: { command: 'longshore.refresh', title: l10n.t('Try Again'), arguments: [] },
  'choose-engine': { command: 'longshore.engine.choose', title: l10n.t('Choose Another Engine'), arguments: [] },
  // VS Code's own: while rows change it cannot get lost, as one with what only we know.
  'open-file': { command: 'vscode.open', title: l10n.t('Open File') },
  // VS Code opens a row without a command at a click, and the rows below jump away from under the pointer.
  stay: { command: 'noop', title: '', arguments: [] },
  log: { command: 'longshore.showLog', title: l10n.t('Show Log'), arguments: [] },
};

export function treeItem({ key, row, ref, isGrey }: TreeNode): TreeItem {
  const item = new TreeItem(
    visibleText(row.label),
    row.children.length === 0 && !row.isLazy
      ? TreeItemCollapsibleState.None
      : row.isOpen
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed,
  );
  item.id = key;
  item.description = visibleText(row.description);
  const tone = isGrey ? 'quiet' : row.tone;
  item.iconPath = new ThemeIcon(row.icon, tone && new ThemeColor(toneColours[tone]));
  const uri = ref?.kind === 'file' ? uriOfFile(ref) : undefined;
  if (row.looksLike && uri) {
    item.resourceUri = uri;
    item.iconPath = row.looksLike === 'folder' ? ThemeIcon.Folder : ThemeIcon.File;
  }
  item.contextValue = row.tokens.join(' ');
  if (row.verb) {
    const { command, title, arguments: given = [uri ?? [ref]] } = verbs[row.verb];
    item.command = { command, title, arguments: [...given] };
  }
  // The visible words come first: who speaks to the editor says what they see (WCAG 2.5.3).
  item.accessibilityInformation = { label: visibleText(`${`${row.label} ${row.description}`.trim()}, ${row.spoken}`) };
  return item;
}

/** A table; `appendText` escapes whatever markdown a stranger put into a name. */
export function tooltip(node: TreeNode): MarkdownString {
  const markdown = new MarkdownString('', true);
  for (const [name, value] of node.askedForTooltip()) {
    markdown.appendMarkdown(`**${name}:** `);
    markdown.appendText(visibleText(value));
    markdown.appendMarkdown('  \n');
  }
  return markdown;
}
