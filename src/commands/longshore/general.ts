// Commands about Longshore itself.

import * as l10n from '@vscode/l10n';
import type { CommandServices } from '../host/command.ts';
import { aboutHere } from '../host/docker-equivalent.ts';
import { plainCommands } from '../host/on-engine.ts';

export const generalCommands = plainCommands(
  {
    'longshore.refresh': async ({ engines }: CommandServices): Promise<void> => {
      await Promise.all(engines.all.map((inventory) => inventory.refresh()));
    },

    'longshore.showLog': async ({ host }: CommandServices): Promise<void> => host.showLog(),

    'longshore.rule.open': async (services: CommandServices, ruleId?: string): Promise<void> => {
      const { openRulePage } = await import('./rule-pages.ts');
      await openRulePage(services, ruleId);
    },
  },
  {
    'longshore.refresh': { title: l10n.t('Refresh'), docker: aboutHere },
    'longshore.showLog': { title: l10n.t('Show Log'), docker: aboutHere },
    'longshore.rule.open': { title: l10n.t('Explain a Dockerfile Rule'), docker: aboutHere },
  },
);
