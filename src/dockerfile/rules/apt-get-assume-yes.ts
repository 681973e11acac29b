// apt-get that does not ask.

import * as l10n from '@vscode/l10n';
import { assumeYesCheck } from '../families/assume-yes.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { wordSet } from '../shell/command-options.ts';

export const aptGetAssumeYes: Rule = {
  id: 'apt-get-assume-yes',
  aliases: ['DL3014', 'aptGetInstallUseY'],
  severity: 'warning',
  title: l10n.t('Use apt-get install with -y'),
  why: l10n.t(
    'By default, apt-get shows what it is going to do and asks for confirmation. In a build, nobody can answer, so the build fails. With -y, it continues without asking.',
  ),
  bad: 'FROM debian:12\nRUN apt-get update && ⟦apt-get install⟧ --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  check: assumeYesCheck({
    managers: ['apt-get', 'apt', 'aptitude'],
    actions: wordSet('install upgrade dist-upgrade full-upgrade safe-upgrade build-dep reinstall satisfy'),
    options: ['y', 'yes', 'assume-yes', 'assume-no', 's', 'simulate', 'dry-run', 'just-print', 'd', 'download-only'],
    // Twice quiet is a yes, too.
    isQuiet: ({ options }) =>
      options.filter(({ name }) => name === 'q' || name === 'quiet').length > 1 ||
      options.some(({ name, value = '' }) => /^q(uiet)?$/.test(name) && Number(value) > 1) ||
      options.some(({ value = '' }) => /^APT::Get::Assume-Yes=["']?(true|yes|1)/i.test(value)),
  }),
};
