// Where a name comes from: a stage, a variable, a heredoc; a file that is copied.

import type { LintSurroundings } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Range, Span } from '../text/range.ts';
import { comparePositions } from '../text/range.ts';
import { links } from './links.ts';
import type { Named, Occurrence } from './named.ts';
import { declarationsOf } from './names.ts';
import { placeAt } from './place.ts';

export type Definition =
  | { readonly range: Range }
  /** A file below the Dockerfile's folder. */
  | { readonly path: string };

export function definitionsAt(
  document: DockerfileDocument,
  offset: number,
  surroundings: LintSurroundings = {},
): Definition[] {
  const { name } = placeAt(document, offset);
  if (name) return declarationsFor(name).map((span) => ({ range: document.rangeOf(span) }));
  const position = document.positionAt(offset);
  return links(document, surroundings).flatMap(({ range, target }) =>
    'path' in target && comparePositions(range.start, position) <= 0 && comparePositions(position, range.end) <= 0
      ? [{ path: target.path }]
      : [],
  );
}

/** Of a variable that is declared several times the last one before the place, or itself. */
function declarationsFor(place: Occurrence): readonly Span[] {
  const { of: named } = place;
  if (place.isDeclaration) return [place];
  if (named.kind !== 'variable') return stageOrHeredoc(named);
  const declarations = declarationsOf(named);
  const own = declarations.filter(({ instruction }) => instruction.stageIndex === place.instruction.stageIndex);
  // In the same instruction names do not see each other.
  const isBefore = ({ instruction, start }: Occurrence) =>
    instruction !== place.instruction ? start < place.start : instruction.keyword === 'ARG' && start < place.start;
  const found = own.findLast(isBefore) ?? declarations.findLast(isBefore) ?? own[0] ?? declarations[0];
  return found ? [found] : [];
}

function stageOrHeredoc(named: Named): readonly Span[] {
  const declarations = declarationsOf(named);
  if (declarations.length > 0 || !named.stage) return declarations;
  // A stage without a name: what it starts from.
  return [named.stage.base ?? named.stage.from.keywordSpan];
}
