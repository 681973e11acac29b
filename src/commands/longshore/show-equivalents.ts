// *Show Equivalent Commands*: what was done since the editor was opened, as `docker` commands to learn from or to put into a
// script.

import * as l10n from '@vscode/l10n';
import { UserError } from '../../user-error.ts';
import type { CommandServices } from '../host/command.ts';
import { aboutHere } from '../host/docker-equivalent.ts';
import type { Equivalent } from '../host/equivalents.ts';
import { plainCommands } from '../host/on-engine.ts';

export const equivalentCommands = plainCommands(
  {
    'longshore.showEquivalents': async ({ host, equivalents }: CommandServices): Promise<void> => {
      const { all } = equivalents;
      if (all.length === 0) {
        throw new UserError(
          'nothing-to-do',
          l10n.t(
            'There are no commands yet. What you do with containers, images and builds is shown here as docker commands.',
          ),
        );
      }
      const script = equivalentScript(all);
      const chosen = await host.pick<Equivalent | 'copy' | 'show'>(
        l10n.t('Equivalent docker Commands'),
        l10n.t('Press Enter to copy one'),
        [
          { label: l10n.t('Copy All'), description: l10n.t('as a script'), icon: 'copy', value: 'copy' },
          { label: l10n.t('Show All'), description: l10n.t('as a script'), icon: 'file-code', value: 'show' },
          ...[...all].reverse().map((equivalent) => ({
            label: equivalent.line.replace(/\s*\n\s*/g, ' '),
            description: equivalent.failed ? l10n.t('{0} · failed', timeOf(equivalent)) : timeOf(equivalent),
            icon: equivalent.failed ? 'error' : 'terminal',
            value: equivalent,
          })),
        ],
      );
      if (chosen === 'show') await host.showDocument('docker-commands.sh', script);
      else await host.copy(chosen === 'copy' ? script : chosen.line);
    },
  },
  {
    'longshore.showEquivalents': { title: l10n.t('Show Equivalent Commands'), docker: aboutHere },
  },
);

/** Oldest first. What failed stands as a comment, so that the script does what was done. */
function equivalentScript(all: readonly Equivalent[]): string {
  const blocks = all.map((equivalent) => {
    const { line, failed } = equivalent;
    return failed
      ? `# ${l10n.t('{0} · failed', timeOf(equivalent))}\n${line.replace(/^/gm, '# ')}\n`
      : `# ${timeOf(equivalent)}\n${line}\n`;
  });
  return `#!/bin/sh\n# ${l10n.t('Oldest first. *** replaces values that may be secret.')}\n\n${blocks.join('\n')}`;
}

/** `14:05:09`, as the clock of this machine shows it. */
function timeOf({ at }: Equivalent): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
