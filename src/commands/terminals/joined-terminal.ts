// A process in a container, joined with a terminal of ours until it ends, is left, or the terminal is closed.

import * as l10n from '@vscode/l10n';
import { realClock } from '../../clock.ts';
import { detachCharacters, detachKeysInWords } from '../../engine/detach-keys.ts';
import { exitMeaning } from '../../engine/exit-code.ts';
import type { ProcessEnd, ProcessStream } from '../../engine/process-stream.ts';
import type { TerminalScreen } from '../host/terminals.ts';
import { lineDiscipline } from './line-discipline.ts';
import { writingPace } from './paced-output.ts';
import { dim, red, screenLines } from './terminal-text.ts';

export interface JoinOptions {
  /** What ends, as the subject of a sentence. */
  readonly what: string;
  /** Whether what is typed is for the process; if not, keys only leave it. */
  readonly takesInput?: boolean;
  /** What an end by SIGKILL means, where that is known better than from the code alone. */
  readonly killed?: string;
  /** The name of the container in which it was started beside the container's own process. */
  readonly inside?: string;
  /** Joins it anew, where that can be done when the connection was lost. undefined: it cannot be had any more. */
  readonly rejoin?: () => Promise<ProcessStream | undefined>;
}

/** Milliseconds that a connection must have lasted for another one to be worth while. */
const shortestJoin = 5000;

/** Says how it ended, and answers that. */
export async function join(process: ProcessStream, screen: TerminalScreen, options: JoinOptions): Promise<ProcessEnd> {
  for (let joined = process; ; ) {
    const begun = realClock.now();
    const { end, holdsInput } = await joinOnce(joined, screen, options);
    const isLost = end.how === 'lost' && !screen.closed.aborted && realClock.now() - begun > shortestJoin;
    const next = isLost ? await options.rejoin?.() : undefined;
    if (!next) {
      screen.write(`\r\n${farewell(options, end, holdsInput)}`);
      return end;
    }
    screen.write(`\r\n${dim(attachedAgain)}\r\n`);
    joined = next;
  }
}

async function joinOnce(
  process: ProcessStream,
  screen: TerminalScreen,
  { takesInput = true }: JoinOptions,
): Promise<{ readonly end: ProcessEnd; readonly holdsInput: boolean }> {
  const pace = writingPace(realClock);
  process.onOutput((text, from) => {
    screen.write(process.tty ? text : from === 'stderr' ? red(screenLines(text)) : screenLines(text));
    return pace(text.length);
  });
  const leave = () => void process.close();
  const typing = process.tty ? rawKeys(process) : editedLines(process, screen, takesInput, leave);
  let isOver = false;
  screen.onInput((text) => {
    if (!isOver) typing.take(text);
  });
  screen.onResize(({ columns, rows }) => void process.resize(columns, rows));
  screen.closed.addEventListener('abort', leave, { once: true });
  const withdraw = process.detachKeys === undefined ? () => {} : screen.offerDetach(process.detachKeys, leave);
  const size = screen.size();
  // The size may have changed while the streams were being joined. Not waited for: what ends at once has no terminal.
  if (size) void process.resize(size.columns, size.rows);
  const end = await process.ended;
  isOver = true;
  withdraw();
  screen.closed.removeEventListener('abort', leave);
  return { end, holdsInput: typing.holdsInput() };
}

interface Typing {
  take(text: string): void;
  /** Whether we have opened an input that is closed when we go. */
  holdsInput(): boolean;
}

/** The terminal in the container echoes, edits and obeys keys. */
function rawKeys(process: ProcessStream): Typing {
  return { take: (text) => process.write(text), holdsInput: () => false };
}

