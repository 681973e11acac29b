// Requests about a document, answered from the core: each a lookup, a call and a change of shape.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type FormattingOptions,
  type Location,
  ResponseError,
  type SelectionRange,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { completionAt } from '../dockerfile/language/completion.ts';
import { definitionsAt } from '../dockerfile/language/definition.ts';
import { folds } from '../dockerfile/language/folding.ts';
import { formatEdits } from '../dockerfile/language/format.ts';
import type { FormatStyle } from '../dockerfile/language/format-style.ts';
import { typingEdits } from '../dockerfile/language/format-typing.ts';
import { hoverAt } from '../dockerfile/language/hover.ts';
import { type ContextFiles, tellsOfFiles } from '../dockerfile/language/hover-copy.ts';
import { inlayHints } from '../dockerfile/language/inlay.ts';
import { links, mayLinkToFiles } from '../dockerfile/language/links.ts';
import { referencesAt } from '../dockerfile/language/references.ts';
import { linkedRangesAt, renameAt, renameRangeAt } from '../dockerfile/language/rename.ts';
import { selectionRangesAt } from '../dockerfile/language/selection.ts';
import { semanticTokens } from '../dockerfile/language/semantic-tokens.ts';
import { signatureHelpAt } from '../dockerfile/language/signature.ts';
import { outline } from '../dockerfile/language/symbols.ts';
import { tokenTypes } from '../dockerfile/language/tokens.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import type { Position } from '../dockerfile/text/range.ts';
import { formatBytes } from '../quantities.ts';
import { textEdit } from './code-actions.ts';
import { completionList, completionSurroundings } from './completion.ts';
import { encoded, foldOf, hoverOf, symbolOf } from './shapes.ts';
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
  inlayHintProvider: true,
  selectionRangeProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\\', moreTriggerCharacter: ['`', '\n'] },
  codeLensProvider: {},
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
  const { connection, documents, project, ignoreFiles, settings, client } = server;
  const ignoreFileOf = ({ textDocument }: About) => {
    const document = documents.get(textDocument.uri);
    return document?.kind === 'ignore-file' ? document : undefined;
  };
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

  const contextOf = async (uri: string, document: DockerfileDocument): Promise<ContextFiles | undefined> => {
    const path = uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
    const { contextPath = '', dockerignore } = await project.surroundings(uri, document);
    const files = path === undefined ? undefined : await ignoreFiles.filesIn(join(dirname(path), contextPath));
    return files && { files, dockerignore: dockerignore === false ? undefined : dockerignore, size: formatBytes };
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
  connection.languages.inlayHint.on((params) => {
    const document = parsedOf(params);
    if (!document || !settings().inlayHints) return [];
    const lines = { first: params.range.start.line, last: params.range.end.line };
    return inlayHints(document, lines).map(({ position, text }) => ({ position, label: text, paddingLeft: true }));
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
    const ignoreFile = ignoreFileOf(params);
    if (ignoreFile) return ignoreFiles.completion(ignoreFile, params.position);
    const document = parsedOf(params);
    if (!document) return null;
    const offset = document.offsetAt(params.position);
    const surroundings = await completionSurroundings(project, uri, document, offset);
    return completionList(document, completionAt(document, offset, surroundings), client());
  });
  connection.onCodeLens((params) => {
    const ignoreFile = ignoreFileOf(params);
    return ignoreFile ? ignoreFiles.lenses(ignoreFile) : [];
  });
  connection.onHover((params) => {
    const ignoreFile = ignoreFileOf(params);
    if (ignoreFile) return ignoreFiles.hover(ignoreFile, params.position);
    const document = parsedOf(params);
    if (!document) return null;
    const offset = document.offsetAt(params.position);
    const wanted = tellsOfFiles(document, offset) ? contextOf(params.textDocument.uri, document) : undefined;
    if (wanted) return wanted.then((context) => hoverOf(hoverAt(document, offset, context)));
    return hoverOf(hoverAt(document, offset));
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

const topOfFile = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
