// Stages have names that the builder takes.

import * as l10n from '@vscode/l10n';
import { freeStageName, validStageName } from '../meaning/stage-names.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { renameStage } from '../rule-parts/rename-stage.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { isTemplate, isTemplated } from '../text/template.ts';

export const validStageNames: Rule = {
  id: 'valid-stage-name',
  aliases: ['INVALID_BUILD_STAGE_NAME'],
  severity: 'error',
  title: l10n.t('Begin stage names with a letter'),
  why: l10n.t(
    'A stage name begins with a letter and can have letters, digits, hyphens, underscores and dots. Variables are not replaced in it. The builder rejects other names. A number already means the stage at that position.',
  ),
  bad: 'FROM alpine:3.20 AS ⟦1st⟧\n',
  good: 'FROM alpine:3.20 AS stage-1st\n',
  check(document, report) {
    for (const stage of document.stages) {
      const { key, name, from } = stage;
      if (key === undefined || !name || validStageName.test(key) || isTemplated(document, from) || isTemplate(document))
        continue;
      // Otherwise the number of words is the fault.
      if (from.words.length !== 3) continue;
      const cleaned = key.replace(/[^a-z0-9_.-]+/g, '-').replace(/^[^a-z0-9]+|-+$/g, '');
      const better = /^[a-z]/.test(cleaned) ? cleaned : `stage-${cleaned}`;
      report({
        range: document.rangeOf(name),
        message: l10n.t(
          '"{0}" is not a valid stage name; begin with a letter, and use letters, digits or hyphens',
          excerpt(name.text),
        ),
        fix: cleaned === '' ? undefined : renameStage(document, stage, freeStageName(document, better), false),
      });
    }
  },
};
