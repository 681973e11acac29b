// Runs the program shellcheck, where it is installed, on the scripts of a Dockerfile.

import { spawn } from 'node:child_process';
import * as l10n from '@vscode/l10n';
import { shellCheckScripts } from '../dockerfile/linting/shellcheck.ts';
import type { Problem } from '../dockerfile/rule-parts/rule.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import { type Environment, programPath } from '../programs.ts';
import { ShellCheckMissing } from './missing.ts';

const processesAtOnce = 2;
/** Milliseconds for one script; one of a megabyte takes a few seconds. */
const limit = 20_000;

/**
 * Rejects with ShellCheckMissing if there is no such program, with the signal's reason if that aborts, and if the program
 * fails on a script.
 */
export async function runShellCheck(
  document: DockerfileDocument,
  environment: Environment,
  signal?: AbortSignal,
): Promise<Problem[]> {
  const program = programPath('shellcheck', environment);
  if (!program) throw new ShellCheckMissing(l10n.t('The program "shellcheck" is not on the PATH.'));
  const queue = shellCheckScripts(document);
  const problems: Problem[] = [];
  const stop = AbortSignal.any([AbortSignal.timeout(limit), ...(signal ? [signal] : [])]);
  const worker = async () => {
    for (let script = queue.shift(); script; script = queue.shift()) {
      problems.push(...script.problems(await answerOf(program, script.arguments, script.input, stop)));
    }
  };
  await Promise.all(Array.from({ length: processesAtOnce }, worker));
  return problems;
}

function answerOf(program: string, words: readonly string[], input: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { signal, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    let output = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    child.once('error', (error) => reject(signal.aborted ? signal.reason : error));
    // It may end before it has read all: its exit status says why.
    child.stdin.on('error', () => undefined);
    child.once('close', (status) => {
      // 1: it found something.
      if (status === 0 || status === 1) resolve(output);
      else reject(new Error(`shellcheck ended with ${status}: ${complaint.trim().slice(0, 300)}`));
    });
    child.stdin.end(input);
  });
}
