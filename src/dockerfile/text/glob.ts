// Names with `*` in them, as COPY takes them: any characters but a slash.

export function matchesGlob(glob: string, name: string): boolean {
  if (!glob.includes('*')) return glob === name;
  const pattern = glob.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('[^/]*')}$`).test(name);
}
