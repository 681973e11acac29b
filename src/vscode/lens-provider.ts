// All code lenses of Dockerfiles by one provider. The editor draws none before all of them have answered, and waits anew at each
// word that they are others: it is told only when what is shown would be others.
import {
  type CodeLens,
  Disposable,
  EventEmitter,
  type LogOutputChannel,
  languages,
  type TextDocument,
  window,
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
  /** What the editor was given last. */
  const given = new WeakMap<TextDocument, string>();
  /** What it had been given when it was told last that there are others. */
  const told = new WeakMap<TextDocument, string | undefined>();
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
    const inSight = new Set(window.visibleTextEditors.map(({ document }) => document));
    const others = workspace.textDocuments.filter((document) => {
      const before = given.get(document);
      return before !== undefined && before !== keyOf(lensesOf(document));
    });
    // The editor does not always ask when it is told: of one in sight it is told until it has asked. One out of sight may
    // just be coming there, and have asked already.
    const isNews = others.some((document) => inSight.has(document) || told.get(document) !== given.get(document));
    for (const document of others) told.set(document, given.get(document));
    if (isNews) changed.fire();
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
