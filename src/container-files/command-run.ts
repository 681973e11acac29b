// Runs a short program in a running container and collects what it prints, as the superuser, as the archive API acts.
import type { Engine } from '../engine/engine.ts';

export interface CommandOutcome {
  readonly output: string;
  /** 126 or 127 for a program that is not there. */
  readonly exitCode: number;
}

/** Rejects with an UserError if the container does not run, or the program cannot be started. */
export async function runCommand(
  engine: Engine,
  container: string,
  command: readonly string[],
  signal?: AbortSignal,
): Promise<CommandOutcome> {
  const process = await engine.containers.exec(container, { command, user: '0' }, undefined, signal);
  const leave = () => void process.close();
  signal?.addEventListener('abort', leave, { once: true });
  try {
    let output = '';
    process.onOutput((text) => {
      output += text;
    });
    const { how, exitCode } = await process.ended;
    signal?.throwIfAborted();
    if (how === 'not-started') return { output, exitCode: 127 };
    // The terminal puts \r before each \n that is printed, so this brings back exactly what was printed.
    return { output: output.replaceAll('\r\n', '\n'), exitCode: exitCode ?? 1 };
  } finally {
    signal?.removeEventListener('abort', leave);
  }
}

export async function isRunning(engine: Engine, container: string, signal?: AbortSignal): Promise<boolean> {
  return (await engine.containers.get(container, signal))?.state === 'running';
}
