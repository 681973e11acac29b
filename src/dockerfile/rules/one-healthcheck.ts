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
    'A container has one health check. Of several HEALTHCHECK instructions in a stage only the last has an effect; the others are silently ignored. To check several things, write a script that does.',
  ),
  bad: 'FROM alpine:3.20\n⟦HEALTHCHECK⟧ CMD ["/bin/check-one"]\nHEALTHCHECK CMD ["/bin/check-two"]\n',
  good: 'FROM alpine:3.20\nHEALTHCHECK CMD ["/bin/check-two"]\n',
  check: reportOverridden('HEALTHCHECK'),
};
