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
    'With HTTP, anyone between you and the server can replace the file, and it ends up in the image. With HTTPS, the server proves its identity. Nearly all servers support it.',
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
          message: l10n.t('HTTP does not verify the server; use HTTPS'),
          aliases: [`${name}UseHttpsUrl`],
          fix:
            at < 0
              ? undefined
              : {
                  title: l10n.t('Use HTTPS'),
                  edits: [{ range: document.rangeOf(scheme), text: 'https://' }],
                  safe: false,
                },
        });
      }
    },
    { onbuild: true },
  ),
};
