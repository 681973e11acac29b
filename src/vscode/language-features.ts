// The outline, folding, selection, names, links, signatures, hints, colours and the format of Dockerfiles, as VS Code asks for
// them: each a question to the core, and a change of shape.
import * as l10n from '@vscode/l10n';
import {
  Disposable,
  DocumentHighlight,
  DocumentHighlightKind,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  FoldingRangeKind,
  InlayHint,
  LinkedEditingRanges,
  Location,
  languages,
  ParameterInformation,
  Position,
  Range,
  SelectionRange,
  SemanticTokensBuilder,
  SemanticTokensLegend,
  SignatureHelp,
  type SignatureHelpProvider,
  SignatureInformation,
  SymbolKind,
  type TextDocument,
  Uri,
  WorkspaceEdit,
} from 'vscode';
import type { OutlineSymbol } from '../dockerfile/language/symbols.ts';
import { tokenTypes } from '../dockerfile/language/tokens.ts';
import { dockerfileSelector } from './dockerfiles.ts';
import type { LanguageSupport } from './language-support.ts';
import { editorEdit, editorRange } from './ranges.ts';
import { showsInlayHints } from './settings.ts';

export function registerLanguageFeatures({ ask, surroundings }: LanguageSupport): Disposable {
  const beside = ({ uri }: TextDocument, path: string) => Uri.joinPath(uri, '..', path);
  const legend = new SemanticTokensLegend([...tokenTypes]);
  return Disposable.from(
    languages.registerDocumentSymbolProvider(dockerfileSelector, {
      provideDocumentSymbols: (document) =>
        ask('Outline', document, ({ answers, parsed }) => answers.outline(parsed).map(symbolOf)),
    }),
    languages.registerFoldingRangeProvider(dockerfileSelector, {
      provideFoldingRanges: (document) =>
        ask('Folding', document, ({ answers, parsed }) =>
          answers
            .folds(parsed)
            .map(
              ({ kind, range: { start, end } }) =>
                new FoldingRange(start.line, end.line, kind === 'comment' ? FoldingRangeKind.Comment : undefined),
            ),
        ),
    }),
    languages.registerSelectionRangeProvider(dockerfileSelector, {
      provideSelectionRanges: (document, positions) =>
        ask('Selection', document, ({ answers, parsed }) =>
          positions.map((position) =>
            answers
              .selectionRangesAt(parsed, document.offsetAt(position))
              .reverse()
              .reduce(
                (outer, range) => new SelectionRange(editorRange(range), outer),
                new SelectionRange(new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end)),
              ),
          ),
        ),
    }),
    languages.registerDocumentHighlightProvider(dockerfileSelector, {
      provideDocumentHighlights: (document, position) =>
        ask('Highlights', document, ({ answers, parsed }) =>
          answers
            .referencesAt(parsed, document.offsetAt(position))
            .map(
              ({ range, isDeclaration }) =>
                new DocumentHighlight(
                  editorRange(range),
                  isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
                ),
            ),
        ),
    }),
    languages.registerReferenceProvider(dockerfileSelector, {
      provideReferences: (document, position, { includeDeclaration }) =>
        ask('References', document, ({ answers, parsed }) =>
          answers
            .referencesAt(parsed, document.offsetAt(position))
            .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
            .map(({ range }) => new Location(document.uri, editorRange(range))),
        ),
    }),
    languages.registerDefinitionProvider(dockerfileSelector, {
      provideDefinition: (document, position) =>
        ask('Definition', document, async ({ answers, parsed }) => {
          const around = answers.mayLinkToFiles(parsed) ? await surroundings(document) : {};
          return answers
            .definitionsAt(parsed, document.offsetAt(position), around)
            .map((found) =>
              'range' in found
                ? new Location(document.uri, editorRange(found.range))
                : new Location(beside(document, found.path), new Position(0, 0)),
            );
        }),
    }),
    languages.registerDocumentLinkProvider(dockerfileSelector, {
      provideDocumentLinks: (document) =>
        ask('Links', document, async ({ answers, parsed }) => {
          const around = answers.mayLinkToFiles(parsed) ? await surroundings(document) : {};
          return answers
            .links(parsed, around)
            .map(
              ({ range, target }) =>
                new DocumentLink(
                  editorRange(range),
                  'address' in target ? Uri.parse(target.address) : beside(document, target.path),
                ),
            );
        }),
    }),
    languages.registerRenameProvider(dockerfileSelector, {
      prepareRename: async (document, position) => {
        const range = await ask('Rename', document, ({ answers, parsed }) =>
          answers.renameRangeAt(parsed, document.offsetAt(position)),
        );
        // What the editor says in its place.
        if (!range) throw new Error(l10n.t('Nothing here has a name that can be changed. Stages and variables have.'));
        return editorRange(range);
      },
      provideRenameEdits: async (document, position, newName) => {
        const rename = await ask('Rename', document, ({ answers, parsed }) =>
          answers.renameAt(parsed, document.offsetAt(position), newName),
        );
        if (!rename) return undefined;
        // What the editor shows beside the box.
        if ('refused' in rename) throw new Error(rename.refused);
        const edit = new WorkspaceEdit();
        edit.set(document.uri, rename.edits.map(editorEdit));
        return edit;
      },
    }),
    languages.registerLinkedEditingRangeProvider(dockerfileSelector, {
      provideLinkedEditingRanges: (document, position) =>
        ask('Linked editing', document, ({ answers, parsed }) => {
          const ranges = answers.linkedRangesAt(parsed, document.offsetAt(position));
          return ranges.length > 1 ? new LinkedEditingRanges(ranges.map(editorRange)) : undefined;
        }),
    }),
    signatures(ask),
    languages.registerInlayHintsProvider(dockerfileSelector, {
      provideInlayHints: (document, { start, end }) =>
        showsInlayHints(document.uri)
          ? ask('Hints', document, ({ answers, parsed }) =>
              answers.inlayHints(parsed, { first: start.line, last: end.line }).map(({ position, text }) => {
                const hint = new InlayHint(new Position(position.line, position.character), text);
                hint.paddingLeft = true;
                return hint;
              }),
            )
          : [],
    }),
    languages.registerDocumentSemanticTokensProvider(
      dockerfileSelector,
      {
        provideDocumentSemanticTokens: (document) =>
          ask('Colours', document, ({ answers, parsed }) => {
            const builder = new SemanticTokensBuilder(legend);
            for (const { start, end, type } of answers.semanticTokens(parsed)) {
              builder.push(editorRange(parsed.rangeOf({ start, end })), type);
            }
            return builder.build();
          }),
      },
      legend,
    ),
  );
}

