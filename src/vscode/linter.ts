// Lints one document: with what is known of its folder and its configuration, in a thread where it is long.

import { posix } from 'node:path';
import type { Disposable, LogOutputChannel, TextDocument } from 'vscode';
import { type LintOptions, lint } from '../dockerfile/linting/lint.ts';
import { repair } from '../dockerfile/linting/repair.ts';
import type { LintSurroundings, Problem } from '../dockerfile/rule-parts/rule.ts';
import { parseDockerfile } from '../dockerfile/text/document.ts';
import { isOtherFile } from '../dockerfile-name.ts';
import { lintOptionsOf } from '../lint-configuration/configuration.ts';
import { surroundingsOf } from '../surroundings/surroundings.ts';
import { profilesOf } from './build-settings.ts';
import { isDockerfileDocument, type ParsedDockerfiles } from './dockerfiles.ts';
import { createKeptFolders } from './kept-folders.ts';
import { watchLintConfigurations } from './lint-configurations.ts';
import type { Machine } from './machine.ts';
import { logError } from './report.ts';
import { createShellChecks } from './shell-checks.ts';

/** Characters: from here on linting may take more than the 50 ms that nobody notices. */
const longForLinting = 50_000;

/** Milliseconds that somebody must pause before a document is linted that takes a thread: each start of one costs. */
const pauseForLong = 150;

/** Characters: below, linting takes so little that it may come at each key, however fast they are. */
const shortForLinting = 10_000;

export interface KnowledgeSource {
  of(document: TextDocument): LintSurroundings;
  onDidChange(listener: () => void): { dispose(): void };
}

export interface Linter extends Disposable {
  readonly configurations: ReturnType<typeof watchLintConfigurations>;
  readonly folders: ReturnType<typeof createKeptFolders>;
  readonly shellChecks: ReturnType<typeof createShellChecks>;
  readonly knowledge: KnowledgeSource[];
  /** What is known of the folder around it. */
  surroundings(document: TextDocument): Promise<LintSurroundings>;
  lint(document: TextDocument): Promise<readonly Problem[]>;
  /** The document's text with all that can be repaired safely. */
  repaired(document: TextDocument): Promise<string>;
  /** Milliseconds without a key before it is linted: keys that come faster must not fill the loop with it. */
  pauseBefore(document: TextDocument): number;
  /** Ends what lints this document. */
  forget(document: TextDocument): void;
}

/** `machine` undefined: in a browser. */
export function createLinter(parsed: ParsedDockerfiles, log: LogOutputChannel, machine: Machine | undefined): Linter {
  /** Those that lint now; the next version of the document ends them. */
  const threads = new WeakMap<TextDocument, AbortController>();
  /** Milliseconds that each took the last time in this thread. */
  const took = new WeakMap<TextDocument, number>();
  const knowledge: KnowledgeSource[] = [];
  const configurations = watchLintConfigurations(machine);
  const folders = createKeptFolders(machine);
  const shellChecks = createShellChecks(configurations, parsed, log, machine);
  const surroundings = async (document: TextDocument): Promise<LintSurroundings> => {
    const folder = folders.of(document);
    if (!folder) return {};
    return surroundingsOf(folder, posix.basename(document.uri.path), parsed.of(document), profilesOf(document.uri));
  };
  const lintOptions = async (document: TextDocument): Promise<LintOptions> => {
    const [configuration, around] = await Promise.all([configurations.of(document), surroundings(document)]);
    const all: LintSurroundings = Object.assign({}, around, ...knowledge.map((source) => source.of(document)));
    return { ...lintOptionsOf(configuration, all), foreign: shellChecks.known(document) };
  };
  const tellFailure =
    ({ uri }: TextDocument) =>
    (rule: string, error: unknown) =>
      logError(error, log, `Rule ${rule} on ${uri.toString(true)}`);
  const lintNow = async (document: TextDocument, options: LintOptions): Promise<readonly Problem[]> => {
    const onRuleFailure = tellFailure(document);
    const text = document.getText();
    if (text.length < longForLinting || !machine) {
      const begun = performance.now();
      const problems = lint(parsed.of(document), { ...options, onRuleFailure });
      took.set(document, performance.now() - begun);
      return problems;
    }
    threads.get(document)?.abort();
    const thread = new AbortController();
    threads.set(document, thread);
    const { problems, failures } = await machine.lintInThread({ text, options }, thread.signal);
    for (const { rule, message } of failures) onRuleFailure(rule, message);
    return problems;
  };
  return {
    configurations,
    folders,
    shellChecks,
    knowledge,
    surroundings,
    lint: async (document) => lintNow(document, await lintOptions(document)),
    async repaired(document) {
      const options = { ...(await lintOptions(document)), onRuleFailure: tellFailure(document) };
      return repair(document.getText(), (text) => lint(parseDockerfile(text), options)).text;
    },
    pauseBefore(document) {
      const { length } = document.getText();
      if (length >= longForLinting) return pauseForLong;
      return length < shortForLinting ? 0 : Math.min(pauseForLong, 4 * (took.get(document) ?? 0));
    },
    forget: (document) => threads.get(document)?.abort(),
    dispose() {
      configurations.dispose();
      folders.dispose();
    },
  };
}

export function isLinted(document: TextDocument): boolean {
  if (!isDockerfileDocument(document)) return false;
  // To the editor whatever begins with `Dockerfile.` is one.
  return document.isUntitled || !isOtherFile(posix.basename(document.uri.path), () => document.getText());
}
