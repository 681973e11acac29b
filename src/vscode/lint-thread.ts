// Lints large documents in another thread: the extension host goes on with its work meanwhile.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { l10n } from 'vscode';
import type { LintWorkerInput, LintWorkerOutput } from '../dockerfile/linting/lint-worker-messages.ts';

/** Milliseconds; much longer than the worst text of a megabyte takes. */
const limit = 30_000;

/** Rejects when the signal aborts, and if the thread fails or takes too long; it ends in any case. */
export async function lintInThread(
  input: Omit<LintWorkerInput, 'texts'>,
  signal: AbortSignal,
): Promise<LintWorkerOutput> {
  signal.throwIfAborted();
  const workerData: LintWorkerInput = { ...input, texts: l10n.bundle };
  const worker = new Worker(join(__dirname, 'cli.js'), { workerData });
  const timeout = AbortSignal.timeout(limit);
  const stop = AbortSignal.any([signal, timeout]);
  try {
    return await new Promise<LintWorkerOutput>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The linting thread ended with ${code}.`)));
      stop.addEventListener('abort', () => reject(stop.reason), { once: true });
    });
  } finally {
    await worker.terminate();
  }
}
