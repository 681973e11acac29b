// Fills the page of two builds beside each other. Knows no editor.
import * as l10n from '@vscode/l10n';
import type { BuildHistory } from '../builds/history.ts';
import type { BuildRecord } from '../builds/record.ts';
import type { Clock } from '../clock.ts';
import { type ComparisonFacts, comparisonFacts } from './comparison-facts.ts';
import type { FromComparisonPage, ToComparisonPage } from './comparison-messages.ts';
import { keepBuildsLive } from './live-builds.ts';
import type { Panel } from './panel.ts';

/** What is said of builds that are not known any more. */
export const comparisonSentences = {
  forgotten: () => l10n.t('One of the builds was forgotten. This is what was last known about them.'),
};

export interface ComparisonPageParts {
  readonly builds: BuildHistory;
  nameOf(build: BuildRecord): string;
  /** Opens the page of one of them. */
  open(build: string): void;
  openLine(dockerfile: string, line: number): void;
  copy(text: string): void;
  readonly clock?: Clock;
}

/** Goes on until the panel is closed. */
export function runComparisonPage(
  panel: Panel<ToComparisonPage, FromComparisonPage>,
  { older, newer }: { readonly older: string; readonly newer: string },
  parts: ComparisonPageParts,
): void {
  const { builds, clock } = parts;
  const recordOf = (id: string) => builds.records.find((each) => each.id === id);
  keepBuildsLive<ComparisonFacts>(
    panel,
    builds,
    {
      read: () => {
        const [before, after] = [recordOf(older), recordOf(newer)];
        return before && after && comparisonFacts(before, after, builds.records, parts.nameOf(after));
      },
      gone: comparisonSentences.forgotten(),
    },
    clock,
  );
  panel.onMessage((message) => {
    switch (message.type) {
      case 'run':
        if (message.action === 'older' || message.action === 'newer')
          parts.open(message.action === 'older' ? older : newer);
        break;
      case 'copy':
        parts.copy(message.text);
        break;
      case 'openLine': {
        const build = recordOf(newer);
        if (build) parts.openLine(build.dockerfile, message.line);
      }
    }
  });
}
