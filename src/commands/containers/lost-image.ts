// What an image probably gave to a container where the engine has it no more. With containerd's store a build that gets the
// name of an older image leaves nothing of that (pulls leave it without a name), although containers of it go on.
import type { ContainerConfig } from '../../engine/container-settings.ts';

/**
 * `container` with all that it was made with; `newest`: what the image of that name says today. What has a name there (variables,
 * labels) was the older one's, too; of all else what is equal.
 */
export function probablyGiven(container: ContainerConfig, newest: ContainerConfig): ContainerConfig {
  const labels = Object.entries(container.Labels ?? {}).filter(([key]) => Object.hasOwn(newest.Labels ?? {}, key));
  return {
    ...newest,
    Env: variablesOfImage(container.Env ?? [], newest.Env ?? []),
    Labels: Object.fromEntries(labels),
  };
}

/** The engine puts those of the image behind those that were asked for, in their order, without those that were asked for. */
function variablesOfImage(entries: readonly string[], given: readonly string[]): string[] {
  const names = given.map(nameOf);
  let start = entries.length;
  for (let next = names.length; start > 0 && next > 0; start--) {
    next = names.lastIndexOf(nameOf(String(entries[start - 1])), next - 1);
    if (next < 0) break;
  }
  return entries.slice(start);
}

const nameOf = (entry: string): string => entry.split('=', 1)[0] ?? entry;
