// COPY fetches nothing.
import * as l10n from '@vscode/l10n';
import { isRemote } from '../knowledge/file-kinds.ts';
import { builderInstructionsOf } from '../meaning/builder-instructions.ts';
import { contextSources } from '../meaning/copy-arguments.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const noRemoteCopy: Rule = {
  id: 'no-remote-copy',
  aliases: [],
  severity: 'error',
  title: l10n.t('Use ADD instead of COPY for URLs'),
  why: l10n.t(
    'COPY takes files from the build context, a stage or an image. Only ADD downloads URLs and Git repositories. The builder rejects a URL in COPY.',
  ),
  bad: 'FROM alpine:3.20\nCOPY ⟦https://example.com/tool⟧ /usr/local/bin/tool\n',
  good: 'FROM alpine:3.20\nADD https://example.com/tool /usr/local/bin/tool\n',
  check(document, report) {
    for (const copy of builderInstructionsOf(document, 'COPY')) {
      if (copy.keyword !== 'COPY') continue;
      for (const source of contextSources(document, copy)) {
        if (!isRemote(source.text)) continue;
        report({
          range: document.rangeOf(source),
          message: l10n.t('COPY cannot download {0}; use ADD', excerpt(source.text)),
          fix: copy.flags.some(({ name }) => name === 'parents')
            ? undefined
            : {
                title: l10n.t('Use ADD'),
                edits: [{ range: document.rangeOf(copy.keywordSpan), text: 'ADD' }],
                safe: false,
              },
        });
      }
    }
  },
};
