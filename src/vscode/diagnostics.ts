// Owns the problems of each open Dockerfile: when to lint, and what of it the editor shows. Needs no engine.
import { posix } from 'node:path';
import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  type LogOutputChannel,
  languages,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import { type LintOptions, lint } from '../dockerfile/linting/lint.ts';
import { repair } from '../dockerfile/linting/repair.ts';
import { shellCheckRule } from '../dockerfile/linting/shellcheck.ts';
import type { LintSurroundings, Problem, Severity } from '../dockerfile/rule-parts/rule.ts';
import { parseDockerfile } from '../dockerfile/text/document.ts';
import { isOtherFile } from '../dockerfile-name.ts';
import { lintOptionsOf } from '../lint-configuration/configuration.ts';
import { surroundingsOf } from '../surroundings/surroundings.ts';
import { profilesOf } from './build-settings.ts';
import { dockerfileSelector, type ParsedDockerfiles } from './dockerfiles.ts';
import { createKeptFolders } from './kept-folders.ts';
import type { Neighbours } from './language-support.ts';
import { watchLintConfigurations } from './lint-configurations.ts';
import { lintInThread, longForLinting } from './lint-thread.ts';
import { editorRange } from './ranges.ts';
import { logError } from './report.ts';
import { lintWhen } from './settings.ts';
import { createShellChecks } from './shell-checks.ts';

/** Milliseconds that somebody must pause before a document is linted that takes a thread: each start of one costs. */
const pauseForLong = 150;

const editorSeverity: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  style: DiagnosticSeverity.Hint,
};

export interface DockerfileDiagnostics extends Disposable, Neighbours {
  /** The problems of this very version of the document; lints it now if that has not been done. */
  problemsOf(document: TextDocument): Promise<readonly Problem[]>;
  /** The document's text with all that can be repaired safely. */
  repaired(document: TextDocument): Promise<string>;
  /** What somebody knows beside what stands in the folder, from the next look on; all is linted again when that changes. */
  addKnowledge(source: KnowledgeSource): void;
}

export interface KnowledgeSource {
  of(document: TextDocument): LintSurroundings;
  onDidChange(listener: () => void): { dispose(): void };
}

