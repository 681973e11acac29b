// A stage has one HEALTHCHECK.
import * as l10n from '@vscode/l10n';
import { reportOverridden } from '../families/overridden.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const oneHealthcheck: Rule = {
  id: 'one-healthcheck',
  aliases: ['DL3012', 'MultipleInstructionsDisallowed', 'MULTIPLE_INSTRUCTIONS'],
  severity: 'warning',
  title: l10n.t('Use only one HEALTHCHECK per stage'),
  why: l10n.t(
    'A container has one health check. If a stage has several HEALTHCHECK instructions, only the last one has an effect, and the others are ignored without a warning. To check several things, use a script.',
  ),
  bad: 'FROM alpine:3.20\n⟦HEALTHCHECK⟧ CMD ["/bin/check-one"]\nHEALTHCHECK CMD ["/bin/check-two"]\n',
  good: 'FROM alpine:3.20\nHEALTHCHECK CMD ["/bin/check-two"]\n',
  check: reportOverridden('HEALTHCHECK'),
};
