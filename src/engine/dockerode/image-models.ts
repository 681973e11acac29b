// From the API's image JSON to our models. Pure; tolerant: an untagged image is `<none>:<none>`, an empty list or null,
// depending on the engine.
import type { ImageInfo, ImageInspectInfo } from 'dockerode';
import type { HistoryEntry, Image, ImageDetails } from '../image-api.ts';
import { numberField, textsField } from './answered-list.ts';
import { protocolOf } from './container-models.ts';
import { digestsOf, named } from './image-origin.ts';
import { type ApiManifest, platformName, platformsHere } from './platforms.ts';

export type ApiImage = ImageInfo & { readonly Manifests?: readonly ApiManifest[] | null };

export function imageOf(info: ApiImage): Image {
  const platforms = platformsHere(info.Manifests ?? []);
  return {
    id: info.Id,
    tags: tagsOf(info),
    ...digestsOf({ ...info, Parent: info.ParentId }),
    size: numberField(info.Size),
    createdAt: numberField(info.Created) * 1000,
    labels: textsField(info.Labels),
    ...(platforms.length > 0 ? { platforms } : {}),
  };
}

/** containerd's store lists the digest by which an image was pulled among them. */
function tagsOf({ RepoTags }: Pick<ImageInfo | ImageInspectInfo, 'RepoTags'>): string[] {
  return named(RepoTags).filter((tag) => !tag.includes('@'));
}

export type ApiImageDetails = ImageInspectInfo & {
  readonly Variant?: string;
  readonly Manifests?: readonly ApiManifest[] | null;
};

export function imageDetails(raw: ApiImageDetails): ImageDetails {
  const config = raw.Config;
  const manifests = raw.Manifests ?? [];
  const several = platformsHere(manifests);
  // An image that is here for other platforms alone can be without one of its own.
  const platform = platformName({ os: raw.Os, architecture: raw.Architecture, variant: raw.Variant }) || several[0];
  const exposed = Object.keys(config?.ExposedPorts ?? {});
  return {
    id: raw.Id,
    tags: tagsOf(raw),
    ...digestsOf(raw),
    createdAt: Date.parse(raw.Created),
    platform: platform ?? '',
    platforms: several.length > 0 ? several : [platform ?? ''].filter(Boolean),
    author: raw.Author ?? '',
    command: config?.Cmd ?? [],
    // Podman and old images have a single word here.
    entrypoint: [config?.Entrypoint ?? []].flat(),
    environment: config?.Env ?? [],
    workingDirectory: config?.WorkingDir ?? '',
    user: config?.User ?? '',
    volumes: Object.keys(config?.Volumes ?? {}),
    labels: config?.Labels ?? {},
    layers: raw.RootFS?.Layers ?? [],
    // Of a single image containerd's store tells what came over the network, in lists what it takes on the disk.
    size: manifests.reduce((sum, { Size }) => sum + (Size?.Total ?? 0), 0) || raw.Size,
    exposedPorts: exposed.flatMap((key) => {
      const [port, protocol] = key.split('/');
      return /^\d+$/.test(port ?? '') ? [{ port: Number(port), protocol: protocolOf(protocol) }] : [];
    }),
    raw,
  };
}

export interface ApiHistoryEntry {
  readonly Id: string;
  readonly Created: number;
  readonly CreatedBy: string;
  readonly Size: number;
  readonly Tags?: readonly string[] | null;
  readonly Comment?: string;
}

export function historyEntry({ Id, Created, CreatedBy, Size, Tags, Comment }: ApiHistoryEntry): HistoryEntry {
  return {
    id: Id.startsWith('sha256:') ? Id : undefined,
    createdAt: Created * 1000,
    createdBy: CreatedBy,
    size: Size,
    tags: named(Tags),
    comment: Comment ?? '',
  };
}
