// One ENV does not use what it sets itself.

import * as l10n from '@vscode/l10n';
import { type Pair, pairsOf } from '../meaning/pairs.ts';
import { variableReferences } from '../meaning/variable-references.ts';
import { visitWithVariables } from '../meaning/variable-walk.ts';
import type { Variables } from '../meaning/variables.ts';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Fix, Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const noEnvSelfReference: Rule = {
  id: 'no-env-self-reference',
  aliases: ['DL3044'],
  severity: 'warning',
  title: l10n.t('Do not use a variable in the ENV that sets it'),
  why: l10n.t(
    'All values in one ENV use the variables as they were before it. A variable that the same ENV sets is not set yet, so it is empty or has its old value. Use a second ENV below.',
  ),
  bad: 'FROM alpine:3.20\nENV APP_HOME=/app APP_CONFIG=⟦$APP_HOME⟧/config\n',
  good: 'FROM alpine:3.20\nENV APP_HOME=/app\nENV APP_CONFIG=$APP_HOME/config\n',
  check(document, report) {
    if (!document.instructions.some(isOfInterest)) return;
    visitWithVariables(document, (instruction, variables) => {
      checkEnv(document, instruction, variables, report);
    });
  },
};

function isOfInterest({ keyword, line }: Instruction): boolean {
  return keyword === 'ENV' && line.text.includes('$');
}

function checkEnv(document: DockerfileDocument, env: Instruction, variables: Variables, report: Report): void {
  if (!isOfInterest(env)) return;
  const pairs = pairsOf(document, env);
  if (pairs.length < 2) return;
  const indexOf = new Map(pairs.map(({ name }, index) => [name, index]));
  /** Set more than once: what an earlier pair adds to the value, a later one loses. */
  const setBefore = new Set(pairs.filter(({ name }, index) => indexOf.get(name) !== index).map(({ name }) => name));
  const starts = pairs.map(({ range }) => document.offsetAt(range.start));
  let at = 0;
  for (const reference of variableReferences(document, env)) {
    while (at + 1 < pairs.length && (starts[at + 1] ?? 0) <= reference.start) at++;
    const set = indexOf.get(reference.name);
    if (set === at && setBefore.has(reference.name)) {
      report({
        range: document.rangeOf(reference),
        message: l10n.t(
          '{0} is set twice in this ENV, but here it still has its previous value, so the first change is lost; use a second ENV',
          reference.name,
        ),
        // hadolint keeps quiet where an instruction above sets it, too.
        aliases: variables.has(reference.name) ? [] : undefined,
        fix: splitFix(document, env, pairs, at),
      });
      continue;
    }
    // Every image has a PATH; what is set above has that value.
    if (set === undefined || set === at || reference.name === 'PATH' || variables.has(reference.name)) continue;
    report({
      range: document.rangeOf(reference),
      message: l10n.t(
        '{0} is set in the same ENV, so it has no value here yet; use it in another ENV below',
        reference.name,
      ),
      fix: set < at ? splitFix(document, env, pairs, at) : undefined,
    });
  }
}

/** In front of the pair that uses the variable. Not safe: its value is another one then. */
function splitFix(
  document: DockerfileDocument,
  { line }: Instruction,
  pairs: readonly Pair[],
  at: number,
): Fix | undefined {
  const before = pairs[at - 1];
  const pair = pairs[at];
  if (!before || !pair || line.comments.length > 0) return undefined;
  const indent = document.lineText(document.positionAt(line.start).line).match(/^\s*/)?.[0] ?? '';
  return {
    title: l10n.t('Use a second ENV'),
    edits: [{ range: { start: before.range.end, end: pair.range.start }, text: `${lineBreak(document)}${indent}ENV ` }],
    safe: false,
  };
}
