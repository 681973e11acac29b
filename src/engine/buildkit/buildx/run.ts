// Builds with a builder of buildx, which may be in a container, on another machine or in a cluster: the work of Docker's
// own program, which is found on the PATH and whose progress becomes ours.

import { type ChildProcess, spawn } from 'node:child_process';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../../errors.ts';
import { programPath } from '../../../programs.ts';
import type { BuildProgress, BuildRequest } from '../../build-api.ts';
import { buildxSentences, withoutBuildx } from '../../failures/of-builds.ts';
import { explain } from '../../failures/sentence.ts';
import { createBuildTrace } from '../trace.ts';
import { buildArguments } from './command-line.ts';
import { decodeRawJson, rawJsonReader } from './raw-json.ts';

export interface BuildxRun {
  readonly request: BuildRequest & { readonly builder: string };
  /** Gets the id of the image. */
  readonly idFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (progress: BuildProgress) => void;
}

/** What the program said of its failure. */
export interface BuildxFailure {
  readonly words: string;
  /** The step that failed, where one is known. */
  readonly step: string | undefined;
}

/** Lines of plain text that are kept of what it says. */
const mostLines = 50;
/** Milliseconds for which it may tidy up after it was told to end. */
const patience = 10_000;

/**
 * undefined: it is built, and loaded into the engine. Rejects with EngineError `unsupported` if the program is not there,
 * and with the reason of `signal`, when no process of it is left.
 */
export async function runBuildx(run: BuildxRun, signal?: AbortSignal): Promise<BuildxFailure | undefined> {
  signal?.throwIfAborted();
  const { request, idFile, environment, onProgress } = run;
  const options = ['--builder', request.builder, '--progress=rawjson', '--load', '--iidfile', idFile];
  const program = programPath('docker', environment);
  if (!program) throw new EngineError('unsupported', withoutDockerProgram());
  const child = spawn(program, ['buildx', 'build', ...options, ...buildArguments(request)], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    // A group of its own, so that its plugins end with it.
    detached: process.platform !== 'win32',
  });
  const trace = createBuildTrace(onProgress);
  const lines: string[] = [];
  const reader = rawJsonReader(
    (value) => trace.takeMessage(decodeRawJson(value)),
    (line) => {
      lines.push(line);
      if (lines.length > mostLines) lines.shift();
    },
  );
  child.stderr?.setEncoding('utf8').on('data', (text: string) => reader.take(text));
  const status = await ended(child, signal);
  reader.end();
  trace.end(status === 0 ? 'succeeded' : 'failed');
  signal?.throwIfAborted();
  if (status === 0) return undefined;
  const words = lines.findLast((line) => /^error: /i.test(line)) ?? lines.at(-1) ?? '';
  const ofBuildx = explain(buildxSentences, lines.join('\n'));
  if (ofBuildx) throw new EngineError(ofBuildx.kind, ofBuildx.message, { cause: new Error(words) });
  return { words: words.replace(/^error: (?:failed to build: )?/i, ''), step: trace.failedStep() };
}

function ended(child: ChildProcess, signal: AbortSignal | undefined): Promise<number | null> {
  return new Promise((resolve, reject) => {
    let hurry: NodeJS.Timeout | undefined;
    const stop = () => {
      endGroup(child, 'SIGTERM');
      hurry = setTimeout(() => endGroup(child, 'SIGKILL'), patience);
    };
    signal?.addEventListener('abort', stop, { once: true });
    const over = () => {
      clearTimeout(hurry);
      signal?.removeEventListener('abort', stop);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      over();
      reject(
        new EngineError('failed', l10n.t('The program "docker" cannot be started ({0}).', error.code ?? ''), {
          cause: error,
        }),
      );
    });
    child.once('close', (status) => {
      over();
      resolve(status);
    });
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (process.platform === 'win32' || child.pid === undefined) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // All of it has ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export const withoutDockerProgram = (): string =>
  withoutBuildx(l10n.t('the program "docker", which is not on the PATH'));
