// Log text into lines, and lines into a bounded heap: 200 MB of log must not fill the memory. Pure: no engine, no editor.

import * as l10n from '@vscode/l10n';

export type LogStream = 'stdout' | 'stderr';

export interface LogLine {
  readonly from: LogStream;
  /** Without the line end. */
  readonly text: string;
  /** It is only a part of a line too long to be kept in one piece: the next of this stream goes on with it. */
  readonly goesOn?: true;
}

/** The longest line that is kept whole, in characters; a program that never ends its line must not fill the memory. */
const longestLine = 4_000_000;

/** Cuts the pieces of the two streams into whole lines. Linear, however small the pieces of a long line are. */
export function splitLogLines(
  onLine: (line: LogLine) => void,
  longest = longestLine,
): {
  add(text: string, from: LogStream): void;
  /** The line that was begun and not ended. */
  end(): void;
} {
  const begun = { stdout: { pieces: [] as string[], length: 0 }, stderr: { pieces: [] as string[], length: 0 } };
  const take = (from: LogStream): string => {
    const text = begun[from].pieces.join('');
    begun[from] = { pieces: [], length: 0 };
    return text;
  };
  const begin = (text: string, from: LogStream) => {
    const line = begun[from];
    for (let rest = text; rest !== ''; ) {
      const piece = rest.slice(0, longest - line.length);
      rest = rest.slice(piece.length);
      line.pieces.push(piece);
      line.length += piece.length;
      if (line.length < longest) continue;
      onLine({ from, text: line.pieces.splice(0).join(''), goesOn: true });
      line.length = 0;
    }
  };
  return {
    add(text, from) {
      let start = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        const isWhole = begun[from].length === 0 && end - start < longest;
        if (!isWhole) begin(text.slice(start, end), from);
        const line = isWhole ? text.slice(start, end) : take(from);
        onLine({ from, text: line.endsWith('\r') ? line.slice(0, -1) : line });
        start = end + 1;
      }
      begin(text.slice(start), from);
    },
    end() {
      for (const from of ['stdout', 'stderr'] as const) if (begun[from].length > 0) onLine({ from, text: take(from) });
    },
  };
}

/** Said where a line was cut. */
export const lineGoesOn = l10n.t('[this line is too long and continues in the next one]');

/** Keeps the newest lines of at most `limit` characters, and counts those it had to let go. */
export function newestLines(limit: number): {
  add(line: LogLine): void;
  lines(): LogLine[];
  dropped(): number;
} {
  let kept: LogLine[] = [];
  /** Before this one all are dropped: taking the first off an array each time would copy it each time. */
  let first = 0;
  let characters = 0;
  let dropped = 0;
  return {
    add(line) {
      kept.push(line);
      characters += line.text.length + 1;
      while (characters > limit && first < kept.length - 1) {
        characters -= (kept[first]?.text.length ?? 0) + 1;
        first++;
        dropped++;
      }
      if (first > 10_000 && first > kept.length / 2) {
        kept = kept.slice(first);
        first = 0;
      }
    },
    lines: () => kept.slice(first),
    dropped: () => dropped,
  };
}
