// The final image says how to find out whether it still works.

import * as l10n from '@vscode/l10n';
import { stageLineage } from '../meaning/stage-bases.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const declareHealthcheck: Rule = {
  id: 'declare-healthcheck',
  aliases: ['DL3057'],
  severity: 'info',
  offByDefault: l10n.t('only useful where Docker itself runs the containers of a service'),
  title: l10n.t('Add a HEALTHCHECK'),
  why: l10n.t(
    'A program can run without answering. With a HEALTHCHECK, Docker checks it regularly, and shows if the container is unhealthy. Kubernetes ignores it and has its own checks. HEALTHCHECK NONE says that no check is wanted.',
  ),
  bad: 'FROM ⟦nginx:1.27⟧\n',
  good: 'FROM nginx:1.27\nHEALTHCHECK CMD ["curl", "-f", "http://localhost/"]\n',
  check(document, report) {
    const final = document.stages.at(-1);
    if (!final) return;
    const lineage = stageLineage(document, final);
    const isDeclared = lineage.some(({ instructions }) =>
      instructions.some(({ keyword }) => keyword === 'HEALTHCHECK'),
    );
    if (isDeclared) return;
    report({
      range: document.rangeOf(final.base ?? final.from.keywordSpan),
      message: l10n.t('The final image has no HEALTHCHECK, so Docker cannot tell whether its containers work'),
    });
  },
};
