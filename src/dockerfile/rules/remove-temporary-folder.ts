// A temporary folder goes in the RUN that made it.

import * as l10n from '@vscode/l10n';
import { isInProduct } from '../meaning/product.ts';
import { appendStep } from '../rule-parts/append-step.ts';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { removesManyFiles } from '../shell/downloads.ts';
import { shellScript } from '../shell/shell.ts';

export const removeTemporaryFolder: Rule = {
  id: 'remove-temporary-folder',
  aliases: ['rmRecursiveAfterMktempD'],
  severity: 'info',
  title: l10n.t('Remove a temporary folder in the same RUN'),
  why: l10n.t(
    'mktemp -d creates a folder with a random name, so nothing else can use it or clean it up later. Its contents stay in the image unless the same RUN removes them.',
  ),
  bad: 'FROM debian:12\nRUN dir=$(⟦mktemp -d⟧) && cp /etc/passwd "$dir"\n',
  good: 'FROM debian:12\nRUN dir=$(mktemp -d) && cp /etc/passwd "$dir" && rm -rf "$dir"\n',
  check: onEachCommandNamed(['mktemp'], (command, run, { document, report }) => {
    const isFolder = command.args.some(({ value }) => /^-\w*d|^--directory$/.test(value));
    if (!isFolder || !isInProduct(document, run, false)) return;
    const { commands } = shellScript(document, run);
    if (commands.some((other) => other.start > command.start && removesManyFiles(other))) return;
    const [, variable] =
      /([A-Za-z_]\w*)=["']?\$\($/.exec(document.text.slice(Math.max(run.start, command.start - 100), command.start)) ??
      [];
    const edits = variable ? appendStep(document, run, `rm -rf "$${variable}"`) : [];
    report({
      range: document.rangeOf(command),
      message: l10n.t('The temporary folder stays in the image; remove it at the end of this RUN'),
      fix: edits.length ? { title: l10n.t('Remove the folder at the end'), edits, safe: true } : undefined,
    });
  }),
};
