// Log text into lines, and lines into a bounded heap: 200 MB of log must not fill the memory. Pure: no engine, no editor.

export type LogStream = 'stdout' | 'stderr';

export interface LogLine {
  readonly from: LogStream;
  /** Without the line end. */
  readonly text: string;
}

/** The longest line that is kept whole, in characters; a program that never ends its line must not fill the memory. */
const longestLine = 100_000;

/** Cuts the pieces of the two streams into whole lines. */
export function splitLogLines(onLine: (line: LogLine) => void): {
  add(text: string, from: LogStream): void;
  /** The line that was begun and not ended. */
  end(): void;
} {
  const begun: Record<LogStream, string> = { stdout: '', stderr: '' };
  return {
    add(text, from) {
      const lines = `${begun[from]}${text}`.split('\n');
      const rest = lines.pop() ?? '';
      for (const line of lines) onLine({ from, text: line.replace(/\r$/, '') });
      begun[from] = rest;
      if (rest.length >= longestLine) {
        begun[from] = '';
        onLine({ from, text: rest });
      }
    },
    end() {
      for (const from of ['stdout', 'stderr'] as const) {
        if (begun[from] !== '') onLine({ from, text: begun[from] });
        begun[from] = '';
      }
    },
  };
}

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

/** Without colours and other control sequences (ECMA-48, CSI and OSC): a document shows them as rubbish. */
export function withoutControlSequences(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins what is looked for
  return text.replace(/\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g, '');
}
