// What the problems and language features of Dockerfiles take from this machine beside the editor. A browser has none: then the
// editor's file systems and its one thread must do, and no program runs.
import type { ContextFile } from '../dockerfile/language/ignore-lines.ts';
import type { LintWorkerInput, LintWorkerOutput } from '../dockerfile/linting/lint-worker-messages.ts';
import type { Problem } from '../dockerfile/rule-parts/rule.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import type { Folder } from '../surroundings/folder.ts';

/** Paths are absolute. */
export interface Machine {
  /** Answers at once even while the editor starts. */
  folder(path: string): Folder;
  /** undefined: it cannot be read, or holds more than a person waits for. */
  contextFiles(folder: string): Promise<readonly ContextFile[] | undefined>;
  /** undefined if there is no such file. */
  configuration(folder: string, name: string): Promise<string | undefined>;
  /** Rejects when the signal aborts. */
  lintInThread(input: Omit<LintWorkerInput, 'texts'>, signal: AbortSignal): Promise<LintWorkerOutput>;
  /** Rejects with ShellCheckMissing if there is no such program, and when the signal aborts. */
  shellCheck(document: DockerfileDocument, signal: AbortSignal): Promise<readonly Problem[]>;
}
