// Commands about Longshore itself.

import * as l10n from '@vscode/l10n';
import { ruleById } from '../../dockerfile/linting/rule-names.ts';
import { rulePage } from '../../dockerfile/linting/rule-page.ts';
import { rules } from '../../dockerfile/rules/index.ts';
import { UserError } from '../../user-error.ts';
import type { CommandContext } from '../host/command.ts';
import { plainCommands } from '../host/on-engine.ts';

export const generalCommands = plainCommands({
  'longshore.refresh': async ({ engines }: CommandContext): Promise<void> => {
    await Promise.all(engines.all.map((inventory) => inventory.refresh()));
  },

  'longshore.showLog': async ({ host }: CommandContext): Promise<void> => host.showLog(),

  'longshore.rule.open': async ({ host }: CommandContext, ruleId?: string): Promise<void> => {
    const id =
      ruleId ??
      (await host.pick(
        l10n.t('Explain a Rule'),
        l10n.t('Rule'),
        rules.map((rule) => ({
          label: rule.id,
          description: [...rule.aliases, rule.title].join(' · '),
          value: rule.id,
        })),
      ));
    const rule = ruleById(id);
    if (!rule) throw new UserError('invalid', l10n.t('The rule "{0}" does not exist.', id));
    await host.showPage(`${rule.id}.md`, rulePage(rule));
  },
});
