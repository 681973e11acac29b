// Sources that were fetched to be compiled go in the RUN that compiled them.

import * as l10n from '@vscode/l10n';
import { isInProduct } from '../meaning/product.ts';
import { appendStep } from '../rule-parts/append-step.ts';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { removesManyFiles } from '../shell/downloads.ts';
import { shellScript } from '../shell/shell.ts';

/** They fill the folder with sources, not with what the image is for. */
const compilers = new Set(['make', 'cmake', 'configure', 'ninja', 'meson']);

export const removeSources: Rule = {
  id: 'remove-sources',
  aliases: ['mkdirUsrSrcThenRemove'],
  severity: 'info',
  title: l10n.t('Remove sources after compiling them'),
  why: l10n.t(
    'A program only needs its sources until it is compiled and installed. If you remove them in the same RUN, they never become part of the image. A later RUN can only hide them. A separate build stage is even better.',
  ),
  bad: 'FROM debian:12\nRUN mkdir -p ⟦/usr/src/app⟧ && make -C /usr/src/app install\nWORKDIR /\n',
  good: 'FROM debian:12\nRUN mkdir -p /usr/src/app && make -C /usr/src/app install && rm -rf /usr/src/app\nWORKDIR /\n',
  check: onEachCommandNamed(['mkdir'], (command, run, { document, report }) => {
    const folder = command.args.find(({ value }) => /^\/usr\/src\/[\w.+-]+\/?$/.test(value));
    if (!folder || !isInProduct(document, run, false)) return;
    const later = shellScript(document, run).commands.filter(({ start }) => start > command.start);
    if (!later.some(({ name }) => compilers.has(name)) || later.some(removesManyFiles)) return;
    if (document.text.includes(folder.value, run.end)) return;
    const edits = appendStep(document, run, `rm -rf ${folder.value}`);
    report({
      range: document.rangeOf(folder),
      message: l10n.t('The sources stay in the image; remove them at the end of this RUN'),
      fix: edits.length ? { title: l10n.t('Remove {0} at the end', folder.value), edits, safe: false } : undefined,
    });
  }),
};
