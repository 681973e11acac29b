// The further contexts of a build, which FROM and --from call by a name: folders of this machine, images, addresses.
// Source: docs.docker.com/reference/cli/docker/buildx/build, --build-context.
import { familiarName } from '../../image-reference.ts';

/**
 * `folder`: of this machine. `image`: `docker-image://alpine:3.20`. `address`: what the builder itself fetches, by HTTP or
 * Git. `layout`: a folder with an OCI layout, `oci-layout://…`, which only the program buildx can serve. `target`: of Bake.
 */
export type ContextKind = 'folder' | 'image' | 'address' | 'layout' | 'target';

export function buildContextKind(source: string): ContextKind {
  if (/^docker-image:\/\//i.test(source)) return 'image';
  if (/^oci-layout:\/\//i.test(source)) return 'layout';
  if (/^target:/i.test(source)) return 'target';
  return /^(?:https?|git|ssh):\/\/|^git@|^github\.com\//i.test(source) ? 'address' : 'folder';
}

/** By the name under which a build's session serves them, the folders among `contexts`. */
export function contextFolders(contexts: Readonly<Record<string, string>> = {}): Map<string, string> {
  return new Map(
    Object.entries(contexts).flatMap(([name, source]) =>
      buildContextKind(source) === 'folder' ? [[servedName(familiarName(name) ?? name), source]] : [],
    ),
  );
}

/** `context:assets` → `local:assets`: the options of BuildKit's Dockerfile frontend. */
export function contextOptions(contexts: Readonly<Record<string, string>>): [option: string, value: string][] {
  return Object.entries(contexts).map(([given, source]) => {
    const name = familiarName(given) ?? given;
    return [`context:${name}`, buildContextKind(source) === 'folder' ? `local:${servedName(name)}` : source];
  });
}

/** The main context and the Dockerfile's folder have these names already. */
function servedName(name: string): string {
  return name === 'context' || name === 'dockerfile' ? `_${name}` : name;
}
