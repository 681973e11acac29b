// The outline, folding, selection, signatures, hints and colours of Dockerfiles, as VS Code asks for them: each a question to the core, and a change of shape.
import {
  Disposable,
  DocumentSymbol,
  FoldingRange,
  FoldingRangeKind,
  InlayHint,
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
} from 'vscode';
import type { OutlineSymbol } from '../dockerfile/language/symbols.ts';
import { tokenTypes } from '../dockerfile/language/tokens.ts';
import { dockerfileSelector } from './dockerfiles.ts';
import type { LanguageSupport } from './language-support.ts';
import { editorRange } from './ranges.ts';
import { showsInlayHints } from './settings.ts';

export function registerLanguageFeatures({ ask, askMore }: LanguageSupport): Disposable {
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
    signatures(askMore),
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

function signatures(askMore: LanguageSupport['askMore']): Disposable {
  const provider: SignatureHelpProvider = {
    provideSignatureHelp: (document, position) =>
      askMore('Signature', document, ({ answers, parsed }) => {
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
