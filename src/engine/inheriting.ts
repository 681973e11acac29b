// An object with some members in the place of another's. By prototype: what of the other changes (how many streams are open)
// changes of this one, too.

export function inheriting<T extends object>(from: T, own: Partial<T>): T {
  const members = Object.entries(own).map(([name, value]) => [name, { value, enumerable: true, configurable: true }]);
  return Object.create(from, Object.fromEntries(members)) as T;
}
