// `# check=skip=` names checks that BuildKit has.
import * as l10n from '@vscode/l10n';
import { builderChecks } from '../knowledge/builder-checks.ts';
import { nearest } from '../knowledge/nearest.ts';
import { commentOptions, directiveOptions } from '../rule-parts/check-options.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Span } from '../text/range.ts';

export const knownCheckName: Rule = {
  id: 'known-check-name',
  aliases: [],
  severity: 'warning',
  title: l10n.t('Skip only checks that exist'),
  why: l10n.t(
    'The comment # check=skip=StageNameCasing skips one of the builder’s checks by name. The builder ignores a name that it does not know, including one with different case, so the check still runs.',
  ),
  bad: '# check=skip=⟦StageNameCase⟧\nFROM alpine:3.20\n',
  good: '# check=skip=StageNameCasing\nFROM alpine:3.20\n',
  check(document, report) {
    for (const { key, value } of [...directiveOptions(document), ...commentOptions(document)]) {
      if (key !== 'skip' && key !== 'experimental') continue;
      for (const name of namesIn(document, value)) {
        const written = document.text.slice(name.start, name.end);
        if (written === 'all' || builderChecks.includes(written)) continue;
        const meant = meantBy(written);
        const range = document.rangeOf(name);
        report({
          range,
          message:
            meant === undefined
              ? l10n.t('The builder has no check "{0}"', excerpt(written))
              : l10n.t('The builder has no check "{0}"; did you mean {1}?', excerpt(written), meant),
          fix:
            meant === undefined
              ? undefined
              : { title: l10n.t('Change to {0}', meant), edits: [{ range, text: meant }], safe: false },
        });
      }
    }
  },
};

function meantBy(written: string): string | undefined {
  const folded = builderChecks.find((name) => name.toLowerCase() === written.toLowerCase());
  return folded ?? nearest(written, builderChecks);
}

function namesIn({ text }: DockerfileDocument, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/[^,\s]+/g)].map(({ index, 0: name }) => ({
    start: start + index,
    end: start + index + name.length,
  }));
}
