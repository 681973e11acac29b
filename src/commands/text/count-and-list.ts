// Lists of names in sentences.

import * as l10n from '@vscode/l10n';

/** `"web"`, `"web" and "db"`, `"web", "db" and 3 more`. */
export function listNames(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  if (quoted.length <= 1) return quoted.join('');
  if (quoted.length <= 3) return l10n.t('{0} and {1}', quoted.slice(0, -1).join(', '), quoted.at(-1) ?? '');
  return l10n.t('{0} and {1} more', quoted.slice(0, 2).join(', '), quoted.length - 2);
}
