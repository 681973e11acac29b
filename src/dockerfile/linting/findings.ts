// What one rule finds, for whoever wants its advice and not a report: comments and settings have no say, and the other rules
// need not be loaded.
import { readIgnoreComments } from '../meaning/ignore-comments.ts';
import type { Finding, LintRun, LintSurroundings, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';

/** In the order in which the rule finds them. */
export function findingsOf(rule: Rule, document: DockerfileDocument, surroundings: LintSurroundings): Finding[] {
  const found: Finding[] = [];
  const isName = (name: string) => name === rule.id;
  const alone: LintRun = {
    comments: readIgnoreComments(document, { pragmas: false, isName }),
    isName,
    names: [rule.id],
    isRun: isName,
  };
  rule.check(document, (finding) => found.push(finding), surroundings, alone);
  return found;
}
