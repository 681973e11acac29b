// gpg that does not ask.

import * as l10n from '@vscode/l10n';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { insertBehind } from '../rule-parts/word-edits.ts';
import { hasOption, readCommandLine, wordSet } from '../shell/command-options.ts';

const syntax = { withValue: wordSet('keyserver keyserver-options homedir keyring o output r recipient u local-user') };
/** Those that may ask. */
const asking = 'recv-keys recv-key receive-keys recv keyserver import verify decrypt d fetch-keys refresh-keys'.split(
  ' ',
);

export const gpgBatch: Rule = {
  id: 'gpg-batch',
  aliases: ['gpgUseBatchFlag'],
  severity: 'info',
  title: l10n.t('Use gpg with --batch'),
  why: l10n.t(
    'gpg is made for interactive use: it may ask questions and looks for a terminal. In a build there is none, so it can fail. With --batch, it never asks, and its exit status is reliable.',
  ),
  bad: 'FROM debian:12\nRUN ⟦gpg⟧ --import /keys.asc\n',
  good: 'FROM debian:12\nRUN gpg --batch --import /keys.asc\n',
  check: onEachCommandNamed(
    ['gpg', 'gpg2'],
    (command, _, { document, report }) => {
      const line = readCommandLine(command.args, syntax);
      if (!hasOption(line, ...asking) || hasOption(line, 'batch', 'yes', 'no-tty')) return;
      const word = command.words[command.wrapperCount];
      const edits = insertBehind(document, word, ' --batch');
      report({
        range: document.rangeOf(word ?? command),
        message: l10n.t('gpg may ask questions, which a build cannot answer; add --batch'),
        fix: edits.length ? { title: l10n.t('Add --batch'), edits, safe: true } : undefined,
      });
    },
    { onbuild: true },
  ),
};
