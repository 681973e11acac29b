// No two stages have the same name.

import * as l10n from '@vscode/l10n';
import { freeStageName, validStageName } from '../meaning/stage-names.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { renameStage } from '../rule-parts/rename-stage.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const uniqueStageName: Rule = {
  id: 'unique-stage-name',
  aliases: ['DL3024', 'DuplicateStageName', 'DUPLICATE_BUILD_STAGE_NAME'],
  severity: 'error',
  title: l10n.t('Give each stage a unique name'),
  why: l10n.t(
    'COPY --from, FROM and --target find a stage by its name, regardless of case. If two stages have the same name, the last one above is used, and the first cannot be built separately. Some builders reject it.',
  ),
  bad: 'FROM alpine:3.20 AS base\nFROM debian:12 AS ⟦base⟧\n',
  good: 'FROM alpine:3.20 AS base\nFROM debian:12 AS base-2\n',
  check(document, report) {
    const seen = new Map<string, number>();
    for (const stage of document.stages) {
      const { key, name, from } = stage;
      if (key === undefined || !name) continue;
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, document.positionAt(from.start).line + 1);
        continue;
      }
      report({
        range: document.rangeOf(name),
        message: l10n.t(
          'The stage in line {0} is already named {1}; names are not case-sensitive',
          first,
          excerpt(name.text),
        ),
        fix: validStageName.test(key) ? renameStage(document, stage, freeStageName(document, key), false) : undefined,
      });
    }
  },
};
