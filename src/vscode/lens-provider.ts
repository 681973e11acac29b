// All code lenses of Dockerfiles by one provider. The editor draws none before all of them have answered, and waits anew at each
// word that they are others: it is told only when what is shown would be others.
import {
  type CodeLens,
  Disposable,
  EventEmitter,
  type LogOutputChannel,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import { dockerfileSelector } from './dockerfiles.ts';
import { logError } from './report.ts';

export interface LensSource {
  lenses(document: TextDocument): readonly CodeLens[];
  /** They may be others. */
  onDidChange(listener: () => void): { dispose(): void };
}

/** The lenses of a line stand in the order of the sources. */
export function registerLenses(sources: readonly LensSource[], log: LogOutputChannel): Disposable {
  const changed = new EventEmitter<void>();
  /** What the editor was given last, as far as it has not been told since that it is another. */
  const given = new WeakMap<TextDocument, string>();
  const lensesOf = (document: TextDocument): CodeLens[] =>
    sources.flatMap(({ lenses }) => {
      try {
        return [...lenses(document)];
      } catch (error) {
        logError(error, log, 'Code lenses');
        return [];
      }
    });
  const tell = () => {
    // Not only of those in sight: one may just be coming there, and has asked already.
    const others = workspace.textDocuments.filter((document) => {
      const before = given.get(document);
      return before !== undefined && before !== keyOf(lensesOf(document));
    });
    // Each is told of once; the editor asks again for those in sight, and for the others when they are shown.
    for (const document of others) given.delete(document);
    if (others.length > 0) changed.fire();
  };
  return Disposable.from(
    changed,
    ...sources.map(({ onDidChange }) => Disposable.from(onDidChange(tell))),
    languages.registerCodeLensProvider(dockerfileSelector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        const lenses = lensesOf(document);
        given.set(document, keyOf(lenses));
        return lenses;
      },
    }),
  );
}

const keyOf = (lenses: readonly CodeLens[]): string =>
  JSON.stringify(lenses.map(({ range, command }) => [range, command?.title, command?.command, command?.arguments]));
