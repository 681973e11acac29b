// The value system/architecture/variant (`linux/arm64/v8`), as Docker writes it. A leaf: knows neither engine nor Dockerfile.

/** Whether both are for the same machines, as BuildKit compares them: variants do not count, which some leave out. */
export function isSameSystem(a: string, b: string): boolean {
  const plain = (platform: string) => platform.toLowerCase().split('/', 2).join('/');
  return plain(a) === plain(b);
}
