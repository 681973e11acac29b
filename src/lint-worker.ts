// Lints one text in a thread of its own, for documents that would keep the editor waiting.
import { parentPort, workerData } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import { type LintOptions, lint } from './dockerfile/linting/lint.ts';
import type { LintWorkerInput, LintWorkerOutput } from './dockerfile/linting/lint-worker-messages.ts';
import { parseDockerfile } from './dockerfile/text/document.ts';

function answer({ text, texts, options }: LintWorkerInput): LintWorkerOutput {
  if (texts) l10n.config({ contents: texts });
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
