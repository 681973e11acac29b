// What has a name in Dockerfiles, and what leads somewhere, as VS Code asks for it: where it is declared and used, renamed, linked.
import * as l10n from '@vscode/l10n';
import {
  Disposable,
  DocumentHighlight,
  DocumentHighlightKind,
  DocumentLink,
  LinkedEditingRanges,
  Location,
  languages,
  Position,
  type TextDocument,
  Uri,
  WorkspaceEdit,
} from 'vscode';
import { dockerfileSelector } from './dockerfiles.ts';
import type { LanguageSupport } from './language-support.ts';
import { editorEdit, editorRange } from './ranges.ts';

export function registerNames({ ask, askMore, surroundings }: LanguageSupport): Disposable {
  const beside = ({ uri }: TextDocument, path: string) => Uri.joinPath(uri, '..', path);
  return Disposable.from(
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
        askMore('Definition', document, async ({ answers, parsed }) => {
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
        const range = await askMore('Rename', document, ({ answers, parsed }) =>
          answers.renameRangeAt(parsed, document.offsetAt(position)),
        );
        // What the editor says in its place.
        if (!range) throw new Error(l10n.t('Only stages, variables and heredocs can be renamed.'));
        return editorRange(range);
      },
      provideRenameEdits: async (document, position, newName) => {
        const rename = await askMore('Rename', document, ({ answers, parsed }) =>
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
        askMore('Linked editing', document, ({ answers, parsed }) => {
          const ranges = answers.linkedRangesAt(parsed, document.offsetAt(position));
          return ranges.length > 1 ? new LinkedEditingRanges(ranges.map(editorRange)) : undefined;
        }),
    }),
  );
}
