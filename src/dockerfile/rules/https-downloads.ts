// Downloads over https.

import * as l10n from '@vscode/l10n';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { isRemote } from '../shell/downloads.ts';

export const httpsDownloads: Rule = {
  id: 'https-downloads',
  aliases: ['curlUseHttpsUrl', 'wgetUseHttpsUrl'],
  severity: 'info',
  title: l10n.t('Download over HTTPS'),
  why: l10n.t(
    'With http anybody between you and the server can put another file in place of the one you want, and it ends up in the image. With https the server proves who it is. Nearly all servers know it.',
  ),
  bad: 'FROM debian:12\nRUN curl -fsSLO ⟦http://⟧example.com/a\n',
  good: 'FROM debian:12\nRUN curl -fsSLO https://example.com/a\n',
  check: onEachCommandNamed(
    ['curl', 'wget'],
    ({ name, args }, _, { document, report }) => {
      for (const word of args) {
        if (!/^http:\/\//i.test(word.value) || !isRemote(word)) continue;
        const at = document.text.slice(word.start, word.end).toLowerCase().indexOf('http://');
        const scheme = { start: word.start + at, end: word.start + at + 'http://'.length };
        report({
          range: document.rangeOf(at < 0 ? word : scheme),
          message: l10n.t('http does not show who sends the file; use https'),
          aliases: [`${name}UseHttpsUrl`],
          fix:
            at < 0
              ? undefined
              : {
                  title: l10n.t('Use https'),
                  edits: [{ range: document.rangeOf(scheme), text: 'https://' }],
                  safe: false,
                },
        });
      }
    },
    { onbuild: true },
  ),
};
