// Which digests of an image a registry can know. The classic store has those of images that came from one or went to one;
// containerd's store makes one for every name, also of what was built, loaded, committed or imported here, and so does Podman.
// Source: github.com/moby/moby, daemon/containerd/image_list.go and image_inspect.go; api/types/image/identity.go.
import { parseImageReference, shortName } from '../../image-reference.ts';
import { listField } from './answered-list.ts';

/** What lists and inspections have in common, as far as they tell where an image is from. */
export interface ApiOrigin {
  readonly RepoTags?: readonly string[] | null | undefined;
  readonly RepoDigests?: readonly string[] | null | undefined;
  /** Of containerd's store alone. */
  readonly Descriptor?:
    | { readonly digest?: string; readonly annotations?: Readonly<Record<string, string>> | null | undefined }
    | undefined;
  /** Of Podman's lists alone, which have digests of everything, too; its inspections cannot be told from Docker's. */
  readonly Names?: readonly string[] | null | undefined;
  /** The image that a commit, or the builder before BuildKit, began with. */
  readonly Parent?: string;
  readonly Comment?: string;
  /** Of inspections from API 1.53 on. `Repository`: without the registry's port. */
  readonly Identity?: { readonly Pull?: readonly { readonly Repository?: string }[] | null } | null;
}

export interface KnownDigests {
  readonly digests: string[];
  /** false: the engine itself says that they are a registry's. */
  readonly inDoubt?: boolean;
}

export function digestsOf(origin: ApiOrigin): KnownDigests {
  if (origin.Descriptor === undefined && origin.Names === undefined) return { digests: named(origin.RepoDigests) };
  if (isMadeHere(origin)) return { digests: [] };
  const digests = allDigests(origin);
  if (origin.Identity === undefined || origin.Identity === null)
    return digests.length > 0 ? { digests, inDoubt: true } : { digests };
  const pulled = new Set((origin.Identity.Pull ?? []).map(({ Repository = '' }) => withoutPort(Repository)));
  return { digests: digests.filter((digest) => pulled.has(withoutPort(digest))), inDoubt: false };
}

/** Of an image with several names a list of containerd's store tells the digest of any one of them. */
function allDigests({ RepoTags, RepoDigests, Descriptor }: ApiOrigin): string[] {
  const ofTags = named(RepoTags).flatMap((tag) => {
    const repository = tag.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
    return Descriptor?.digest ? [`${repository}@${Descriptor.digest}`] : [];
  });
  return [...new Set([...ofTags, ...named(RepoDigests)])];
}

/** As people write them; `<none>` is no name. */
export function named(references: readonly string[] | null | undefined): string[] {
  const texts = listField(references).filter((reference) => typeof reference === 'string');
  return texts.filter((reference) => !reference.startsWith('<none>')).map(shortName);
}

/** The marks of BuildKit, of `docker load`, of a commit or the older builder, and of `docker import`. */
function isMadeHere({ Descriptor, Parent, Comment, Identity }: ApiOrigin): boolean {
  const annotations = Descriptor?.annotations ?? {};
  if (Identity?.Pull?.length) return false;
  return (
    annotations['config.digest'] !== undefined ||
    annotations['io.containerd.image.name'] !== undefined ||
    Boolean(Parent) ||
    /^Imported from /.test(Comment ?? '')
  );
}

/** `localhost:5000/team/app@sha256:…` → `localhost/team/app` */
function withoutPort(name: string): string {
  const parsed = parseImageReference(name);
  return parsed ? `${parsed.registry.replace(/:\d+$/, '')}/${parsed.repository}` : name;
}
