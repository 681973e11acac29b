// BuildKit's progress message as plain data. Pure decoding; what it means over time is trace.ts.
// Source: github.com/moby/buildkit, api/services/control/control.proto, `StatusResponse`.
import { readProtobuf } from './protobuf.ts';

export interface StatusMessage {
  readonly vertexes: readonly Vertex[];
  readonly parts: readonly VertexPart[];
  readonly logs: readonly VertexLog[];
  readonly warnings: readonly VertexWarning[];
}

/** One node of the build's graph, told again at each change. */
export interface Vertex {
  readonly digest: string;
  /** Digests of those that it takes from. */
  readonly inputs: readonly string[];
  readonly name: string;
  readonly cached: boolean;
  /** Milliseconds since 1970. */
  readonly started: number | undefined;
  readonly completed: number | undefined;
  /** Empty: none. */
  readonly error: string;
}

/** Something in a vertex that is measured; told again at each change. */
export interface VertexPart {
  readonly vertex: string;
  readonly id: string;
  readonly current: number;
  /** 0: unknown. */
  readonly total: number;
  readonly isDone: boolean;
}

export interface VertexLog {
  readonly vertex: string;
  readonly from: 'stdout' | 'stderr';
  /** May end inside of a line, or of a character. */
  readonly bytes: Uint8Array;
}

export interface VertexWarning {
  readonly text: string;
}

const stderrStream = 2;

export function decodeStatus(bytes: Uint8Array): StatusMessage {
  const vertexes: Vertex[] = [];
  const parts: VertexPart[] = [];
  const logs: VertexLog[] = [];
  const warnings: VertexWarning[] = [];
  for (const { number, value } of readProtobuf(bytes)) {
    if (typeof value === 'number') continue;
    if (number === 1) vertexes.push(decodeVertex(value));
    else if (number === 2) parts.push(decodePart(value));
    else if (number === 3) logs.push(decodeLog(value));
    else if (number === 4) warnings.push({ text: text(fieldOf(value, 3)) });
  }
  return { vertexes, parts, logs, warnings };
}

function decodeVertex(bytes: Uint8Array): Vertex {
  const fields = [...readProtobuf(bytes)];
  return {
    digest: text(fieldOf(bytes, 1)),
    inputs: fields.flatMap(({ number, value }) => (number === 2 ? [text(value)] : [])),
    name: text(fieldOf(bytes, 3)),
    cached: fieldOf(bytes, 4) === 1,
    started: time(fieldOf(bytes, 5)),
    completed: time(fieldOf(bytes, 6)),
    error: text(fieldOf(bytes, 7)),
  };
}

function decodePart(bytes: Uint8Array): VertexPart {
  return {
    vertex: text(fieldOf(bytes, 2)),
    id: text(fieldOf(bytes, 1)),
    current: count(fieldOf(bytes, 4)),
    total: count(fieldOf(bytes, 5)),
    isDone: fieldOf(bytes, 8) !== undefined,
  };
}

function decodeLog(bytes: Uint8Array): VertexLog {
  const content = fieldOf(bytes, 4);
  return {
    vertex: text(fieldOf(bytes, 1)),
    from: fieldOf(bytes, 3) === stderrStream ? 'stderr' : 'stdout',
    bytes: content instanceof Uint8Array ? content : new Uint8Array(),
  };
}

function fieldOf(bytes: Uint8Array, wanted: number): number | Uint8Array | undefined {
  for (const { number, value } of readProtobuf(bytes)) if (number === wanted) return value;
  return undefined;
}

function text(value: number | Uint8Array | undefined): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : '';
}

function count(value: number | Uint8Array | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** `google.protobuf.Timestamp`: seconds and nanoseconds. */
function time(value: number | Uint8Array | undefined): number | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  const seconds = fieldOf(value, 1);
  const nanos = fieldOf(value, 2);
  return (typeof seconds === 'number' ? seconds : 0) * 1000 + (typeof nanos === 'number' ? nanos : 0) / 1e6;
}
