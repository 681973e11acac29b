// Comments that ignore rules name rules that there are.
import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { hasScannersForm } from '../knowledge/scanner-names.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';

/** What hadolint and ShellCheck call their rules, those of other versions among them. */
const formsOfOthers = /^(?:dl|sc)\d{4}$/;

const scannerTitles = { trivy: 'Trivy', checkov: 'Checkov', kics: 'KICS' } as const;

export const knownIgnoredRule: Rule = {
  id: 'known-ignored-rule',
  aliases: [],
  severity: 'warning',
  title: l10n.t('Ignore only rules that exist'),
  why: l10n.t(
    'A comment that ignores a rule has no effect if the name is misspelled. hadolint then also ignores the other names in the same comment. Rule names of other linters are left alone.',
  ),
  bad: 'FROM alpine:3.20\n# longshore ignore=⟦absolute-wrkdir⟧: it is only an example\nWORKDIR /app\n',
  good: 'FROM alpine:3.20\n# longshore ignore=absolute-workdir: it is only an example\nWORKDIR /app\n',
  check(document, report, _surroundings, run) {
    const told = new Set<string>();
    const tellOnce = (name: string, finding: Parameters<typeof report>[0]) => {
      if (!told.has(name)) report(finding);
      told.add(name);
    };
    for (const { name, start, end } of run.comments.pragmas) {
      if (name === 'all' || run.isName(name) || formsOfOthers.test(name)) continue;
      const range = document.rangeOf({ start, end });
      const lowerCase = nearest(
        name,
        run.names.map((each) => each.toLowerCase()),
      );
      const meant = run.names.find((each) => each.toLowerCase() === lowerCase);
      const written = excerpt(document.text.slice(start, end));
      tellOnce(name, {
        range,
        message:
          meant === undefined
            ? l10n.t('There is no rule {0}, so this comment has no effect', written)
            : l10n.t('There is no rule {0}, so this comment has no effect; did you mean {1}?', written, meant),
        fix:
          meant === undefined
            ? undefined
            : { title: l10n.t('Change to {0}', meant), edits: [{ range, text: meant }], safe: false },
      });
    }
    for (const { scanner, name, start, end } of run.comments.ofScanners) {
      if (name === 'all' || hasScannersForm(scanner, name)) continue;
      const written = excerpt(document.text.slice(start, end));
      tellOnce(name, {
        range: document.rangeOf({ start, end }),
        message: l10n.t('{0} has no check {1}, so this comment has no effect', scannerTitles[scanner], written),
      });
    }
  },
};
