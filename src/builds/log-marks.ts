// Marks in the log of a build, which say what stands behind them: so that it can be read by step. Control characters of ASCII that
// are made for this (record and unit separator); what steps write cannot begin with them.

/** `heading` and the two that end a step are lines about it, not lines of it. */
type Mark = 'heading' | 'over' | 'failed' | 'apart';

const signs: Readonly<Record<Mark, string>> = { heading: '>', over: '=', failed: '!', apart: '-' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: the marks are such characters
const leading = /^\x1e+/gm;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const marked = /^\x1e([>=!-])(\d*)\x1f/;

/** `step`: a number of the log's own. */
export function markedLine(mark: Mark, line: string, step: number | '' = ''): string {
  return `\x1e${signs[mark]}${step}\x1f${line}`;
}

/** What a step wrote, which may hold anything. */
export function unmarkedLine(line: string): string {
  return line.replaceAll(leading, '');
}

export function withoutMarks(log: string): string {
  return log.replaceAll(new RegExp(marked, 'gm'), '');
}

export interface LogSections {
  /** By the step's number; what it wrote, and its error. */
  readonly steps: ReadonlyMap<number, readonly string[]>;
  /** The line about the last step that failed; the first is 0. */
  readonly failedAt: number | undefined;
}

/** `log`: with its marks; one of before has none, and no sections. */
export function logSections(log: string): LogSections {
  const steps = new Map<number, string[]>();
  let own: string[] | undefined;
  let failedAt: number | undefined;
  for (const [at, line] of log.split('\n').entries()) {
    const [all, sign, number = ''] = marked.exec(line) ?? [];
    if (all === undefined) own?.push(line);
    else if (number === '') own = undefined;
    else {
      own = steps.get(Number(number)) ?? [];
      steps.set(Number(number), own);
      if (sign === signs.failed) failedAt = at;
    }
  }
  return { steps, failedAt };
}
