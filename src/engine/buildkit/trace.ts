// What a BuildKit build tells, over time: its messages become our progress. Knows no transport.
// A vertex comes many times, in no order of steps; what is known of it only grows.
import type { BuildProgress } from '../build-api.ts';
import { canceledSentences } from '../failures/of-builds.ts';
import { explain } from '../failures/sentence.ts';
import { decodeStatus, type StatusMessage, type Vertex } from './status-message.ts';
import { createStepOutput } from './step-output.ts';

type Step = Extract<BuildProgress, { kind: 'step' }>;

export interface BuildTrace {
  /** One `StatusResponse`. */
  take(bytes: Uint8Array): void;
  /** The same, decoded. */
  takeMessage(message: StatusMessage): void;
  /**
   * At the end: what is left of unfinished lines. After a success no step is left waiting: what this build was never told
   * the end of was done by another one at the same time, whose result it took over.
   */
  end(outcome: 'succeeded' | 'failed'): void;
  /** Of the step that failed first, for the message of the failure. */
  failedStep(): string | undefined;
}

export function createBuildTrace(onProgress: (progress: BuildProgress) => void): BuildTrace {
  const steps = new Map<string, Step>();
  const output = createStepOutput(onProgress);
  let failed: string | undefined;

  function takeVertex(vertex: Vertex): void {
    const before = steps.get(vertex.digest);
    const step = merged(before, vertex);
    if (before && sameStep(before, step)) return;
    steps.set(step.id, step);
    if (step.state === 'failed') failed ??= step.name;
    // What it wrote belongs before the news that it is over.
    if (step.completedAt !== undefined) output.end(step.id);
    onProgress(step);
  }

  function takeMessage({ vertexes, parts, logs, warnings }: StatusMessage): void {
    // A step is introduced before it writes, and ends after it wrote.
    for (const vertex of vertexes) if (vertex.completed === undefined) takeVertex(vertex);
    for (const { vertex, ...part } of parts) onProgress({ kind: 'part', step: vertex, ...part });
    for (const { vertex, from, bytes: written } of logs) output.take(vertex, from, written);
    for (const vertex of vertexes) if (vertex.completed !== undefined) takeVertex(vertex);
    for (const { text } of warnings) onProgress({ kind: 'note', text });
  }

  return {
    take: (bytes) => takeMessage(decodeStatus(bytes)),
    takeMessage,
    end: (outcome) => {
      output.endAll();
      if (outcome === 'failed') return;
      for (const step of steps.values()) {
        if (step.state === 'waiting' || step.state === 'running') onProgress({ ...step, state: 'cached' });
      }
    },
    failedStep: () => failed,
  };
}

function merged(before: Step | undefined, vertex: Vertex): Step {
  const startedAt = smallest(before?.startedAt, vertex.started);
  const completedAt = largest(before?.completedAt, vertex.completed);
  const error = vertex.error || before?.error;
  const inputs = vertex.inputs.length > 0 ? vertex.inputs : before?.inputs;
  const cached = vertex.cached || before?.state === 'cached';
  // A vertex may be taken up again after it completed.
  const resumed = vertex.completed === undefined && (vertex.started ?? 0) > (before?.completedAt ?? Number.MAX_VALUE);
  return {
    kind: 'step',
    id: vertex.digest,
    name: vertex.name || (before?.name ?? ''),
    ...(inputs && { inputs }),
    state: stateOf({ startedAt, completedAt: resumed ? undefined : completedAt, error, cached }),
    startedAt,
    completedAt: resumed ? undefined : completedAt,
    error,
  };
}

interface Known {
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
  readonly error: string | undefined;
  readonly cached: boolean;
}

function stateOf({ startedAt, completedAt, error, cached }: Known): Step['state'] {
  if (error) return explain(canceledSentences, error) ? 'canceled' : 'failed';
  if (cached) return 'cached';
  if (startedAt === undefined) return 'waiting';
  return completedAt === undefined ? 'running' : 'done';
}

function sameStep(a: Step, b: Step): boolean {
  return (
    a.name === b.name &&
    a.state === b.state &&
    a.startedAt === b.startedAt &&
    a.completedAt === b.completedAt &&
    a.error === b.error
  );
}

function smallest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function largest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}
