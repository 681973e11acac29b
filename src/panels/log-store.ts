// The lines of a page of logs: the newest that a bounded memory holds, those of them that pass a filter, and those that a search
// finds. Going through many lines is done in slices, so that nobody waits for it. Pure.
import { ansiPieces } from './ansi.ts';
import { isAtLeast, levelOf } from './log-level.ts';
import { type LogFilter, type LogRow, type LogSearch, noFilter } from './log-messages.ts';

export interface LogStore {
  /** Answers whether anything of it is shown. */
  add(rows: readonly Omit<LogRow, 'seq'>[]): void;
  /** Lines that pass the filter, as far as they have been gone through. */
  readonly shown: number;
  readonly kept: number;
  readonly dropped: number;
  readonly hits: number | undefined;
  readonly busy: boolean;
  /** Of those that are shown. */
  rows(first: number, count: number): readonly LogRow[];
  /** Throws what `RegExp` throws. Everything is gone through anew. */
  filter(filter: LogFilter): void;
  search(search: LogSearch | undefined): void;
  /** Goes through so many lines more; answers whether there are others left. */
  work(lines: number): boolean;
  /** The next hit after (or before) that place, around the end; `number` counts from 1. undefined: none. */
  nextHit(near: number, forward: boolean): { readonly place: number; readonly number: number } | undefined;
  /** The first that is shown from that time on, in milliseconds since 1970; the last if all are older. */
  placeOfTime(at: number): number;
}

export interface LogLimits {
  readonly lines: number;
  readonly characters: number;
}

/** A queue of numbers that grow: taking the first off an array each time would copy it each time. */
interface Numbers {
  readonly all: number[];
  first: number;
}
const numbers = (): Numbers => ({ all: [], first: 0 });

function dropBelow(list: Numbers, least: number): void {
  while (list.first < list.all.length && (list.all[list.first] ?? 0) < least) list.first++;
  if (list.first > 100_000 && list.first > list.all.length / 2) {
    list.all.splice(0, list.first);
    list.first = 0;
  }
}

