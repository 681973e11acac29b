// A stage has one ENTRYPOINT.
import * as l10n from '@vscode/l10n';
import { reportOverridden } from '../families/overridden.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const oneEntrypoint: Rule = {
  id: 'one-entrypoint',
  aliases: ['DL4004', 'MultipleInstructionsDisallowed', 'MULTIPLE_INSTRUCTIONS'],
  severity: 'warning',
  title: l10n.t('Use only one ENTRYPOINT per stage'),
  why: l10n.t(
    'A container runs one program. If a stage has several ENTRYPOINT instructions, only the last one has an effect, and the others are ignored without a warning.',
  ),
  bad: 'FROM alpine:3.20\n⟦ENTRYPOINT⟧ ["/bin/one"]\nENTRYPOINT ["/bin/two"]\n',
  good: 'FROM alpine:3.20\nENTRYPOINT ["/bin/two"]\n',
  check: reportOverridden('ENTRYPOINT'),
};
