// The comment that silences a problem, as a fix: `# longshore ignore=rule: reason`, above the instruction.

import * as l10n from '@vscode/l10n';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Fix, Problem } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';

const ours = /^(\s*#\s*longshore\s+ignore\s*=\s*[A-Za-z0-9_-]+(?:\s*,\s*[A-Za-z0-9_-]+)*)/i;

/** undefined where the problem is in no instruction. */
export function ignoreFix(document: DockerfileDocument, { rule, range }: Problem): Fix | undefined {
  const offset = document.offsetAt(range.start);
  const instruction = document.instructions.find(({ start, end }) => start <= offset && offset <= end);
  if (!instruction) return undefined;
  const { line } = document.positionAt(instruction.start);
  const title = l10n.t('Ignore {0} Here with a Comment', rule);
  const above = line > 0 ? ours.exec(document.lineText(line - 1)) : null;
  if (above) {
    const at = { line: line - 1, character: above[0].length };
    return { title, edits: [{ range: { start: at, end: at }, text: `,${rule}` }], safe: false };
  }
  const at = { line, character: 0 };
  const indent = /^[ \t]*/.exec(document.lineText(line))?.[0] ?? '';
  const text = `${indent}# longshore ignore=${rule}: ${lineBreak(document)}`;
  return { title, edits: [{ range: { start: at, end: at }, text }], safe: false };
}
