// Which earlier stage a name means. The one reader of that; a file may have thousands of stages, and each asks.
import type { DockerfileDocument } from '../text/document.ts';
import { oncePerDocument } from '../text/read-once.ts';
import type { Stage } from '../text/stage.ts';

/**
 * The earlier stage that `--from=`, or `from=` in a mount, of stage `before` means by `name`, which may be its number. A
 * name goes first, as BuildKit has it.
 */
export function stageMeant(document: DockerfileDocument, name: string, before: number): Stage | undefined {
  const named = stageNamed(document, name, before);
  if (named || !/^\d+$/.test(name)) return named;
  const numbered = document.stages[Number(name)];
  return numbered && numbered.index < before ? numbered : undefined;
}

/** The earlier stage that a FROM, or a `--from=`, in stage `before` means by `name`: the last one so called. */
export function stageNamed(document: DockerfileDocument, name: string, before: number): Stage | undefined {
  const called = stagesByKey(document).get(name.toLowerCase());
  if (!called) return undefined;
  // The first of them that is not earlier, by halves: `from` to `to` is where it may be.
  let from = 0;
  let to = called.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((called[middle]?.index ?? before) < before) from = middle + 1;
    else to = middle;
  }
  return called[from - 1];
}

/** Of each name, in lower case, the stages that have it, in their order. */
export const stagesByKey = oncePerDocument(({ stages }): ReadonlyMap<string, readonly Stage[]> => {
  const found = new Map<string, Stage[]>();
  for (const stage of stages) {
    if (stage.key === undefined) continue;
    const called = found.get(stage.key);
    if (called) called.push(stage);
    else found.set(stage.key, [stage]);
  }
  return found;
});
