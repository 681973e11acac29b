// From the API's image JSON to our models. Pure; tolerant: an untagged image is `<none>:<none>`, an empty list or null,
// depending on the engine.
import type { ImageInfo, ImageInspectInfo } from 'dockerode';
import type { HistoryEntry, Image, ImageDetails, SearchResult } from '../image-api.ts';
import { listField, numberField, textsField } from './answered-list.ts';
import { protocolOf } from './container-models.ts';

export function imageOf(info: ImageInfo): Image {
  return {
    id: info.Id,
    tags: tagsOf(info),
    digests: digestsOf(info),
    size: numberField(info.Size),
    createdAt: numberField(info.Created) * 1000,
    labels: textsField(info.Labels),
  };
}

function named(references: readonly string[] | null | undefined): string[] {
  return listField(references).filter((reference) => typeof reference === 'string' && !reference.startsWith('<none>'));
}

/**
 * Those that a registry can know. containerd's store has a digest for each name, also of what was built here: BuildKit then
 * notes the digest of its configuration. No registry is asked for the name of such an image; what was pushed of it is known
 * to whoever pushed it.
 */
function digestsOf({
  RepoDigests,
  Descriptor,
}: Pick<ImageInfo | ImageInspectInfo, 'RepoDigests' | 'Descriptor'>): string[] {
  return Descriptor?.annotations?.['config.digest'] === undefined ? named(RepoDigests) : [];
}

/** containerd's store lists the digest by which an image was pulled among them. */
function tagsOf({ RepoTags }: Pick<ImageInfo | ImageInspectInfo, 'RepoTags'>): string[] {
  return named(RepoTags).filter((tag) => !tag.includes('@'));
}

export function imageDetails(raw: ImageInspectInfo): ImageDetails {
  const config = raw.Config;
  const exposed = Object.keys(config?.ExposedPorts ?? {});
  return {
    id: raw.Id,
    tags: tagsOf(raw),
    digests: digestsOf(raw),
    createdAt: Date.parse(raw.Created),
    platform: [raw.Os, raw.Architecture, (raw as { Variant?: string }).Variant].filter(Boolean).join('/'),
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
    size: raw.Size,
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

export interface ApiSearchResult {
  readonly name: string;
  readonly description?: string;
  readonly star_count?: number;
  readonly is_official?: boolean;
}

export function searchResult({ name, description, star_count, is_official }: ApiSearchResult): SearchResult {
  return { name, description: description ?? '', stars: star_count ?? 0, official: is_official ?? false };
}
