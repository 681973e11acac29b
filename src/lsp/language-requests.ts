// Requests about a document, answered from the core: each a lookup, a call and a change of shape.
import {
  type DocumentSymbol,
  type FoldingRange,
  type FormattingOptions,
  type Location,
  ResponseError,
  type SelectionRange,
  type ServerCapabilities,
  SymbolKind,
} from 'vscode-languageserver/node';
import { completionAt } from '../dockerfile/language/completion.ts';
import { definitionsAt } from '../dockerfile/language/definition.ts';
import { folds } from '../dockerfile/language/folding.ts';
import { formatEdits } from '../dockerfile/language/format.ts';
import type { FormatStyle } from '../dockerfile/language/format-style.ts';
import { typingEdits } from '../dockerfile/language/format-typing.ts';
import { hoverAt } from '../dockerfile/language/hover.ts';
import { links, mayLinkToFiles } from '../dockerfile/language/links.ts';
import { referencesAt } from '../dockerfile/language/references.ts';
import { linkedRangesAt, renameAt, renameRangeAt } from '../dockerfile/language/rename.ts';
import { selectionRangesAt } from '../dockerfile/language/selection.ts';
import { semanticTokens } from '../dockerfile/language/semantic-tokens.ts';
import { signatureHelpAt } from '../dockerfile/language/signature.ts';
import { type OutlineSymbol, outline } from '../dockerfile/language/symbols.ts';
import { type Token, type TokenType, tokenTypes } from '../dockerfile/language/tokens.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import type { Position } from '../dockerfile/text/range.ts';
import { textEdit } from './code-actions.ts';
import { completionList, completionSurroundings } from './completion.ts';
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
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\\', moreTriggerCharacter: ['`', '\n'] },
  hoverProvider: true,
  completionProvider: {
    triggerCharacters: [' ', '-', '=', '$', '{', ',', '/', '#', ':', '"', '<'],
    resolveProvider: false,
  },
  signatureHelpProvider: { triggerCharacters: [' ', '[', ',', '"', '=', ':', '@', '-'] },
  semanticTokensProvider: { full: true, legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] } },
};

interface About {
  readonly textDocument: { readonly uri: string };
}

export function answerLanguageRequests(server: Server): void {
  const { connection, documents, project, settings, client } = server;
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
    const surroundings = mayLinkToFiles(document) ? await project.surroundings(uri, document) : {};
    return links(document, surroundings).map(({ range, target }) => ({
      range,
      target: 'address' in target ? target.address : new URL(target.path, uri).href,
    }));
  });
  connection.onDefinition(async (params) => {
    const { uri } = params.textDocument;
    const parsed = parsedOf(params);
    if (!parsed) return [];
    const surroundings = mayLinkToFiles(parsed) ? await project.surroundings(uri, parsed) : {};
    const found = definitionsAt(parsed, parsed.offsetAt(params.position), surroundings);
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
  const styleOf = (options: FormattingOptions): FormatStyle => ({
    indent: options.insertSpaces ? ' '.repeat(Math.max(1, options.tabSize)) : '\t',
    tabSize: Math.max(1, options.tabSize),
    keywordCase: settings().keywordCase,
    finalNewline: options.insertFinalNewline ?? false,
    trimLineEnds: options.trimTrailingWhitespace ?? false,
  });
  connection.onDocumentFormatting((params) => {
    const document = parsedOf(params);
    return document ? formatEdits(document, styleOf(params.options)).map(textEdit) : [];
  });
  connection.onDocumentRangeFormatting((params) => {
    const document = parsedOf(params);
    const lines = { first: params.range.start.line, last: params.range.end.line };
    return document ? formatEdits(document, styleOf(params.options), lines).map(textEdit) : [];
  });
  connection.onDocumentOnTypeFormatting(
    (params) =>
      at(params, (document, offset) => typingEdits(document, offset, params.ch, styleOf(params.options)))?.map(
        textEdit,
      ) ?? [],
  );
  connection.onCompletion(async (params) => {
    const { uri } = params.textDocument;
    const document = parsedOf(params);
    if (!document) return null;
    const offset = document.offsetAt(params.position);
    const surroundings = await completionSurroundings(server, uri, document, offset);
    return completionList(document, completionAt(document, offset, surroundings), client());
  });
  connection.onHover((params) => {
    const hover = at(params, hoverAt);
    return hover ? { range: hover.range, contents: { kind: 'markdown', value: hover.parts.join('\n\n') } } : null;
  });
  connection.onSignatureHelp((params) => {
    const help = at(params, signatureHelpAt);
    if (!help) return null;
    return {
      signatures: help.signatures.map(({ label, parameters }) => ({
        label,
        documentation: help.summary,
        parameters: parameters.map(([from, to]) => ({ label: [from, to] })),
      })),
      activeSignature: 0,
      activeParameter: help.activeParameter,
    };
  });
  connection.languages.semanticTokens.on((params) => {
    const document = parsedOf(params);
    return { data: document ? encoded(document, semanticTokens(document)) : [] };
  });
}

/** Five numbers each, relative to the token before, as the protocol has them. */
function encoded(document: DockerfileDocument, tokens: readonly Token[]): number[] {
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
