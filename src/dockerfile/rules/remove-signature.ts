// A signature that was downloaded to be checked goes in the RUN that checked it.

import * as l10n from '@vscode/l10n';
import { removalFix } from '../families/removal-fix.ts';
import { isInProduct } from '../meaning/product.ts';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { staysBehind } from '../shell/downloads.ts';

export const removeSignature: Rule = {
  id: 'remove-signature',
  aliases: ['gpgVerifyAscRmAsc'],
  severity: 'style',
  title: l10n.t('Remove a signature after verifying it'),
  why: l10n.t(
    'A signature (.asc, .sig) is only needed to verify a download. After that, it is not useful in the image. If you remove it in the same RUN, it never becomes part of it.',
  ),
  bad: 'FROM alpine:3.22\nRUN wget -q https://example.com/app https://example.com/app.asc && gpg --batch --verify ⟦app.asc⟧ app\n',
  good: 'FROM alpine:3.22\nRUN wget -q https://example.com/app https://example.com/app.asc && gpg --batch --verify app.asc app && rm app.asc\n',
  check: onEachCommandNamed(['gpg', 'gpg2', 'gpgv'], (command, run, { document, report }) => {
    const isCheck = command.name === 'gpgv' || command.args.some(({ value }) => value === '--verify');
    const file = isCheck ? command.args.find(({ value }) => /\.(asc|sig|sign)["']?$/.test(value)) : undefined;
    if (!file || !isInProduct(document, run, false) || !staysBehind(document, run, command, file)) return;
    report({
      range: document.rangeOf(file),
      message: l10n.t('The signature stays in the image; remove it in this RUN'),
      fix: removalFix(document, run, command, file),
    });
  }),
};
