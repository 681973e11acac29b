// FROM image AS name: the word between is AS.

import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { builderInstructionsOf } from '../meaning/builder-instructions.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const asBeforeStageName: Rule = {
  id: 'as-before-stage-name',
  aliases: ['DL1000', 'INVALID_AS'],
  severity: 'error',
  title: l10n.t('Write AS between the image and the stage name'),
  why: l10n.t(
    'A stage is named with FROM image AS name. With any other word between the image and the name, the builder rejects the file.',
  ),
  bad: 'FROM golang:1.23 ⟦IS⟧ build\nWORKDIR /src\n',
  good: 'FROM golang:1.23 AS build\nWORKDIR /src\n',
  check(document, report) {
    for (const { keyword, words } of builderInstructionsOf(document, 'FROM')) {
      const [, as] = words;
      if (keyword !== 'FROM' || words.length !== 3 || !as || as.text.toUpperCase() === 'AS') continue;
      const range = document.rangeOf(as);
      const isComment = /^(#|\/\/)/.test(as.text);
      report({
        range,
        message: isComment
          ? l10n.t('Put the comment on its own line; this is read as an argument of FROM')
          : l10n.t('Only AS is allowed between the image and the stage name, not "{0}"', excerpt(as.text)),
        fix:
          !isComment && (as.text.length <= 3 || nearest(as.text.toUpperCase(), ['AS']) !== undefined)
            ? { title: l10n.t('Change to AS'), edits: [{ range, text: 'AS' }], safe: false }
            : undefined,
      });
    }
  },
};
