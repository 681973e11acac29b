// An object with some members in the place of another's. The rest is looked up each time: what of the other changes (how many
// streams are open) changes of this one, too.

export function inheriting<T extends object>(from: T, own: Partial<T>): T {
  const members: PropertyDescriptorMap = {};
  for (const name in from) members[name] = { get: () => from[name], enumerable: true, configurable: true };
  for (const [name, value] of Object.entries(own)) members[name] = { value, enumerable: true, configurable: true };
  return Object.create(from, members) as T;
}
