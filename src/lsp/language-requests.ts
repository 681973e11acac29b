// Requests about a document, answered from the core: each a lookup, a call and a change of shape.
import {
  type DocumentSymbol,
  type FoldingRange,
  type Location,
  ResponseError,
  type SelectionRange,
  type ServerCapabilities,
  SymbolKind,
} from 'vscode-languageserver/node';
import { definitionsAt } from '../dockerfile/language/definition.ts';
import { folds } from '../dockerfile/language/folding.ts';
import { links } from '../dockerfile/language/links.ts';
import { referencesAt } from '../dockerfile/language/references.ts';
import { linkedRangesAt, renameAt, renameRangeAt } from '../dockerfile/language/rename.ts';
import { selectionRangesAt } from '../dockerfile/language/selection.ts';
import { type OutlineSymbol, outline } from '../dockerfile/language/symbols.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import type { Position } from '../dockerfile/text/range.ts';
import { textEdit } from './code-actions.ts';
import type { Server } from './shared.ts';

export const languageCapabilities: ServerCapabilities = {
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  documentLinkProvider: {},
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  linkedEditingRangeProvider: true,
  selectionRangeProvider: true,
};

interface About {
  readonly textDocument: { readonly uri: string };
}

export function answerLanguageRequests({ connection, documents, project, settings }: Server): void {
  const parsedOf = ({ textDocument }: About): DockerfileDocument | undefined => {
    const document = documents.get(textDocument.uri);
    return document?.kind === 'dockerfile' ? document.parsed : undefined;
  };
  const at = <T>(
    params: About & { readonly position: Position },
    ask: (document: DockerfileDocument, offset: number) => T,
  ) => {
    const document = parsedOf(params);
    return document && ask(document, document.offsetAt(params.position));
  };

  connection.onDocumentSymbol((params) => {
    const document = parsedOf(params);
    return document ? outline(document).map(symbolOf) : [];
  });
  connection.onFoldingRanges((params) => {
    const document = parsedOf(params);
    return document ? folds(document).map(foldOf) : [];
  });
  connection.onDocumentLinks(async (params) => {
    const { uri } = params.textDocument;
    const document = parsedOf(params);
    if (!document) return [];
    return links(document, await project.surroundings(uri, document)).map(({ range, target }) => ({
      range,
      target: 'address' in target ? target.address : new URL(target.path, uri).href,
    }));
  });
  connection.onDefinition(async (params) => {
    const { uri } = params.textDocument;
    const found = at(params, (document, offset) => definitionsAt(document, offset)) ?? [];
    return found.map(
      (definition): Location =>
        'range' in definition
          ? { uri, range: definition.range }
          : { uri: new URL(definition.path, uri).href, range: topOfFile },
    );
  });
  connection.onDocumentHighlight((params) =>
    (at(params, referencesAt) ?? []).map(({ range, isDeclaration }) => ({ range, kind: isDeclaration ? 3 : 2 })),
  );
  connection.onReferences((params) =>
    (at(params, referencesAt) ?? [])
      .filter(({ isDeclaration }) => params.context.includeDeclaration || !isDeclaration)
      .map(({ range }) => ({ uri: params.textDocument.uri, range })),
  );
  connection.onPrepareRename((params) => at(params, renameRangeAt) ?? null);
  connection.onRenameRequest((params) => {
    const rename = at(params, (document, offset) => renameAt(document, offset, params.newName));
    if (!rename) return null;
    if ('refused' in rename) return new ResponseError(-32602, rename.refused);
    return { changes: { [params.textDocument.uri]: rename.edits.map(textEdit) } };
  });
  connection.languages.onLinkedEditingRange((params) => {
    const ranges = at(params, linkedRangesAt) ?? [];
    return ranges.length > 1 ? { ranges } : null;
  });
  connection.onSelectionRanges((params) => {
    const document = parsedOf(params);
    if (!document) return null;
    return params.positions.map((position): SelectionRange => {
      const ranges = selectionRangesAt(document, document.offsetAt(position)).reverse();
      const outer = ranges.reduce<SelectionRange | undefined>(
        (parent, range) => (parent ? { range, parent } : { range }),
        undefined,
      );
      return outer ?? { range: { start: position, end: position } };
    });
  });
  void settings;
}

const topOfFile = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const symbolKinds: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  directive: SymbolKind.Property,
  stage: SymbolKind.Class,
  instruction: SymbolKind.Function,
  variable: SymbolKind.Variable,
};

function symbolOf({ kind, name, detail, range, selectionRange, children }: OutlineSymbol): DocumentSymbol {
  return { name, detail, kind: symbolKinds[kind], range, selectionRange, children: children.map(symbolOf) };
}

function foldOf({ kind, range: { start, end } }: ReturnType<typeof folds>[number]): FoldingRange {
  return {
    startLine: start.line,
    startCharacter: start.character,
    endLine: end.line,
    endCharacter: end.character,
    ...(kind === 'comment' ? { kind: 'comment' } : {}),
  };
}
