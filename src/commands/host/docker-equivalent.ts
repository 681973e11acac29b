// What a command is there for, as `docker` has it: said in its table, noted when it is done.
import type { Engine } from '../../engine/engine.ts';

type Calls<Group extends string, Api> = `${Group}.${Extract<keyof Api, string>}`;

/** A call of the engine: `containers.stop`, `build` … */
export type CallName =
  | Calls<'containers', Engine['containers']>
  | Calls<'images', Engine['images']>
  | Calls<'networks', Engine['networks']>
  | Calls<'volumes', Engine['volumes']>
  | Calls<'buildCache', Engine['buildCache']>
  | Calls<'files', Engine['files']>
  | 'build'
  | 'diskUsage';

export type DockerEquivalent =
  /** The calls that the command is there for: each is noted as the `docker` command that does the same. */
  | { readonly calls: readonly CallName[] }
  /** It notes itself what the engine is not told: files of this machine, logins. */
  | { readonly itself: `docker ${string}` }
  /** Why `docker` has nothing like it. */
  | { readonly none: string };

export const calls = (...names: readonly CallName[]): DockerEquivalent => ({ calls: names });
export const aboutHere: DockerEquivalent = { none: 'It is about what Longshore itself shows or keeps.' };
export const copies: DockerEquivalent = { none: 'It only copies a text.' };
export const aboutRegistry: DockerEquivalent = {
  none: 'Longshore asks the registry itself; docker has no such command.',
};
export const aboutBuildContext: DockerEquivalent = { none: 'docker has no command that shows a build context.' };
