// A stage cannot copy from itself.
import * as l10n from '@vscode/l10n';
import { copyFrom } from '../meaning/copy-arguments.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { isNamedContext } from '../rule-parts/named-context.ts';
import { onEach } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { isOwnStage } from './copy-from-known-stage.ts';

export const noCopyFromOwnStage: Rule = {
  id: 'no-copy-from-own-stage',
  aliases: ['DL3023'],
  severity: 'error',
  title: l10n.t('Do not copy from the same stage'),
  why: l10n.t(
    'COPY --from copies from another stage that is already finished. The current stage is not finished, so the builder rejects it. To copy within the stage, use RUN cp.',
  ),
  bad: 'FROM alpine:3.20 AS build\nCOPY --from=⟦build⟧ /etc/app /app\n',
  good: 'FROM alpine:3.20 AS build\nRUN cp -r /etc/app /app\n',
  check: onEach(['COPY'], (copy, { document, report, surroundings }) => {
    const from = copyFrom(document, copy).from;
    if (!from || !isOwnStage(document, copy, from.text) || isNamedContext(surroundings, from.text)) return;
    report({
      range: document.rangeOf(from),
      message: l10n.t('{0} is the current stage; to copy within it, use RUN cp', excerpt(from.text)),
    });
  }),
};
