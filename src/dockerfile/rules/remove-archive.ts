// What was downloaded to be unpacked goes in the RUN that unpacked it.

import * as l10n from '@vscode/l10n';
import { removalFix } from '../families/removal-fix.ts';
import { isInProduct } from '../meaning/product.ts';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { staysBehind } from '../shell/downloads.ts';
import type { ShellCommand, ShellWord } from '../shell/shell.ts';

export const removeArchive: Rule = {
  id: 'remove-archive',
  aliases: ['tarSomethingRmTheSomething'],
  severity: 'info',
  title: l10n.t('Remove an archive after unpacking it'),
  why: l10n.t(
    'An archive that is downloaded and unpacked is in the image twice: packed and unpacked. If you remove it in the same RUN, it never becomes part of the image. A later RUN can only hide it.',
  ),
  bad: 'FROM alpine:3.22\nRUN wget -q https://example.com/app.tar.gz && tar -xzf ⟦app.tar.gz⟧\n',
  good: 'FROM alpine:3.22\nRUN wget -q https://example.com/app.tar.gz && tar -xzf app.tar.gz && rm app.tar.gz\n',
  check: onEachCommandNamed(['tar', 'bsdtar', 'unzip'], (command, run, { document, report }) => {
    const file = unpacked(command);
    if (!file || !isInProduct(document, run, false) || !staysBehind(document, run, command, file)) return;
    report({
      range: document.rangeOf(file),
      message: l10n.t('The archive stays in the image; remove it in this RUN'),
      fix: removalFix(document, run, command, file),
    });
  }),
};

/** The archive that is read; undefined for one that comes through a pipe. */
function unpacked({ name, args }: ShellCommand): ShellWord | undefined {
  if (name === 'unzip') return args.find(({ value }) => !value.startsWith('-'));
  const [first, second] = args;
  const isExtract = args.some(
    ({ value }, index) =>
      /^-[a-zA-Z]*x|^--(extract|get)$/.test(value) || (index === 0 && /^[a-zA-Z]*x[a-zA-Z]*$/.test(value)),
  );
  if (!isExtract) return undefined;
  if (first && /^[a-zA-Z]*f$/.test(first.value)) return second;
  const at = args.findIndex(({ value }) => /^(-[a-zA-Z]*f|--file)$/.test(value));
  const file = at < 0 ? undefined : args[at + 1];
  return file?.value === '-' ? undefined : file;
}
