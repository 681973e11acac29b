// Folders that a RUN gets from elsewhere, and that are not in its layer (`--mount=type=cache,target=/root/.npm`).
import type { Instruction } from './document.ts';

/** Where mounts of these types are, as written; variables are not expanded. */
export function mountTargets({ flags }: Instruction, types: readonly string[] = ['cache', 'tmpfs']): string[] {
  return flags.flatMap(({ name, value }) => {
    if (name !== 'mount' || !value) return [];
    const keys = new Map(
      value.text.split(',').map((part): [string, string] => {
        const equals = part.indexOf('=');
        return equals < 0
          ? [part, '']
          : [part.slice(0, equals), part.slice(equals + 1).replace(/^(["'])(.*)\1$/, '$2')];
      }),
    );
    const target = keys.get('target') ?? keys.get('dst') ?? keys.get('destination');
    return target !== undefined && types.includes(keys.get('type') ?? 'bind') ? [target] : [];
  });
}
