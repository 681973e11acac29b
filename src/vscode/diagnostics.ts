// Owns the problems of each open Dockerfile: when to lint, and what of it the editor shows. Needs no engine.
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
import { lint } from '../dockerfile/lint.ts';
import type { LintSurroundings, Problem, Severity } from '../dockerfile/rule.ts';
import { dockerfileSelector, type ParsedDockerfiles } from './dockerfiles.ts';
import { editorRange } from './ranges.ts';
import { logError } from './report.ts';
import { lintWhen, ruleSeverities } from './settings.ts';

/** Long enough not to flicker within a word, short enough to feel live. */
const typingPause = 150;

const editorSeverity: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  style: DiagnosticSeverity.Hint,
};

export interface DockerfileDiagnostics extends Disposable {
  /** The problems of this very version of the document; lints it now if that has not been done. */
  problemsOf(document: TextDocument): Promise<readonly Problem[]>;
}

export function registerDiagnostics(parsed: ParsedDockerfiles, log: LogOutputChannel): DockerfileDiagnostics {
  const collection = languages.createDiagnosticCollection('longshore');
  const known = new WeakMap<TextDocument, { version: number; problems: readonly Problem[] }>();
  const waiting = new Map<TextDocument, NodeJS.Timeout>();

  const problemsOf = async (document: TextDocument): Promise<readonly Problem[]> => {
    const before = known.get(document);
    if (before?.version === document.version) return before.problems;
    const surroundings = await surroundingsOf(document);
    const { version } = document;
    const problems = lint(parsed.of(document), {
      severities: ruleSeverities(),
      surroundings,
      onRuleFailure: (rule, error) => logError(error, log, `Rule ${rule} on ${document.uri.toString(true)}`),
    });
    known.set(document, { version, problems });
    return problems;
  };
  const show = async (document: TextDocument) => {
    stopWaiting(document);
    if (lintWhen() === 'never') return collection.delete(document.uri);
    try {
      const problems = await problemsOf(document);
      // Closed, or given another language, while the folder was being read.
      if (document.isClosed || !isDockerfile(document)) collection.delete(document.uri);
      else collection.set(document.uri, problems.map(editorDiagnostic));
    } catch (error) {
      logError(error, log, `Linting ${document.uri.toString(true)}`);
    }
  };
  const stopWaiting = (document: TextDocument) => {
    clearTimeout(waiting.get(document));
    waiting.delete(document);
  };
  const showAll = () => {
    for (const document of workspace.textDocuments) {
      known.delete(document);
      if (isDockerfile(document)) void show(document);
    }
  };

  const subscriptions = Disposable.from(
    workspace.onDidOpenTextDocument((document) => {
      if (isDockerfile(document)) void show(document);
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isDockerfile(document) || contentChanges.length === 0 || lintWhen() !== 'typing') return;
      stopWaiting(document);
      waiting.set(
        document,
        setTimeout(() => void show(document), typingPause),
      );
    }),
    workspace.onDidSaveTextDocument((document) => {
      // The folder may have changed since: what was known of this version is asked again.
      known.delete(document);
      if (isDockerfile(document)) void show(document);
    }),
    workspace.onDidCloseTextDocument((document) => {
      stopWaiting(document);
      collection.delete(document.uri);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('longshore')) showAll();
    }),
  );
  showAll();
  return {
    problemsOf,
    dispose() {
      subscriptions.dispose();
      for (const timer of waiting.values()) clearTimeout(timer);
      collection.dispose();
    },
  };
}

function isDockerfile(document: TextDocument): boolean {
  return languages.match(dockerfileSelector, document) > 0;
}

/** The names of the files beside the Dockerfile: its folder is taken for the build context. */
async function surroundingsOf({ uri }: TextDocument): Promise<LintSurroundings> {
  if (uri.scheme === 'untitled' || uri.scheme === 'git') return {};
  try {
    const entries = await workspace.fs.readDirectory(Uri.joinPath(uri, '..'));
    return { contextFiles: new Set(entries.map(([name]) => name)) };
  } catch {
    // No such folder (a file shown from elsewhere): rules then go by the usual names.
    return {};
  }
}

function editorDiagnostic(problem: Problem): Diagnostic {
  const diagnostic = new Diagnostic(editorRange(problem.range), problem.message, editorSeverity[problem.severity]);
  diagnostic.source = 'longshore';
  diagnostic.code = { value: problem.rule, target: rulePageAddress(problem.rule) };
  return diagnostic;
}

function rulePageAddress(rule: string): Uri {
  return Uri.parse(`command:longshore.rule.open?${encodeURIComponent(JSON.stringify([rule]))}`);
}
