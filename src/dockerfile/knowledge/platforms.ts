// Systems and architectures by the names that images have for them. Source: Go's list of both, which containerd's platforms
// package has, with the other names that it takes.

const systems = new Set([
  ...['aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'hurd', 'illumos', 'ios', 'js', 'linux', 'nacl', 'netbsd'],
  ...['openbsd', 'plan9', 'solaris', 'windows', 'zos', 'macos', 'wasip1', 'wasi'],
]);
/** BuildKit and Docker Desktop build for these two, which containerd does not list. */
const systemsOfPairsOnly = new Set(['wasip1', 'wasi']);

const architectures = new Set([
  ...['386', 'amd64', 'amd64p32', 'arm', 'armbe', 'arm64', 'arm64be', 'ppc64', 'ppc64le', 'loong64', 'mips', 'mipsle'],
  ...['mips64', 'mips64le', 'mips64p32', 'mips64p32le', 'ppc', 'riscv', 'riscv64', 's390', 's390x', 'sparc', 'sparc64'],
  ...['wasm', 'i386', 'x86_64', 'x86-64', 'aarch64', 'armhf', 'armel'],
]);

/** What people name, for suggestions. */
export const commonSystems: readonly string[] = ['linux', 'windows', 'darwin', 'freebsd'];
export const commonArchitectures: readonly string[] = [
  ...['amd64', 'arm64', 'arm', '386', 'ppc64le', 's390x', 'riscv64', 'mips64le', 'loong64', 'wasm'],
];

export type PlatformFault =
  | { readonly kind: 'empty' }
  /** Characters or a number of parts that no platform has. */
  | { readonly kind: 'form' }
  /** A word alone that is neither. */
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'system' | 'architecture'; readonly word: string };

const systemPart = /^([A-Za-z0-9_-]+)(?:\([A-Za-z0-9_.%+-]*\))?$/;
const otherPart = /^[A-Za-z0-9_.-]+$/;

/** What is wrong with `linux/arm64/v8` and its kind; undefined if nothing is. The builder reads it in any case. */
export function platformFault(text: string): PlatformFault | undefined {
  if (text === '') return { kind: 'empty' };
  const [first = '', architecture, ...more] = text.split('/');
  const system = systemPart.exec(first)?.[1]?.toLowerCase();
  const others = architecture === undefined ? [] : [architecture, ...more];
  if (system === undefined || more.length > 1 || !others.every((part) => otherPart.test(part))) return { kind: 'form' };
  if (architecture === undefined) {
    const isKnown = (systems.has(system) && !systemsOfPairsOnly.has(system)) || architectures.has(system);
    return isKnown ? undefined : { kind: 'word', word: first };
  }
  if (!systems.has(system)) return { kind: 'system', word: first };
  return architectures.has(architecture.toLowerCase()) ? undefined : { kind: 'architecture', word: architecture };
}
