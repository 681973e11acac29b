// What `docker buildx build --progress=rawjson` writes: JSON values, each on a line of its own (buildx 0.13: on several),
// and between and after them lines of plain text. Pure.
// Source: github.com/moby/buildkit, client/graph.go, `SolveStatus`.
import type { StatusMessage } from '../status-message.ts';

export interface RawJsonReader {
  /** Text as it comes; pieces end anywhere. */
  take(text: string): void;
  /** There is no more. */
  end(): void;
}

export function rawJsonReader(onValue: (value: unknown) => void, onLine: (line: string) => void): RawJsonReader {
  let rest = '';
  /** Of the value at the beginning of `rest`: how far it was looked at, and what was found until there. */
  let at = 0;
  let depth = 0;
  let inString = false;

  /** The end of the value at the beginning of `rest`; undefined: it is still to come. */
  function endOfValue(): number | undefined {
    for (; at < rest.length; at++) {
      const character = rest[at];
      if (inString) {
        if (character === '\\') at++;
        else if (character === '"') inString = false;
      } else if (character === '"') inString = true;
      else if (character === '{') depth++;
      else if (character === '}' && --depth === 0) return at + 1;
    }
    return undefined;
  }

  function readOn(): void {
    for (;;) {
      if (depth === 0) rest = rest.replace(/^\s+/, '');
      if (rest === '') return;
      const isValue = rest.startsWith('{');
      const end = isValue ? endOfValue() : rest.indexOf('\n');
      if (end === undefined || end < 0) return;
      const text = rest.slice(0, end);
      rest = rest.slice(end);
      at = 0;
      if (isValue) onValue(JSON.parse(text));
      else onLine(text.replace(/\r$/, ''));
    }
  }

  return {
    take: (text) => {
      rest += text;
      readOn();
    },
    end: () => {
      if (rest.trim() !== '') onLine(rest.trim());
      rest = '';
    },
  };
}

interface SolveStatus {
  readonly vertexes?: readonly {
    readonly digest?: string;
    readonly inputs?: readonly string[];
    readonly name?: string;
    readonly cached?: boolean;
    readonly started?: string;
    readonly completed?: string;
    readonly error?: string;
  }[];
  readonly statuses?: readonly {
    readonly id?: string;
    readonly vertex?: string;
    readonly current?: number;
    readonly total?: number;
    readonly completed?: string;
  }[];
  readonly logs?: readonly { readonly vertex?: string; readonly stream?: number; readonly data?: string }[];
  readonly warnings?: readonly { readonly short?: string }[];
}

const stderrStream = 2;

/** The same plain data as of the engine's own messages. */
export function decodeRawJson(value: unknown): StatusMessage {
  const { vertexes, statuses, logs, warnings } = value as SolveStatus;
  return {
    vertexes: (vertexes ?? []).map(
      ({ digest = '', inputs = [], name = '', cached = false, started, completed, error = '' }) => ({
        digest,
        inputs,
        name,
        cached,
        started: time(started),
        completed: time(completed),
        error,
      }),
    ),
    parts: (statuses ?? []).map(({ id = '', vertex = '', current = 0, total = 0, completed }) => ({
      vertex,
      id,
      current,
      total,
      isDone: completed !== undefined,
    })),
    logs: (logs ?? []).map(({ vertex = '', stream, data = '' }) => ({
      vertex,
      from: stream === stderrStream ? 'stderr' : 'stdout',
      bytes: Buffer.from(data, 'base64'),
    })),
    warnings: (warnings ?? []).map(({ short = '' }) => ({ text: Buffer.from(short, 'base64').toString('utf8') })),
  };
}

function time(text: string | undefined): number | undefined {
  const parsed = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(parsed) ? undefined : parsed;
}
