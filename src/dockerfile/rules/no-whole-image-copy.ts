// COPY --from takes what is needed, not all there is.
import * as l10n from '@vscode/l10n';
import { copyArguments } from '../meaning/copy-arguments.ts';
import { onEach } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const noWholeImageCopy: Rule = {
  id: 'no-whole-image-copy',
  aliases: ['DL3067'],
  severity: 'info',
  title: l10n.t('Copy what is needed, not a whole file system'),
  why: l10n.t(
    'COPY --from=build / / also copies the compilers, caches and keys of the other stage, which multi-stage builds are meant to leave behind. Copy only the folders that the program needs. It only makes sense if you want to merge all layers into one.',
  ),
  bad: 'FROM golang:1.23 AS build\nFROM scratch\nCOPY --from=build ⟦/⟧ /\n',
  good: 'FROM golang:1.23 AS build\nFROM scratch\nCOPY --from=build /app /\n',
  check: onEach(['COPY'], (instruction, { document, report }) => {
    const copy = copyArguments(document, instruction);
    if (!copy?.from || copy.destination.text !== '/') return;
    for (const source of copy.sources) {
      if (source.text !== '/') continue;
      report({
        range: document.rangeOf(source),
        message: l10n.t('This copies all files of the other stage or image; copy only what the program needs'),
      });
    }
  }),
};
