// What can be done with a Dockerfile, and at which line the editor offers it. Names no command: the editor maps verbs to its own.
import type { DockerfileDocument } from '../text/document.ts';
import type { Range } from '../text/range.ts';

export interface Lens {
  /** The keyword of the FROM that it belongs to. */
  readonly range: Range;
  readonly action: {
    readonly verb: 'build' | 'buildAndRun' | 'run' | 'push';
    /** The stage to build to; undefined: the whole file. */
    readonly stage?: string;
  };
}

/** Build, Build and Run, Run and Push at the first FROM; where there are several stages, Build at each that has a name. */
export function lenses(document: DockerfileDocument): Lens[] {
  const [first] = document.stages;
  if (!first) return [];
  const top = document.rangeOf(first.from.keywordSpan);
  const verbs = (['build', 'buildAndRun', 'run', 'push'] as const).map(
    (verb): Lens => ({ range: top, action: { verb } }),
  );
  // A lone stage is the whole.
  const named = document.stages.length > 1 ? document.stages : [];
  const stages = named.flatMap(({ from, name }): Lens[] =>
    // A variable is no stage's name: the builder refuses it.
    name && !name.text.includes('$')
      ? [{ range: document.rangeOf(from.keywordSpan), action: { verb: 'build', stage: name.text } }]
      : [],
  );
  return [...verbs, ...stages];
}
