// useradd with a large number, without the files that grow with it.

import * as l10n from '@vscode/l10n';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { insertBehind } from '../rule-parts/word-edits.ts';
import { hasOption, readCommandLine, wordSet } from '../shell/command-options.ts';

const syntax = {
  withValue: wordSet(
    `b base-dir c comment d home-dir e expiredate f inactive g gid G groups k skel K key p password P prefix R root
    s shell u uid Z selinux-user`,
  ),
};

export const useraddNoLogInit: Rule = {
  id: 'useradd-no-log-init',
  aliases: ['DL3046'],
  severity: 'warning',
  title: l10n.t('Use useradd with -l for large user IDs'),
  why: l10n.t(
    'For each user, useradd adds an entry to two log files, at an offset that depends on the user ID. With a large ID, the files seem to have gigabytes, and Docker may write all of it to the layer. With -l, it adds no entry.',
  ),
  bad: 'FROM debian:12\nRUN ⟦useradd⟧ -u 1234567 app\n',
  good: 'FROM debian:12\nRUN useradd -l -u 1234567 app\n',
  check: onEachCommandNamed(
    ['useradd'],
    (command, _, { document, report }) => {
      const line = readCommandLine(command.args, syntax);
      const isLarge = line.options.some(
        ({ name, value = '' }) => (name === 'u' || name === 'uid') && /^\d{6,}$/.test(value),
      );
      if (!isLarge || hasOption(line, 'l', 'no-log-init')) return;
      const word = command.words[command.wrapperCount];
      const edits = insertBehind(document, word, ' -l');
      report({
        range: document.rangeOf(word ?? command),
        message: l10n.t('With a large user ID, this may write gigabytes to the layer; add -l'),
        fix: edits.length ? { title: l10n.t('Add -l'), edits, safe: true } : undefined,
      });
    },
    { onbuild: true },
  ),
};
