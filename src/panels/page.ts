// What strangers have written (names, labels, commands) in markdown: shown as it is written, whatever markup it holds. Knows no Docker.

import * as l10n from '@vscode/l10n';
import { mayBeSecret } from '../dockerfile/knowledge/hidden-values.ts';
import { visibleText } from '../visible-text.ts';

/** Text that means nothing in markdown or HTML; on one line, since it may stand in a table. */
export function plainText(text: string): string {
  return visibleText(text.replaceAll(/\r\n|\r|\n/g, ' ↵ ')).replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** `NAME=value` without the value where the name says that it is a secret: a page may be on a shared screen. */
export function withoutSecret(variable: string): string {
  const [name = ''] = variable.split('=', 1);
  const value = variable.slice(name.length + 1);
  return value !== '' && mayBeSecret(name, value) ? l10n.t('{0}=(hidden)', name) : variable;
}
