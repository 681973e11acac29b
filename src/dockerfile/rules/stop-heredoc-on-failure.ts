// Scripts in heredocs that go on when a command has failed.

import * as l10n from '@vscode/l10n';
import { lineBreak } from '../rule-parts/edits.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { onEach } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { sourceSpan } from '../text/logical-line.ts';
import { stopsOnFailure, unseenFailure } from './stop-heredoc-on-failure/failures.ts';

export const stopHeredocOnFailure: Rule = {
  id: 'stop-heredoc-on-failure',
  aliases: [],
  severity: 'info',
  title: l10n.t('Stop a heredoc when a command fails'),
  why: l10n.t(
    'A shell continues if a command of a script fails, and the build only checks the exit status of the last one. A failed download in the middle is noticed much later, or never. With set -e in the first line, the script stops there.',
  ),
  bad: 'FROM debian:12\nRUN ⟦<<EOF⟧\ntar xf /tmp/app.tar -C /opt\nrm /tmp/app.tar\nEOF\n',
  good: 'FROM debian:12\nRUN <<EOF\nset -e\ntar xf /tmp/app.tar -C /opt\nrm /tmp/app.tar\nEOF\n',
  check: onEach(['RUN'], (run, { document, report }) => {
    const [heredoc, more] = run.heredocs;
    if (!heredoc || more || stopsOnFailure(document, run)) return;
    const command = unseenFailure(document, run);
    if (!command) return;
    report({
      range: document.rangeOf(sourceSpan(run.line, heredoc.from, heredoc.to)),
      message: l10n.t(
        'If {0} fails, the script continues, and the build does not notice; begin the script with set -e',
        excerpt(command.name),
      ),
      fix: setFix(document, run),
    });
  }),
};

/** As the first line, but below the line that names the shell. */
function setFix(document: DockerfileDocument, { heredocs }: Instruction) {
  const body = heredocs[0]?.body;
  if (!body) return undefined;
  const isShebang = document.text.startsWith('#!', body.start);
  const { line } = document.positionAt(body.start);
  const position = { line: isShebang ? line + 1 : line, character: 0 };
  return {
    title: l10n.t('Begin with set -e'),
    edits: [{ range: { start: position, end: position }, text: `set -e${lineBreak(document)}` }],
    safe: false,
  };
}
