// The format of Dockerfiles, as VS Code asks for it: the whole, a part, and while somebody types.
import { Disposable, type FormattingOptions, languages, type TextDocument } from 'vscode';
import type { FormatStyle } from '../dockerfile/language/format-style.ts';
import { dockerfileSelector } from './dockerfiles.ts';
import type { LanguageSupport } from './language-support.ts';
import { editorEdit } from './ranges.ts';
import { keywordCase, savedEnds } from './settings.ts';

export function registerFormatting({ askMore }: LanguageSupport): Disposable {
  return Disposable.from(
    languages.registerDocumentFormattingEditProvider(dockerfileSelector, {
      provideDocumentFormattingEdits: (document, options) =>
        askMore('Format', document, ({ answers, parsed }) =>
          answers.formatEdits(parsed, styleOf(document, options)).map(editorEdit),
        ),
    }),
    languages.registerDocumentRangeFormattingEditProvider(dockerfileSelector, {
      provideDocumentRangeFormattingEdits: (document, { start, end }, options) =>
        askMore('Format', document, ({ answers, parsed }) =>
          answers
            .formatEdits(parsed, styleOf(document, options), { first: start.line, last: end.line })
            .map(editorEdit),
        ),
    }),
    languages.registerOnTypeFormattingEditProvider(
      dockerfileSelector,
      {
        provideOnTypeFormattingEdits: (document, position, character, options) =>
          askMore('Format', document, ({ answers, parsed }) =>
            answers
              .typingEdits(parsed, document.offsetAt(position), character, styleOf(document, options))
              .map(editorEdit),
          ),
      },
      '\\',
      '`',
      '\n',
    ),
  );
}

function styleOf({ uri }: TextDocument, { insertSpaces, tabSize }: FormattingOptions): FormatStyle {
  return {
    indent: insertSpaces ? ' '.repeat(Math.max(1, tabSize)) : '\t',
    tabSize: Math.max(1, tabSize),
    keywordCase: keywordCase(uri),
    ...savedEnds(uri),
  };
}
