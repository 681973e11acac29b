// Owns the problems of each open Dockerfile: when to lint, and what of it the editor shows. Needs no engine.
import { Disposable, type LogOutputChannel, languages, type TextDocument, workspace } from 'vscode';
import type { Problem } from '../dockerfile/rule-parts/rule.ts';
import { after } from './after.ts';
import { editorDiagnostic } from './editor-diagnostic.ts';
import type { Neighbours } from './language-support.ts';
import { isLinted, type KnowledgeSource, type Linter } from './linter.ts';
import { logError } from './report.ts';
import { lintWhen } from './settings.ts';

export interface DockerfileDiagnostics extends Disposable, Neighbours {
  /** One for each Dockerfile that was open at the beginning: its problems are shown, or could not be found. */
  readonly firstShown: Promise<readonly unknown[]>;
  /** The problems of this very version of the document; lints it now if that has not been done. */
  problemsOf(document: TextDocument): Promise<readonly Problem[]>;
  /** The document's text with all that can be repaired safely. */
  repaired(document: TextDocument): Promise<string>;
  /** What somebody knows beside what stands in the folder, from the next look on; all is linted again when that changes. */
  addKnowledge(source: KnowledgeSource): void;
}

/** The linter goes with it. */
export function registerDiagnostics(linter: Linter, log: LogOutputChannel): DockerfileDiagnostics {
  const collection = languages.createDiagnosticCollection('longshore');
  const known = new WeakMap<TextDocument, { version: number; problems: Promise<readonly Problem[]> }>();
  const waiting = new Map<TextDocument, () => void>();

  const listening: { dispose(): void }[] = [];
  const { configurations, folders, shellChecks } = linter;
  const problemsOf = async (document: TextDocument): Promise<readonly Problem[]> => {
    const before = known.get(document);
    if (before?.version === document.version) return before.problems;
    const { version } = document;
    const problems = linter.lint(document);
    known.set(document, { version, problems });
    // What failed is tried again.
    problems.catch(() => known.get(document)?.version === version && known.delete(document));
    return problems;
  };
  const show = async (document: TextDocument) => {
    stopWaiting(document);
    if (lintWhen() === 'never') return collection.delete(document.uri);
    const { version } = document;
    try {
      const problems = await problemsOf(document);
      // The next version is being linted already; these would stand at wrong places.
      if (document.version !== version && !document.isClosed) return;
      // Closed, or given another language, while the folder was being read.
      if (document.isClosed || !isLinted(document)) collection.delete(document.uri);
      else collection.set(document.uri, problems.map(editorDiagnostic));
    } catch (error) {
      // A newer version is being linted.
      if (!isAbort(error)) logError(error, log, `Linting ${document.uri.toString(true)}`);
    }
  };
  /** Ours are there at once; ShellCheck's come after. */
  const showWithShell = async (document: TextDocument) => {
    folders.forget(document);
    known.delete(document);
    await show(document);
    try {
      if (lintWhen() === 'never' || !(await shellChecks.check(document))) return;
    } catch (error) {
      logError(error, log, 'ShellCheck');
      return;
    }
    known.delete(document);
    await show(document);
  };
  const stopWaiting = (document: TextDocument) => {
    waiting.get(document)?.();
    waiting.delete(document);
  };
  /** What is known beside the text is another now. */
  const lintAgain = () => {
    for (const document of workspace.textDocuments) {
      known.delete(document);
      // Who wants to hear of it when saving does not want it now.
      if (isLinted(document) && (lintWhen() === 'typing' || !document.isDirty)) void show(document);
    }
  };
  const showAll = () => {
    for (const document of workspace.textDocuments) {
      known.delete(document);
      if (isLinted(document)) void showWithShell(document);
    }
  };

  const subscriptions = Disposable.from(
    workspace.onDidOpenTextDocument((document) => {
      if (isLinted(document)) void showWithShell(document);
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isLinted(document) || contentChanges.length === 0 || lintWhen() !== 'typing') return;
      const pause = linter.pauseBefore(document);
      // All keys that come in one turn are linted once; a short document never waits for the end of a word.
      if (pause === 0 && waiting.has(document)) return;
      stopWaiting(document);
      waiting.set(
        document,
        after(pause, () => void show(document)),
      );
    }),
    workspace.onDidSaveTextDocument((document) => {
      // The folder may have changed since: what was known of this version is asked again.
      if (isLinted(document)) void showWithShell(document);
    }),
    workspace.onDidCloseTextDocument((document) => {
      stopWaiting(document);
      linter.forget(document);
      shellChecks.forget(document);
      folders.forget(document);
      collection.delete(document.uri);
    }),
    linter,
    folders.onDidChange(() => lintAgain()),
    configurations.onDidChange(showAll),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('longshore')) showAll();
    }),
  );
  showAll();
  const firstShown = Promise.allSettled(workspace.textDocuments.filter(isLinted).map(problemsOf));
  return {
    firstShown,
    problemsOf,
    repaired: linter.repaired,
    surroundings: linter.surroundings,
    folder: (document) => folders.of(document),
    addKnowledge(source) {
      linter.knowledge.push(source);
      listening.push(source.onDidChange(lintAgain));
    },
    dispose() {
      subscriptions.dispose();
      for (const subscription of listening) subscription.dispose();
      for (const stop of waiting.values()) stop();
      collection.dispose();
    },
  };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
