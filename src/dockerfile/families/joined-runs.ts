// Two RUNs as one, where that makes no difference to their commands.
import * as l10n from '@vscode/l10n';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Fix } from '../rule-parts/rule.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

/** They change the shell itself, and with it what follows. */
export const leaky: ReadonlySet<string> = new Set(
  '. : alias cd declare eval exec exit export popd pushd readonly return set shopt source trap typeset ulimit umask unset wait'.split(
    ' ',
  ),
);

/** Only chains of plain steps: then it makes no difference to a command in which RUN it stands. */
export function joinFix(document: DockerfileDocument, first: Instruction, second: Instruction): Fix | undefined {
  const firstScript = shellScript(document, first);
  const secondScript = shellScript(document, second);
  const last = firstScript.steps?.at(-1);
  const next = secondScript.steps?.[0];
  if (!last || !next || last.end !== first.end) return undefined;
  for (const { json, heredocs } of [first, second]) if (json || heredocs.length > 0) return undefined;
  for (const { name, background, deferred } of [...firstScript.commands, ...secondScript.commands]) {
    if (name === '' || leaky.has(name) || background || deferred) return undefined;
  }
  const between = document.text
    .slice(first.end, second.start)
    .split('\n')
    .map((line) => line.trim());
  const comments = between.filter((line) => line !== '');
  // An ignore comment would be one of the wrong instruction's.
  if (comments.some((line) => !line.startsWith('#') || /ignore|check|shell/i.test(line))) return undefined;
  const newline = lineBreak(document);
  const lines = [` ${document.escape}`, ...comments, '    && '];
  return {
    title: l10n.t('Combine with the previous RUN'),
    edits: [{ range: document.rangeOf({ start: first.end, end: next.start }), text: lines.join(newline) }],
    safe: true,
  };
}
