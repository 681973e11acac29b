// Commands that make no sense while an image is built.
import * as l10n from '@vscode/l10n';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';

const useless = [
  'free',
  'kill',
  'mount',
  'ps',
  'service',
  'shutdown',
  'reboot',
  'halt',
  'ssh',
  'top',
  'htop',
  'vim',
  'ifconfig',
];

export const noUselessCommands: Rule = {
  id: 'no-useless-commands',
  aliases: ['DL3001'],
  severity: 'info',
  title: l10n.t('Remove commands that have no use in an image'),
  why: l10n.t(
    'Some commands inspect or change a running system, or wait for input: ps, mount, service, vim. In a build, nothing else is running, and all processes end with the RUN, so nothing of this is left in the image.',
  ),
  bad: 'FROM debian:12\nRUN ⟦service⟧ ssh start\n',
  good: 'FROM debian:12\n',
  check: onEachCommandNamed(
    useless,
    (command, _, { document, report }) => {
      report({
        range: document.rangeOf(command.words[command.wrapperCount] ?? command),
        message: l10n.t('{0} is not useful in a build: it leaves nothing in the image', command.name),
      });
    },
    { onbuild: true },
  ),
};