/** How many of a list are below `value`. */
function countBelow({ all, first }: Numbers, value: number): number {
  let [low, high] = [first, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low - first;
}

/** `guarded`: runs what goes through lines; it may throw in the middle, and the filter and search must then be set anew. */
export function createLogStore(limits: LogLimits, guarded: (work: () => void) => void = (work) => work()): LogStore {
  let lines: LogRow[] = [];
  /** Before this one all are dropped. */
  let start = 0;
  let dropped = 0;
  let characters = 0;
  let passes: ((row: LogRow) => boolean) | undefined;
  let found: ((row: LogRow) => boolean) | undefined;
  /** Numbers of the lines that pass; undefined while there is no filter, as then all do. */
  let passed: Numbers | undefined;
  let hits: Numbers | undefined;
  /** Up to where the filter and the search have gone. */
  let filteredTo = 0;
  let searchedTo = 0;

  const nextSeq = () => dropped + lines.length - start;
  const rowOf = (seq: number) => lines[start + seq - dropped] as LogRow;
  const placeOf = (seq: number) => (passed ? countBelow(passed, seq) : seq - dropped);
  const seqAt = (place: number) => (passed ? (passed.all[passed.first + place] ?? nextSeq()) : dropped + place);

  const drop = () => {
    while (lines.length - start > limits.lines || (characters > limits.characters && lines.length - start > 1)) {
      characters -= lines[start]?.text.length ?? 0;
      start++;
      dropped++;
    }
    if (start > 100_000 && start > lines.length / 2) {
      lines = lines.slice(start);
      start = 0;
    }
    if (passed) dropBelow(passed, dropped);
    if (hits) dropBelow(hits, dropped);
    filteredTo = Math.max(filteredTo, dropped);
    searchedTo = Math.max(searchedTo, dropped);
  };
  const work = (count: number): boolean => {
    const end = nextSeq();
    guarded(() => goThrough(count, end));
    return (passed !== undefined && filteredTo < end) || (hits !== undefined && searchedTo < end);
  };
  const goThrough = (count: number, end: number) => {
    let left = count;
    for (; passes && passed && filteredTo < end && left > 0; filteredTo++, left--) {
      if (passes(rowOf(filteredTo))) passed.all.push(filteredTo);
    }
    // What does not pass is not found.
    const limit = passes ? filteredTo : end;
    for (; found && hits && searchedTo < limit && left > 0; searchedTo++, left--) {
      const row = rowOf(searchedTo);
      if ((!passes || passes(row)) && found(row)) hits.all.push(searchedTo);
    }
  };
  return {
    add(more) {
      // What was there before is left to be gone through in slices; what comes is gone through at once.
      const upToDate = !(passed && filteredTo < nextSeq()) && !(hits && searchedTo < nextSeq());
      // A million of them: written out, each is a third smaller than a copy with one field more.
      for (const { source, at, from, text } of more) {
        lines.push({ seq: nextSeq(), source, at, from, text });
        characters += text.length;
      }
      drop();
      if (upToDate) work(Number.POSITIVE_INFINITY);
    },
    get shown() {
      return passed ? passed.all.length - passed.first : lines.length - start;
    },
    get kept() {
      return lines.length - start;
    },
    get dropped() {
      return dropped;
    },
    get hits() {
      return hits && hits.all.length - hits.first;
    },
    get busy() {
      const end = nextSeq();
      return (passed !== undefined && filteredTo < end) || (hits !== undefined && searchedTo < end);
    },
    rows(first, count) {
      if (!passed) return lines.slice(start + first, start + first + count);
      return passed.all.slice(passed.first + first, passed.first + first + count).map(rowOf);
    },
    filter(filter) {
      passes = passesFilter(filter);
      passed = passes && numbers();
      filteredTo = dropped;
      hits = found && numbers();
      searchedTo = dropped;
    },
    search(search) {
      const matches = search && matcher(search);
      found = matches && ((row) => matches(row.text));
      hits = found && numbers();
      searchedTo = dropped;
    },
    work,
    nextHit(near, forward) {
      const count = hits ? hits.all.length - hits.first : 0;
      if (!hits || count === 0) return undefined;
      const seq = seqAt(near);
      const at = forward ? countBelow(hits, seq + 1) : countBelow(hits, seq) - 1;
      const chosen = (at + count) % count;
      return { place: placeOf(hits.all[hits.first + chosen] ?? 0), number: chosen + 1 };
    },
    placeOfTime(at) {
      const count = passed ? passed.all.length - passed.first : lines.length - start;
      let [low, high] = [0, Math.max(0, count - 1)];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (Date.parse(rowOf(seqAt(middle)).at) < at) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/** undefined: all lines pass. Throws what `RegExp` throws. */
function passesFilter(filter: LogFilter): ((row: LogRow) => boolean) | undefined {
  if (JSON.stringify({ ...filter, isRegex: false }) === JSON.stringify(noFilter)) return undefined;
  const { text, level, from, since, hidden } = filter;
  const matches = text === '' ? undefined : matcher(filter);
  return (row) => {
    // What happened is news of all of them.
    if (row.source < 0) return true;
    if (hidden.includes(row.source)) return false;
    if (from !== 'both' && row.from !== from) return false;
    if (since !== undefined && Date.parse(row.at) < since) return false;
    if (level !== undefined && !isAtLeast(levelOf(row.text), level)) return false;
    return matches ? matches(row.text) : true;
  };
}

function matcher({ text, isRegex }: LogSearch): (line: string) => boolean {
  const pattern = searchPattern({ text, isRegex });
  return (line) => {
    pattern.lastIndex = 0;
    return pattern.test(plainText(line));
  };
}

/** Without regard to capitals; of a text as it stands. Throws what `RegExp` throws. */
export function searchPattern({ text, isRegex }: LogSearch): RegExp {
  return new RegExp(isRegex ? text : text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'), 'gi');
}

/** Colours may stand in the middle of what is looked for. */
function plainText(line: string): string {
  return line.includes('\x1b')
    ? ansiPieces(line)
        .map(({ text }) => text)
        .join('')
    : line;
}
