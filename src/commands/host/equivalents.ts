// The `docker` commands that would have done what was done, as long as the editor is open: in memory alone, the last ones,
// and free of secrets.
import { tokensIn } from '../../dockerfile/knowledge/token-formats.ts';
import { isKnownFailure } from '../../user-error.ts';
import { joinWords } from '../text/shell-words.ts';

export interface Equivalent {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** For a POSIX shell; one line, unless a quoted value has several. */
  readonly line: string;
  readonly failed: boolean;
}

/** What is to be noted: `text` is quoted; equal ones in a row become one with all the objects: `docker stop web db`. */
export interface Note {
  readonly text: string;
  readonly object?: string | undefined;
}

/** One that may still change: a `docker create` whose container is started becomes a `docker run`. */
export interface Noted {
  replace(text: string): void;
  fail(): void;
}

export interface Equivalents {
  /** Oldest first. */
  readonly all: readonly Equivalent[];
  add(note: Note, outcome: 'done' | 'failed'): Noted;
  /** Notes `docker` with these words when `work` is over, and `behind` them. What the user cancelled is not noted. */
  during<T>(words: readonly string[], work: Promise<T>, behind?: string): Promise<T>;
}

/** So many are kept. */
const most = 200;

interface Kept extends Note {
  at: number;
  text: string;
  objects: string[];
  failed: boolean;
}

export function createEquivalents(now: () => number = Date.now): Equivalents {
  const kept: Kept[] = [];
  const add: Equivalents['add'] = ({ text, object }, outcome) => {
    const failed = outcome === 'failed';
    const last = kept.at(-1);
    if (object !== undefined && last?.text === text && last.objects.length > 0 && last.failed === failed) {
      if (!last.objects.includes(object)) last.objects.push(object);
      return notedAs(last);
    }
    const entry: Kept = { at: now(), text, objects: object === undefined ? [] : [object], failed };
    kept.push(entry);
    if (kept.length > most) kept.shift();
    return notedAs(entry);
  };
  return {
    get all() {
      return kept.map(({ at, text, objects, failed }) => ({ at, line: withoutTokens(lineOf(text, objects)), failed }));
    },
    add,
    async during(words, work, behind = '') {
      const text = `${joinWords(['docker', ...words])}${behind && ` ${behind}`}`;
      try {
        const answer = await work;
        add({ text }, 'done');
        return answer;
      } catch (error) {
        if (isFailure(error)) add({ text }, 'failed');
        throw error;
      }
    },
  };
}

/** What the user ended is no failure, and did not happen either. */
export function isFailure(error: unknown): boolean {
  return isKnownFailure(error) || (error instanceof Error && error.name !== 'Cancelled' && error.name !== 'AbortError');
}

function notedAs(entry: Kept): Noted {
  return {
    replace(text) {
      entry.text = text;
    },
    fail() {
      entry.failed = true;
    },
  };
}

const lineOf = (text: string, objects: readonly string[]) =>
  objects.length === 0 ? text : `${text} ${joinWords(objects)}`;

/** Whatever a person has typed as a value may be a token by its form, or have a password before an `@`. */
function withoutTokens(line: string): string {
  let plain = '';
  let at = 0;
  for (const { start, end } of tokensIn(line)) {
    plain += `${line.slice(at, start)}***`;
    at = end;
  }
  return `${plain}${line.slice(at)}`.replace(/(\/\/)[^\s/@'"]+:[^\s/@'"]+(?=@)/g, '$1***');
}
