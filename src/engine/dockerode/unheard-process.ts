// What shows, over other connections, that the one to a process in a container is dead though the engine answers.
import type { Connection } from './connection.ts';
import { eachLeader, type MarkedProcess } from './hang-up.ts';
import { inspectContainer } from './inspect-container.ts';
import { queryString } from './modem.ts';
import { framedOutput, rawOutput } from './output-frames.ts';
import { runInContainer } from './run-in-container.ts';

/** Milliseconds to which the engine's clock is known, as headers name whole seconds, and again as many for the way. */
const precision = 2000;

/** A container's run that an attached stream belongs to. */
export interface AttachedRun {
  readonly id: string;
  readonly tty: boolean;
  /** As the engine writes it; undefined: not known. */
  readonly startedAt: string | undefined;
}

/** Whether the run is over. */
export async function hasEnded(
  connection: Connection,
  { id, startedAt }: AttachedRun,
  signal: AbortSignal,
): Promise<boolean> {
  const { State } = await connection.quickly(signal, (abortSignal) => inspectContainer(connection, id, abortSignal));
  return !State.Running || State.StartedAt !== (startedAt ?? State.StartedAt);
}

/** Whether its log has a line that came after the last word we heard, `silentFor` milliseconds ago. */
export async function hasWritten(
  connection: Connection,
  run: AttachedRun,
  silentFor: number,
  signal: AbortSignal,
): Promise<boolean> {
  const { text, now } = await lastLine(connection, run, signal);
  const [time = ''] = /^\d{4}-\d\d-\d\dT\S+/.exec(text) ?? [];
  return isMissed(Date.parse(time), now, silentFor);
}

/** All in milliseconds, `time` and `now` by the engine's clock. What is of the future says that this clock was set back. */
export function isMissed(time: number, now: number, silentFor: number): boolean {
  return time > now - silentFor + precision && time <= now + precision;
}

/** The last line of a log with its time, and the time by the engine's own clock. */
async function lastLine(
  { transport, quickly }: Connection,
  { id, tty }: Pick<AttachedRun, 'id' | 'tty'>,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly now: number }> {
  const query = queryString({ stdout: 1, stderr: 1, tail: 1, timestamps: 1 });
  return quickly(signal, async (abortSignal) => {
    const path = `/containers/${encodeURIComponent(id)}/logs`;
    const response = await transport.send({ method: 'GET', path, query }, abortSignal);
    const decoder = tty ? rawOutput() : framedOutput();
    const pieces = [];
    for await (const chunk of response) pieces.push(...decoder.decode(chunk));
    return { text: pieces.map((piece) => piece.text).join(''), now: Date.parse(response.headers.date ?? '') };
  });
}

/**
 * Writes a character on the terminal of a process that terminals do not show (NUL), which must come to us then. Answers whether
 * it was written: not without a shell in the image.
 */
export async function ring(
  connection: Connection,
  { mark, ...where }: MarkedProcess,
  signal: AbortSignal,
): Promise<boolean> {
  return saysRung(connection, where, eachLeader(`*${mark}*) ${nulTo('$d/fd/0')};;`), signal);
}

/** The same for the container's main process, if `1` is that in there. */
export async function ringMain(connection: Connection, id: string, signal: AbortSignal): Promise<boolean> {
  const { HostConfig } = await connection.quickly(signal, (abortSignal) =>
    inspectContainer(connection, id, abortSignal),
  );
  const isItsOwn = ['', 'private'].includes(HostConfig.PidMode ?? '');
  return isItsOwn && saysRung(connection, { id }, `[ -t 0 ] </proc/1/fd/0 && ${nulTo('/proc/1/fd/0')}`, signal);
}

const nulTo = (file: string) => `printf '\\0' >"${file}" && echo rung`;

async function saysRung(
  connection: Connection,
  where: { readonly id: string; readonly user?: string | undefined },
  script: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { stdout } = await runInContainer(connection, where, ['sh', '-c', script], signal);
  return stdout.includes('rung');
}

/** What was typed since the last word came. Mostly a key is answered, and if not, it is worth while to make sure. */
export function unansweredKeys() {
  let typed = '';
  return {
    typed: (text: string) => {
      typed = (typed + text).slice(-mostRemembered);
    },
    answered: () => {
      typed = '';
    },
    /** Whether there are any, and the terminal was not stopped by them (Ctrl+S without Ctrl+Q): it is silent then, as it should be. */
    any: () => typed !== '' && typed.lastIndexOf('\x13') <= typed.lastIndexOf('\x11'),
  };
}

/** Characters. */
const mostRemembered = 1000;
