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
  offByDefault: l10n.t('most addresses never lead on to another one'),
  title: l10n.t('Use curl with -L'),
  why: l10n.t(
    'Files move, and then the server answers with their new place. Without -L curl takes this answer for the file. With -L it goes there and fetches it.',
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
        message: l10n.t('If the file moves, curl fetches only the note that says where to; add -L'),
        fix: edits.length ? { title: l10n.t('Add -L'), edits, safe: !command.conditional } : undefined,
      });
    },
    { onbuild: true },
  ),
};
