// Lints one text in a thread of its own, for documents that would keep the editor waiting.
import { parentPort, workerData } from 'node:worker_threads';
import { type LintOptions, lint } from './dockerfile/linting/lint.ts';
import type { LintWorkerInput, LintWorkerOutput } from './dockerfile/linting/lint-worker-messages.ts';
import { parseDockerfile } from './dockerfile/text/document.ts';

function answer({ text, options }: LintWorkerInput): LintWorkerOutput {
  const failures: { rule: string; message: string }[] = [];
  const withFailures: LintOptions = {
    ...options,
    onRuleFailure: (rule, error) => {
      failures.push({ rule, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    },
  };
  return { problems: lint(parseDockerfile(text), withFailures), failures };
}

parentPort?.postMessage(answer(workerData as LintWorkerInput));
