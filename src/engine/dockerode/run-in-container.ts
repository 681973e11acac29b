// Runs a short command in a container, without a terminal, and collects what it says.
import type { Connection } from './connection.ts';
import { framedOutput } from './output-frames.ts';

export interface CommandResult {
  readonly stdout: string;
  /** 126 or 127, depending on the engine, for a program that is not there. */
  readonly exitCode: number;
}

/** Rejects with an EngineError if the container is not running, or if it takes longer than a few seconds. */
export async function runInContainer(
  { transport, quickly }: Connection,
  { id, user }: { readonly id: string; readonly user?: string | undefined },
  command: readonly string[],
  signal?: AbortSignal,
): Promise<CommandResult> {
  return quickly(signal, async (abortSignal) => {
    const create = { AttachStdout: true, AttachStderr: true, Cmd: command, User: user };
    const { Id } = await transport.json<{ Id: string }>(
      { method: 'POST', path: `/containers/${encodeURIComponent(id)}/exec`, body: JSON.stringify(create) },
      abortSignal,
    );
    const start = { Detach: false, Tty: false };
    const response = await transport.send(
      { method: 'POST', path: `/exec/${Id}/start`, body: JSON.stringify(start) },
      abortSignal,
    );
    const decoder = framedOutput();
    let stdout = '';
    for await (const chunk of response) {
      for (const { text, from } of decoder.decode(chunk)) if (from === 'stdout') stdout += text;
    }
    const { ExitCode } = await transport.json<{ ExitCode: number | null }>(
      { method: 'GET', path: `/exec/${Id}/json` },
      abortSignal,
    );
    return { stdout, exitCode: ExitCode ?? 0 };
  });
}
