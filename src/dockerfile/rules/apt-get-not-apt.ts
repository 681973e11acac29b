// apt is for people at a terminal; apt-get is for scripts.

import * as l10n from '@vscode/l10n';
import { packageCalls } from '../packages/calls.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import { replaceWord } from '../rule-parts/word-edits.ts';
import { commandsOf } from '../shell/commands-of.ts';
import type { ShellCommand } from '../shell/shell.ts';
import type { DockerfileDocument } from '../text/document.ts';

/** apt's action → who does the same for scripts, and what it is called there */
const same = new Map<string, string>([
  ...['install', 'reinstall', 'remove', 'purge', 'update', 'autoremove', 'autopurge', 'satisfy'].map(getSame),
  ...['clean', 'autoclean', 'auto-clean', 'distclean', 'dist-clean', 'source', 'build-dep', 'download'].map(getSame),
  ...['changelog', 'dist-upgrade', 'upgrade'].map(getSame),
  ...['search', 'show', 'showpkg', 'policy', 'depends', 'rdepends', 'madison'].map((action): [string, string] => [
    action,
    'apt-cache',
  ]),
]);

function getSame(action: string): [string, string] {
  return [action, 'apt-get'];
}

export const aptGetNotApt: Rule = {
  id: 'apt-get-not-apt',
  aliases: ['DL3027'],
  severity: 'info',
  title: l10n.t('Use apt-get instead of apt in scripts'),
  why: l10n.t(
    'apt is made for interactive use: it draws progress bars, warns that its output may change, and may behave differently in another version. apt-get and apt-cache do the same and are stable.',
  ),
  bad: 'FROM debian:12\nRUN apt-get update && ⟦apt⟧ install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  check(document, report) {
    const actions = new Map(packageCalls(document, ['apt']).map(({ command, action }) => [command, action?.value]));
    for (const { command } of commandsOf(document).get('apt') ?? []) {
      const word = command.words[command.wrapperCount];
      report({
        range: document.rangeOf(word ?? command),
        message: l10n.t('apt is for interactive use and may change; use apt-get or apt-cache'),
        fix: aptGetFix(document, command, actions.get(command)),
      });
    }
  },
};

function aptGetFix(document: DockerfileDocument, command: ShellCommand, action: string | undefined): Fix | undefined {
  const program = same.get(action ?? '');
  const word = command.words[command.wrapperCount];
  const edits = program && word?.value === 'apt' ? replaceWord(document, word, program) : [];
  if (!program || edits.length === 0) return undefined;
  // apt's upgrade also installs new packages, and what is written for people differs.
  return { title: l10n.t('Use {0}', program), edits, safe: program === 'apt-get' && action !== 'upgrade' };
}
