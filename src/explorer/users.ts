// Which containers use an image, a volume or a network: found once for all rows of a view.
import type { Container } from '../engine/container-api.ts';

/** Those that use one thing, in the order of the list. */
export type UsersOf = (key: string) => readonly Container[];

/** Where nobody uses anything. */
export const noUsers: UsersOf = () => [];

/** `keysOf`: what a container uses. */
export function usersIn(
  containers: readonly Container[],
  keysOf: (container: Container) => readonly string[],
): UsersOf {
  const users = new Map<string, Container[]>();
  for (const container of containers) {
    for (const key of new Set(keysOf(container))) {
      const same = users.get(key);
      if (same) same.push(container);
      else users.set(key, [container]);
    }
  }
  return (key) => users.get(key) ?? [];
}
