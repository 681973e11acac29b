// Comments that silence nothing.

import * as l10n from '@vscode/l10n';
import type { Ignore } from '../meaning/ignore-comments.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Span } from '../text/range.ts';

export const noUnusedIgnore: Rule = {
  id: 'no-unused-ignore',
  aliases: [],
  severity: 'info',
  offByDefault: l10n.t('for projects that want no outdated exceptions'),
  title: l10n.t('Remove ignore comments that have no effect'),
  why: l10n.t('A comment that ignores a rule stays after the problem is fixed, and then hides the next one.'),
  bad: 'FROM alpine:3.20\n# longshore ignore=⟦absolute-workdir⟧: it is only an example\nRUN true\n',
  good: 'FROM alpine:3.20\nRUN true\n',
  last: true,
  check(document, report, _surroundings, run) {
    const { pragmas } = run.comments;
    pragmas.forEach((ignore, index) => {
      const { name, used, start, end } = ignore;
      // Of a name that there is none of, another rule tells.
      if (used || name === 'all' || !run.isName(name) || !run.isRun(name)) return;
      report({
        range: document.rangeOf({ start, end }),
        message: l10n.t(
          '{0} finds nothing here, so this comment has no effect; remove it',
          document.text.slice(start, end),
        ),
        fix: removeFix(document, pragmas, index),
      });
    });
  },
};

/** The name, or the whole line if there is no other. */
function removeFix(document: DockerfileDocument, all: readonly Ignore[], index: number): Fix | undefined {
  const ignore = all[index];
  const comment = ignore && commentAround(document, ignore);
  if (!comment) return undefined;
  const inSame = (other: Ignore | undefined) =>
    other !== undefined && other.start >= comment.start && other.end <= comment.end ? other : undefined;
  const before = inSame(all[index - 1]);
  const after = inSame(all[index + 1]);
  if (!before && !after) {
    const { line } = document.positionAt(comment.start);
    if (line + 1 >= document.lineCount) return undefined;
    return {
      title: l10n.t('Remove the comment'),
      edits: [{ range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, text: '' }],
      safe: true,
    };
  }
  const span = after
    ? { start: ignore.start, end: after.start }
    : { start: before?.end ?? ignore.start, end: ignore.end };
  return {
    title: l10n.t('Remove {0} from the comment', document.text.slice(ignore.start, ignore.end)),
    edits: [{ range: document.rangeOf(span), text: '' }],
    safe: true,
  };
}

/** Comments are in the order of the text. */
function commentAround({ comments }: DockerfileDocument, { start, end }: Span): Span | undefined {
  let low = 0;
  let high = comments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((comments[middle]?.start ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  const comment = comments[low];
  return comment && comment.start <= start && comment.end >= end ? comment : undefined;
}
