// The lines of a build that another session of the editor followed: as its record has them, with what its failed step wrote last.
import { parseDockerfile } from '../dockerfile/text/document.ts';
import type { BuildLines, LineState } from './line-states.ts';
import type { BuildRecord } from './record.ts';

/** `text`: of the Dockerfile as it was built. */
export function keptLines({ startedAt, steps }: BuildRecord, text: string): BuildLines {
  const document = parseDockerfile(text);
  const outputs = new Map<LineState, readonly string[]>();
  const states = steps.flatMap((step): LineState[] => {
    const instruction = document.instructions.find(({ start }) => document.positionAt(start).line === step.line);
    if (!instruction) return [];
    const state: LineState = {
      instruction,
      line: step.line,
      state: step.state,
      // Only how long it took is kept.
      startedAt: step.duration === undefined ? undefined : startedAt,
      completedAt: step.duration === undefined ? undefined : startedAt + step.duration,
      error: step.error,
      steps: [],
    };
    outputs.set(state, step.lastLines ?? []);
    return [state];
  });
  return {
    document,
    take: () => undefined,
    refuse: () => undefined,
    states: () => states,
    output: (state) => outputs.get(state) ?? [],
    lineOf: () => undefined,
  };
}
