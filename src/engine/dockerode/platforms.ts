// Platforms as the API writes them, and for which of them an image is here.
// Source: github.com/moby/moby, api/types/image/manifest.go.

export interface ApiPlatform {
  readonly os?: string | undefined;
  readonly architecture?: string | undefined;
  readonly variant?: string | undefined;
}

/** One of the manifests that an inspection tells with `manifests=1`, from API 1.48 on and of containerd's store alone. */
export interface ApiManifest {
  readonly Available?: boolean;
  /** Attestations have a platform, too, but are no image. */
  readonly Kind?: string;
  readonly Size?: { readonly Total?: number };
  readonly ImageData?: { readonly Platform?: ApiPlatform } | null;
}

/** `linux/arm/v7`; '' where the engine does not say. */
export function platformName({ os, architecture, variant }: ApiPlatform = {}): string {
  return [os, architecture, variant].filter(Boolean).join('/');
}

/** In the image's own order, each once. */
export function apiPlatformsHere(manifests: readonly ApiManifest[]): ApiPlatform[] {
  const here = new Map<string, ApiPlatform>();
  for (const { Available, Kind, ImageData } of manifests) {
    const platform = ImageData?.Platform;
    if (Available && Kind === 'image' && platform && platformName(platform) !== '')
      here.set(platformName(platform), platform);
  }
  return [...here.values()];
}

export function platformsHere(manifests: readonly ApiManifest[]): string[] {
  return apiPlatformsHere(manifests).map(platformName);
}