export function registerDiagnostics(parsed: ParsedDockerfiles, log: LogOutputChannel): DockerfileDiagnostics {
  const collection = languages.createDiagnosticCollection('longshore');
  const known = new WeakMap<TextDocument, { version: number; problems: Promise<readonly Problem[]> }>();
  /** Those that lint now; the next version of the document ends them. */
  const threads = new WeakMap<TextDocument, AbortController>();
  const waiting = new Map<TextDocument, NodeJS.Timeout>();

  const knowledge: KnowledgeSource[] = [];
  const listening: { dispose(): void }[] = [];

  const configurations = watchLintConfigurations();
  const folders = createKeptFolders();
  const shellChecks = createShellChecks(configurations, parsed, log);
  const surroundingsNow = async (document: TextDocument): Promise<LintSurroundings> => {
    const folder = folders.of(document);
    if (!folder) return {};
    return surroundingsOf(folder, posix.basename(document.uri.path), parsed.of(document), profilesOf(document.uri));
  };
  const lintOptions = async (document: TextDocument): Promise<LintOptions> => {
    const [configuration, surroundings] = await Promise.all([configurations.of(document), surroundingsNow(document)]);
    const all: LintSurroundings = Object.assign({}, surroundings, ...knowledge.map((source) => source.of(document)));
    return { ...lintOptionsOf(configuration, all), foreign: shellChecks.known(document) };
  };
  const tellFailure =
    ({ uri }: TextDocument) =>
    (rule: string, error: unknown) =>
      logError(error, log, `Rule ${rule} on ${uri.toString(true)}`);
  const lintNow = async (document: TextDocument, options: LintOptions): Promise<readonly Problem[]> => {
    const onRuleFailure = tellFailure(document);
    const text = document.getText();
    if (text.length < longForLinting) return lint(parsed.of(document), { ...options, onRuleFailure });
    threads.get(document)?.abort();
    const thread = new AbortController();
    threads.set(document, thread);
    const { problems, failures } = await lintInThread({ text, options }, thread.signal);
    for (const { rule, message } of failures) onRuleFailure(rule, message);
    return problems;
  };
  const problemsOf = async (document: TextDocument): Promise<readonly Problem[]> => {
    const before = known.get(document);
    if (before?.version === document.version) return before.problems;
    const { version } = document;
    const problems = lintOptions(document).then((options) => lintNow(document, options));
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
      if (document.isClosed || !isDockerfile(document)) collection.delete(document.uri);
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
    clearTimeout(waiting.get(document));
    waiting.delete(document);
  };
  /** What is known beside the text is another now. */
  const lintAgain = () => {
    for (const document of workspace.textDocuments) {
      known.delete(document);
      // Who wants to hear of it when saving does not want it now.
      if (isDockerfile(document) && (lintWhen() === 'typing' || !document.isDirty)) void show(document);
    }
  };
  const showAll = () => {
    for (const document of workspace.textDocuments) {
      known.delete(document);
      if (isDockerfile(document)) void showWithShell(document);
    }
  };

  const subscriptions = Disposable.from(
    workspace.onDidOpenTextDocument((document) => {
      if (isDockerfile(document)) void showWithShell(document);
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isDockerfile(document) || contentChanges.length === 0 || lintWhen() !== 'typing') return;
      const isLong = document.getText().length >= longForLinting;
      // All keys that come in one turn are linted once; a short document never waits for the end of a word.
      if (!isLong && waiting.has(document)) return;
      stopWaiting(document);
      waiting.set(
        document,
        setTimeout(() => void show(document), isLong ? pauseForLong : 0),
      );
    }),
    workspace.onDidSaveTextDocument((document) => {
      // The folder may have changed since: what was known of this version is asked again.
      if (isDockerfile(document)) void showWithShell(document);
    }),
    workspace.onDidCloseTextDocument((document) => {
      stopWaiting(document);
      threads.get(document)?.abort();
      shellChecks.forget(document);
      folders.forget(document);
      collection.delete(document.uri);
    }),
    configurations,
    folders,
    folders.onDidChange(() => lintAgain()),
    configurations.onDidChange(showAll),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('longshore')) showAll();
    }),
  );
  showAll();
  return {
    problemsOf,
    surroundings: surroundingsNow,
    folder: (document) => folders.of(document),
    async repaired(document) {
      const options = { ...(await lintOptions(document)), onRuleFailure: tellFailure(document) };
      return repair(document.getText(), (text) => lint(parseDockerfile(text), options)).text;
    },
    addKnowledge(source) {
      knowledge.push(source);
      listening.push(source.onDidChange(lintAgain));
    },
    dispose() {
      subscriptions.dispose();
      for (const subscription of listening) subscription.dispose();
      for (const timer of waiting.values()) clearTimeout(timer);
      collection.dispose();
    },
  };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function isDockerfile(document: TextDocument): boolean {
  if (languages.match(dockerfileSelector, document) === 0) return false;
  // To the editor whatever begins with `Dockerfile.` is one.
  return document.isUntitled || !isOtherFile(posix.basename(document.uri.path), () => document.getText());
}

function editorDiagnostic(problem: Problem): Diagnostic {
  const diagnostic = new Diagnostic(editorRange(problem.range), problem.message, editorSeverity[problem.severity]);
  diagnostic.source = 'longshore';
  const [alias = ''] = problem.aliases;
  diagnostic.code =
    problem.rule === shellCheckRule
      ? { value: alias, target: Uri.parse(`https://www.shellcheck.net/wiki/${alias}`) }
      : { value: problem.rule, target: rulePageAddress(problem.rule) };
  return diagnostic;
}

function rulePageAddress(rule: string): Uri {
  return Uri.parse(`command:longshore.rule.open?${encodeURIComponent(JSON.stringify([rule]))}`);
}
