// Markdown pages of facts. All text in them comes from strangers (names, labels, commands): it is shown as it is written,
// whatever markup it holds. Knows no Docker.

import * as l10n from '@vscode/l10n';
import { mayBeSecret } from '../dockerfile/knowledge/hidden-values.ts';
import { visibleText } from '../visible-text.ts';

/** Text that means nothing in markdown or HTML; on one line, since it may stand in a table. */
export function plainText(text: string): string {
  return visibleText(text.replaceAll(/\r\n|\r|\n/g, ' ↵ ')).replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** A table without a visible head; rows without a value are left out. */
export function factTable(rows: readonly (readonly [name: string, value: string | undefined])[]): string {
  const told = rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
  return table(
    ['', ''],
    told.map(([name, value]) => [`**${name}**`, plainText(value)]),
  );
}

/** Cells are markdown: what comes from strangers goes through `plainText` before. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function pageOf(title: string, parts: readonly string[]): string {
  return `${[`# ${plainText(title)}`, ...parts].join('\n\n')}\n`;
}

/** `NAME=value` without the value where the name says that it is a secret: a page may be on a shared screen. */
export function withoutSecret(variable: string): string {
  const [name = ''] = variable.split('=', 1);
  const value = variable.slice(name.length + 1);
  return value !== '' && mayBeSecret(name, value) ? l10n.t('{0}=(hidden)', name) : variable;
}

/** A share between 0 and 1 as a bar of characters. */
export function bar(share: number, width = 20): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}
