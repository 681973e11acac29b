// What ShellCheck finds in open Dockerfiles: asked when they are opened and saved, never while somebody types.
import { type LogOutputChannel, type TextDocument, workspace } from 'vscode';
import type { Problem } from '../dockerfile/rule-parts/rule.ts';
import { ShellCheckMissing } from '../shellcheck/missing.ts';
import type { ParsedDockerfiles } from './dockerfiles.ts';
import type { LintConfigurations } from './lint-configurations.ts';
import type { Machine } from './machine.ts';
import { logError } from './report.ts';

export interface ShellChecks {
  /** Of this very version of the document, if that was checked. */
  known(document: TextDocument): readonly Problem[];
  /** Settles when it is known, with whether there is anything new to show. */
  check(document: TextDocument): Promise<boolean>;
  forget(document: TextDocument): void;
}

export function createShellChecks(
  configurations: LintConfigurations,
  parsed: ParsedDockerfiles,
  log: LogOutputChannel,
  machine: Machine | undefined,
): ShellChecks {
  const found = new WeakMap<TextDocument, { version: number; problems: readonly Problem[] }>();
  const running = new WeakMap<TextDocument, AbortController>();

  return {
    known(document) {
      const last = found.get(document);
      return last?.version === document.version ? last.problems : [];
    },
    async check(document) {
      // A program is run: only where the workspace is trusted, whatever its configuration says.
      if (!machine || !workspace.isTrusted || !(await configurations.of(document)).shellCheck)
        return found.delete(document);
      running.get(document)?.abort();
      const run = new AbortController();
      running.set(document, run);
      const { version } = document;
      try {
        const problems = await machine.shellCheck(parsed.of(document), run.signal);
        found.set(document, { version, problems });
        return document.version === version;
      } catch (error) {
        if (run.signal.aborted) return false;
        if (error instanceof ShellCheckMissing) log.warn(`${error.message} Install it, or switch it off.`);
        else logError(error, log, 'ShellCheck');
        return false;
      }
    },
    forget(document) {
      running.get(document)?.abort();
      found.delete(document);
    },
  };
}
