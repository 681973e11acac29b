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
import { after } from './after.ts';
import { dockerfileSelector, isDockerfileDocument } from './dockerfiles.ts';
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
  /** Whether there is a document in sight of which the editor has never asked, or not since it was told. */
  const isBehind = () =>
    window.visibleTextEditors.some(({ document }) => {
      if (!isDockerfileDocument(document)) return false;
      const before = given.get(document);
      if (before !== undefined && told.get(document) !== before) return false;
      const lenses = lensesOf(document);
      return lenses.length > 0 && before !== keyOf(lenses);
    });
  let stopLooking = () => {};
  /** The editor does not always ask when it is told, nor when a document comes into sight: then it is told again. */
  const lookAgain = (tries = 0) => {
    stopLooking();
    stopLooking = after(firstLook * 2 ** tries, () => {
      if (!isBehind()) return;
      changed.fire();
      if (tries < mostTries) lookAgain(tries + 1);
    });
  };
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
    lookAgain();
  };
  lookAgain();
  return Disposable.from(
    changed,
    { dispose: () => stopLooking() },
    window.onDidChangeVisibleTextEditors(() => lookAgain()),
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

/**
 * Milliseconds within which the editor has asked, mostly; doubled each time that it has not. It waits anew at each word, so this is
 * longer than any wait of its own.
 */
const firstLook = 3000;
/** Somebody may have switched lenses off. */
const mostTries = 4;

const keyOf = (lenses: readonly CodeLens[]): string =>
  JSON.stringify(lenses.map(({ range, command }) => [range, command?.title, command?.command, command?.arguments]));