const symbolKinds: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  directive: SymbolKind.Property,
  stage: SymbolKind.Class,
  instruction: SymbolKind.Function,
  variable: SymbolKind.Variable,
};

function symbolOf({ kind, name, detail, range, selectionRange, children }: OutlineSymbol): DocumentSymbol {
  const symbol = new DocumentSymbol(name, detail, symbolKinds[kind], editorRange(range), editorRange(selectionRange));
  symbol.children = children.map(symbolOf);
  return symbol;
}

function signatures(ask: LanguageSupport['ask']): Disposable {
  const provider: SignatureHelpProvider = {
    provideSignatureHelp: (document, position) =>
      ask('Signature', document, ({ answers, parsed }) => {
        const help = answers.signatureHelpAt(parsed, document.offsetAt(position));
        if (!help) return undefined;
        const shown = new SignatureHelp();
        shown.signatures = help.signatures.map(({ label, parameters }) => {
          const signature = new SignatureInformation(label, help.summary);
          signature.parameters = parameters.map(([from, to]) => new ParameterInformation([from, to]));
          return signature;
        });
        shown.activeParameter = help.activeParameter;
        return shown;
      }),
  };
  return languages.registerSignatureHelpProvider(dockerfileSelector, provider, ' ', '[', ',', '"', '=', ':', '@', '-');
}