/** Without a terminal in the container all of that is done here. */
function editedLines(process: ProcessStream, screen: TerminalScreen, takesInput: boolean, leave: () => void): Typing {
  const lines = lineDiscipline();
  const leaves = endsWithDetachKeys(process.detachKeys);
  const reads = takesInput && process.input !== 'none';
  let saidWhyNot = false;
  let hasWritten = false;
  let hasEnded = false;
  const sayOnce = (text: string) => {
    if (!saidWhyNot) screen.write(`${dim(text)}\r\n`);
    saidWhyNot = true;
  };
  const end = () => {
    if (process.input === 'once') {
      hasEnded = true;
      process.endInput();
      screen.write(`${dim(l10n.t('Its input has ended.'))}\r\n`);
    } else screen.write(`${dim(inputStaysOpen)}\r\n`);
  };
  return {
    holdsInput: () => hasWritten && !hasEnded && process.input === 'once',
    take(text) {
      if (leaves(text) || (!reads && text.includes('\x03'))) return leave();
      if (hasEnded && !text.includes('\x03')) return sayOnce(l10n.t('Its input has ended. It does not read any more.'));
      if (!reads) {
        if (process.input === 'none') sayOnce(readsNoInput);
        return;
      }
      const { echo, send, asks } = lines.type(text);
      screen.write(echo);
      if (send !== '') {
        hasWritten = true;
        process.write(send);
      }
      if (asks === 'end-of-input') end();
      if (asks === 'interrupt') leave();
    },
  };
}

/** Whether what has been typed up to now ends with the keys that leave. */
function endsWithDetachKeys(keys: string | undefined): (typed: string) => boolean {
  const wanted = keys === undefined ? undefined : detachCharacters(keys);
  if (wanted === undefined) return () => false;
  let last = '';
  return (typed) => {
    last = (last + typed).slice(-wanted.length);
    return last === wanted;
  };
}

/** How a terminal is left, as a sentence. */
export function waysToLeave({ tty, detachKeys }: Pick<ProcessStream, 'tty' | 'detachKeys'>): string {
  const keys = detachKeys === undefined ? [] : [detachKeysInWords(detachKeys)];
  const ways = [...keys, ...(tty ? [] : ['Ctrl+C'])].join(', ');
  return ways === ''
    ? l10n.t('To leave it running, use Detach in the title or close the terminal.')
    : l10n.t('To leave it running, press {0}, use Detach in the title, or close the terminal.', ways);
}

function farewell({ what, killed, inside }: JoinOptions, end: ProcessEnd, holdsInput: boolean): string {
  switch (end.how) {
    case 'detached':
      return dim(detachedWords(holdsInput));
    case 'lost':
      return red(
        inside === undefined
          ? l10n.t('The connection to the engine was lost. The container may still be running: see the sidebar.')
          : lostInside(what, inside),
      );
    case 'not-started':
      return red(l10n.t('{0} did not start. See the message of the engine above.', what));
    case 'exited': {
      const { exitCode } = end;
      if (exitCode === undefined) return dim(l10n.t('{0} has exited.', what));
      const said = exitedWords(what, exitCode, killed);
      return exitCode === 0 || exitMeaning(exitCode)?.wanted ? dim(said) : red(said);
    }
  }
}

/** `killed`: what an end by SIGKILL means, where that is known better than from the code alone. */
export function exitedWords(what: string, exitCode: number, killed?: string): string {
  const long = exitCode === 137 && killed !== undefined ? killed : exitMeaning(exitCode)?.long;
  return long === undefined
    ? l10n.t('{0} exited with code {1}.', what, exitCode)
    : l10n.t('{0} exited with code {1}: {2}.', what, exitCode, long);
}

export const inputStaysOpen = l10n.t('Its input cannot be ended, since the engine keeps it open (-d with -i).');

export const readsNoInput = l10n.t('It reads no input, since it was started without -i.');

export const attachedAgain = l10n.t(
  'The connection was lost, and Longshore attached again. The log has what you missed.',
);

export const lostInside = (what: string, container: string): string =>
  l10n.t('The connection to the engine was lost. {0} may still be running in "{1}".', what, container);

/** `holdsInput`: whether we have opened its input, which ends when we go. */
export const detachedWords = (holdsInput: boolean): string =>
  holdsInput
    ? l10n.t(
        'Detached. The container keeps running. Its input stays open until this window closes or changes its engine.',
      )
    : l10n.t('Detached. The container keeps running.');
