// Text for a terminal at a pace that an editor can draw. A terminal of ours cannot tell a fast log to wait, and reading
// slower would fall ever further behind: so it is written in frames, and of what is too much the newest is kept and the
// rest counted.
import * as l10n from '@vscode/l10n';
import type { Clock } from '../../clock.ts';
import { dim, screenLines } from './terminal-text.ts';

/** Milliseconds: what comes sooner after a write waits for the next. */
const frame = 50;

/** Characters written in a frame, about: half a megabyte a second is far more than anybody reads, and leaves time. */
const mostInFrame = 25_000;

/** Characters that may wait. When there are more, the older half goes: a few large gaps instead of many small ones. */
const mostWaiting = 1_000_000;

interface Piece {
  readonly text: string;
  readonly paint: (text: string) => string;
}

export interface PacedOutput {
  /** `text` as a program wrote it, with any line ends; `paint` gives it its colour. */
  write(text: string, paint?: (text: string) => string): void;
  /** Writes at once what still waits. */
  end(): void;
}

const plain = (text: string) => text;

export function pacedOutput(write: (text: string) => void, clock: Clock): PacedOutput {
  let waiting: Piece[] = [];
  let characters = 0;
  let leftOut = 0;
  let startsLine = true;
  let cancelFrame: (() => void) | undefined;

  const put = (most: number) => {
    let text = '';
    if (leftOut > 0) {
      const said =
        leftOut === 1
          ? l10n.t('[1 line omitted: the output is too fast for a terminal]')
          : l10n.t('[{0} lines omitted: the output is too fast for a terminal]', leftOut);
      text = `${startsLine ? '' : '\r\n'}${dim(said)}\r\n`;
      leftOut = 0;
    }
    let taken = 0;
    let next = 0;
    while (next < waiting.length && taken < most) {
      const { paint } = waiting[next] as Piece;
      let run = '';
      for (; waiting[next]?.paint === paint && taken + run.length < most; next++) run += waiting[next]?.text;
      taken += run.length;
      text += paint(screenLines(run));
      startsLine = run.endsWith('\n');
    }
    waiting = waiting.slice(next);
    characters -= taken;
    if (text !== '') write(text);
  };

  const begin = () => {
    put(mostInFrame);
    cancelFrame = clock.after(frame, () => {
      cancelFrame = undefined;
      if (waiting.length > 0) begin();
    });
  };

  const thinOut = () => {
    let first = 0;
    while (first < waiting.length && characters > mostWaiting / 2) {
      const { text } = waiting[first++] as Piece;
      characters -= text.length;
      leftOut += lineEnds(text);
    }
    // The rest begins with a whole line.
    for (; first < waiting.length; first++) {
      const { text, paint } = waiting[first] as Piece;
      const end = endsLine(waiting[first - 1]) ? 0 : text.indexOf('\n') + 1;
      if (end === 0 && !endsLine(waiting[first - 1])) {
        characters -= text.length;
        continue;
      }
      if (end > 0) leftOut++;
      characters -= end;
      waiting[first] = { text: text.slice(end), paint };
      break;
    }
    // Text without any line end is a part of a line.
    leftOut = Math.max(1, leftOut);
    waiting = waiting.slice(first);
  };

  return {
    write(text, paint = plain) {
      waiting.push({ text, paint });
      characters += text.length;
      if (characters > mostWaiting) thinOut();
      if (!cancelFrame) begin();
    },
    end() {
      cancelFrame?.();
      cancelFrame = undefined;
      put(Number.POSITIVE_INFINITY);
    },
  };
}

/**
 * For a program that can wait, unlike a log: tells after each write when more may be written. undefined: at once.
 * At most `mostInFrame` characters go into a frame, and what was written last.
 */
export function writingPace(clock: Clock): (characters: number) => undefined | Promise<void> {
  let written = 0;
  let nextFrame: Promise<void> | undefined;
  return (characters) => {
    written += characters;
    nextFrame ??= new Promise((resolve) => {
      clock.after(frame, () => {
        written = 0;
        nextFrame = undefined;
        resolve();
      });
    });
    return written < mostInFrame ? undefined : nextFrame;
  };
}

const endsLine = (piece: Piece | undefined) => piece?.text.endsWith('\n') ?? false;

function lineEnds(text: string): number {
  let found = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) found++;
  return found;
}
