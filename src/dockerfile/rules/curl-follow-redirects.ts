// curl that follows a file to its new place.

import * as l10n from '@vscode/l10n';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { insertBehind } from '../rule-parts/word-edits.ts';
import { hasOption } from '../shell/command-options.ts';
import { isPlainDownload, isRemote, readDownload } from '../shell/downloads.ts';

export const curlFollowRedirects: Rule = {
  id: 'curl-follow-redirects',
  aliases: ['curlUseFlagL'],
  severity: 'style',
  offByDefault: l10n.t('most URLs never redirect'),
  title: l10n.t('Use curl with -L'),
  why: l10n.t(
    'If a file moves, the server answers with its new location. Without -L, curl saves this answer as the file. With -L, it follows the redirect and downloads the file.',
  ),
  bad: 'FROM debian:12\nRUN ⟦curl⟧ -fsSO https://example.com/a\n',
  good: 'FROM debian:12\nRUN curl -L -fsSO https://example.com/a\n',
  check: onEachCommandNamed(
    ['curl'],
    (command, run, { document, report }) => {
      const line = readDownload(document, run, command);
      if (
        !line ||
        hasOption(line, 'L', 'location', 'location-trusted') ||
        !isPlainDownload(line) ||
        !line.operands.some(isRemote)
      )
        return;
      const word = command.words[command.wrapperCount];
      const edits = insertBehind(document, word, ' -L');
      report({
        range: document.rangeOf(word ?? command),
        message: l10n.t('If the file moves, curl saves the redirect instead of the file; add -L'),
        fix: edits.length ? { title: l10n.t('Add -L'), edits, safe: !command.conditional } : undefined,
      });
    },
    { onbuild: true },
  ),
};
