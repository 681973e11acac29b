// Instructions of which only the last in a stage has an effect (CMD, ENTRYPOINT): what to say of the others.

import * as l10n from '@vscode/l10n';
import { removeInstruction } from '../rule-parts/edits.ts';
import type { Rule } from '../rule-parts/rule.ts';

/** Reports every one but the last of each stage; the fix removes it. */
export function reportOverridden(keyword: string): Rule['check'] {
  return (document, report) => {
    for (const { instructions } of document.stages) {
      const same = instructions.filter((instruction) => instruction.keyword === keyword);
      const last = same.at(-1);
      same.slice(0, -1).forEach((instruction, index) => {
        const next = same[index + 1];
        report({
          range: document.rangeOf(instruction.keywordSpan),
          // hadolint marks the later one, so its pragmas stand there.
          counterpart: next && document.rangeOf(next.keywordSpan),
          message: l10n.t(
            'This {0} has no effect, since the one in line {1} replaces it',
            keyword,
            document.positionAt(last?.start ?? 0).line + 1,
          ),
          fix: {
            title: l10n.t('Remove this {0}', keyword),
            edits: [removeInstruction(document, instruction)],
            // Which of them is meant, only its author knows.
            safe: false,
          },
        });
      });
    }
  };
}
