// Which containers use an image, a volume or a network: found once for all rows, since each change is another list.
import type { Container } from '../engine/container-api.ts';

const none: readonly Container[] = [];

/** `keysOf`: what a container uses. The answer gives those that use one thing, in the order of the list. */
export function usersBy(
  keysOf: (container: Container) => readonly string[],
): (containers: readonly Container[], key: string) => readonly Container[] {
  const known = new WeakMap<readonly Container[], ReadonlyMap<string, readonly Container[]>>();
  return (containers, key) => {
    let users = known.get(containers);
    if (!users) {
      users = grouped(containers, keysOf);
      known.set(containers, users);
    }
    return users.get(key) ?? none;
  };
}

function grouped(containers: readonly Container[], keysOf: (container: Container) => readonly string[]) {
  const users = new Map<string, Container[]>();
  for (const container of containers) {
    for (const key of new Set(keysOf(container))) {
      const same = users.get(key);
      if (same) same.push(container);
      else users.set(key, [container]);
    }
  }
  return users;
}
