// From the API's image JSON to our models. Pure; tolerant: an untagged image is `<none>:<none>`, an empty list or null,
// depending on the engine.
import type { ImageInfo, ImageInspectInfo } from 'dockerode';
import type { Image, ImageDetails } from '../image-api.ts';
import { protocolOf } from './container-models.ts';

export function imageOf(info: ImageInfo): Image {
  return {
    id: info.Id,
    tags: named(info.RepoTags),
    digests: named(info.RepoDigests),
    size: info.Size,
    createdAt: info.Created * 1000,
    labels: info.Labels ?? {},
  };
}

function named(references: readonly string[] | null | undefined): string[] {
  return (references ?? []).filter((reference) => !reference.startsWith('<none>'));
}

export function imageDetails(raw: ImageInspectInfo): ImageDetails {
  const exposed = Object.keys(raw.Config?.ExposedPorts ?? {});
  return {
    id: raw.Id,
    tags: named(raw.RepoTags),
    size: raw.Size,
    exposedPorts: exposed.flatMap((key) => {
      const [port, protocol] = key.split('/');
      return /^\d+$/.test(port ?? '') ? [{ port: Number(port), protocol: protocolOf(protocol) }] : [];
    }),
    raw,
  };
}
