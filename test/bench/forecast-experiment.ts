// What an experiment with the forecast is, and how many of one project are written down.
import type { ForecastRequest } from '../../src/forecast/build-options.ts';
import type { projects } from './forecast-projects.ts';
import type { Workspace } from './forecast-workspace.ts';

export interface Experiment {
  readonly project: keyof typeof projects;
  readonly title: string;
  readonly change: (project: Workspace) => void;
  /** Built in between, in this order, and compared, too. */
  readonly next?: readonly ((project: Workspace) => void)[];
  readonly request?: Partial<ForecastRequest>;
  /** The untouched project is built again right before. */
  readonly isPrimed?: true;
  /** Of the base image, before the build: the instructions behind its FROM; undone afterwards. */
  readonly base?: string;
  /** What of the builder's cache is pruned before the forecast. */
  readonly pruned?: 'all' | 'dangling';
}

type Changes = Readonly<Record<string, Experiment['change'] | Omit<Experiment, 'project' | 'title'>>>;

/** By their titles; where there is only the change, that stands for all. */
export function experimentsOf(project: Experiment['project'], changes: Changes): Experiment[] {
  return Object.entries(changes).map(([title, change]) =>
    typeof change === 'function' ? { project, title, change } : { project, title, ...change },
  );
}

/** The same, with the project's name before each title. */
export function experimentsWith(project: Experiment['project'], changes: Changes): Experiment[] {
  return experimentsOf(project, changes).map((each) => ({ ...each, title: `${project}: ${each.title}` }));
}
