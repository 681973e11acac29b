// What an install reads of a project beside its manifests, as data.
import type { KnownContext } from '../../packages/project-copy.ts';

/** `texts`: of files of the context, by path; undefined where nobody has read any. */
export interface KnownProject extends KnownContext {
  readonly contextTexts?: ReadonlyMap<string, string> | undefined;
}

export interface ProjectNeeds {
  /** Paths from the context's root, to be copied to the same place. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** What it needs that cannot be told apart from the sources: completes “npm ci also needs …”. */
  readonly obstacle: string | undefined;
}

export const noNeeds: ProjectNeeds = { files: [], folders: [], obstacle: undefined };

export function withObstacle(obstacle: string): ProjectNeeds {
  return { ...noNeeds, obstacle };
}
