// No stage is called scratch or context.

import * as l10n from '@vscode/l10n';
import { freeStageName } from '../meaning/stage-names.ts';
import { renameStage } from '../rule-parts/rename-stage.ts';
import type { Rule } from '../rule-parts/rule.ts';

const reserved = new Set(['scratch', 'context']);

export const noReservedStageName: Rule = {
  id: 'no-reserved-stage-name',
  aliases: ['DL3063', 'ReservedStageName'],
  severity: 'warning',
  title: l10n.t('Do not name a stage scratch or context'),
  why: l10n.t(
    'scratch is the empty image, and context is the build context. A stage with one of these names is ambiguous: FROM scratch further down can mean either. Use a name that says what the stage is for.',
  ),
  bad: 'FROM alpine:3.20 AS ⟦scratch⟧\n',
  good: 'FROM alpine:3.20 AS scratch-stage\n',
  check(document, report) {
    for (const stage of document.stages) {
      const { key, name } = stage;
      if (!name || key === undefined || !reserved.has(key)) continue;
      report({
        range: document.rangeOf(name),
        message:
          key === 'scratch'
            ? l10n.t('scratch already means the empty image; give the stage another name')
            : l10n.t('context already means the build context; give the stage another name'),
        // What a later FROM scratch is to mean, only its author knows.
        fix: renameStage(document, stage, freeStageName(document, `${key}-stage`), false),
      });
    }
  },
};
