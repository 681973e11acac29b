// Text that comes in pieces, as lines. Pure.

export interface WholeLines {
  take(text: string): void;
  /** The line that was begun and not ended. */
  end(): void;
}

/** Characters: a step that never ends its line must not fill the memory. What is longer is told in several pieces. */
const longestLine = 100_000;

/** `onLine`: gets each line without its end. */
export function wholeLines(onLine: (line: string) => void): WholeLines {
  let begun = '';
  return {
    take(text) {
      const lines = (begun + text).split('\n');
      begun = lines.pop() ?? '';
      for (const line of lines) onLine(line.replace(/\r$/, ''));
      if (begun.length < longestLine) return;
      onLine(begun);
      begun = '';
    },
    end() {
      if (begun !== '') onLine(begun);
      begun = '';
    },
  };
}
