// What can be done with a Dockerfile, and at which line the editor offers it. Names no command: the editor maps verbs to its own.
import type { DockerfileDocument } from './document.ts';
import type { Range } from './range.ts';

export interface Lens {
  /** The keyword of the FROM that it belongs to. */
  readonly range: Range;
  readonly action: {
    readonly verb: 'build' | 'run' | 'push';
    /** The stage to build to; undefined: the whole file. */
    readonly stage?: string;
  };
}

/** Build, Run and Push at the first FROM; Build at each later named stage but the last, which is the whole. */
export function lenses(document: DockerfileDocument): Lens[] {
  const [first] = document.stages;
  if (!first) return [];
  const top = document.rangeOf(first.from.keywordSpan);
  const verbs = (['build', 'run', 'push'] as const).map((verb): Lens => ({ range: top, action: { verb } }));
  const stages = document.stages.slice(0, -1).flatMap(({ from, name }): Lens[] =>
    // A variable is no stage's name: the builder refuses it.
    name && !name.text.includes('$')
      ? [{ range: document.rangeOf(from.keywordSpan), action: { verb: 'build', stage: name.text } }]
      : [],
  );
  return [...verbs, ...stages];
}
