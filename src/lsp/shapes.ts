// Answers of the core in the shapes of the protocol.
import { type DocumentSymbol, type FoldingRange, type Hover as LspHover, SymbolKind } from 'vscode-languageserver/node';
import type { Fold } from '../dockerfile/language/folding.ts';
import type { Hover } from '../dockerfile/language/hover.ts';
import type { OutlineSymbol } from '../dockerfile/language/symbols.ts';
import { type Token, type TokenType, tokenTypes } from '../dockerfile/language/tokens.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';

/** Five numbers each, relative to the token before, as the protocol has them. */
export function encoded(document: DockerfileDocument, tokens: readonly Token[]): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const { start, end, type } of tokens) {
    const place = document.positionAt(start);
    data.push(place.line - line, place.line === line ? place.character - character : place.character);
    data.push(end - start, typeIndex[type], 0);
    ({ line, character } = place);
  }
  return data;
}

const typeIndex = Object.fromEntries(tokenTypes.map((type, index) => [type, index])) as Record<TokenType, number>;

export function hoverOf(hover: Hover | undefined): LspHover | null {
  return hover ? { range: hover.range, contents: { kind: 'markdown', value: hover.parts.join('\n\n') } } : null;
}

const symbolKinds: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  directive: SymbolKind.Property,
  stage: SymbolKind.Class,
  instruction: SymbolKind.Function,
  variable: SymbolKind.Variable,
};

export function symbolOf({ kind, name, detail, range, selectionRange, children }: OutlineSymbol): DocumentSymbol {
  return { name, detail, kind: symbolKinds[kind], range, selectionRange, children: children.map(symbolOf) };
}

export function foldOf({ kind, range: { start, end } }: Fold): FoldingRange {
  return {
    startLine: start.line,
    startCharacter: start.character,
    endLine: end.line,
    endCharacter: end.character,
    ...(kind === 'comment' ? { kind: 'comment' } : {}),
  };
}
