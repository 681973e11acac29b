// What is known of an image and its registry, in words.

import * as l10n from '@vscode/l10n';
import type { Image } from '../../engine/image-api.ts';
import { formatImageReference, type ImageReference, withDefaultTag } from '../../image-reference.ts';
import { formatSpan } from '../../quantities.ts';
import { localImages } from '../../registry/newer-watch.ts';
import type { Freshness, LocalImage } from '../../registry/registry-api.ts';

/**
 * What a reference in a Dockerfile or a command means, to be compared with its registry: the engine's image of that name,
 * or what it is pinned to. undefined: neither is known, or it has no tag that could move on.
 */
export function comparableImage(reference: ImageReference, images: readonly Image[]): LocalImage | undefined {
  const local = localImages(images);
  const { digest, ...unpinned } = reference;
  if (digest === undefined) {
    const name = formatImageReference(withDefaultTag(reference));
    return local.find((image) => image.reference === name);
  }
  if (reference.tag === undefined) return undefined;
  const pinned = formatImageReference({ ...reference, tag: undefined });
  const createdAt = local.find(({ digests }) => digests.includes(pinned))?.createdAt;
  // 0: made at a time that nobody here knows.
  return {
    reference: formatImageReference({ ...unpinned, digest: undefined }),
    digests: [pinned],
    createdAt: createdAt ?? 0,
  };
}

/** What is said of images that were compared with their registries. */
export const newerSentences = {
  upToDate: (reference: string, registry: string) => l10n.t('{0} is up to date with {1}.', reference, registry),
  notComparable: (reference: string) =>
    l10n.t(
      '{0} was built here or loaded from a file, so there is no image in a registry to compare it with.',
      reference,
    ),
  available: (reference: string) => l10n.t('A newer {0} is available.', reference),
  availableInRow: (reference: string) => l10n.t('a newer {0} is available', reference),
  behind: (reference: string, span: string) => l10n.t('{0} is {1} behind.', reference, span),
  noneFound: (checked: number) => l10n.t('No newer images found. Checked {0}.', checked),
  notChecked: (reference: string, why: string) => l10n.t('Could not check {0}: {1}', reference, why),
};

/** `node:22-slim is 5 weeks behind`; undefined: it is not, as far as is known. */
export function newerWords(reference: string, freshness: Freshness | undefined): string | undefined {
  if (freshness?.kind !== 'newer') return undefined;
  const behind = timeBehind(freshness);
  return behind === undefined
    ? newerSentences.availableInRow(reference)
    : l10n.t('{0} is {1} behind', reference, behind);
}

export function newerSentence(reference: string, freshness: Freshness): string | undefined {
  if (freshness.kind !== 'newer') return undefined;
  const behind = timeBehind(freshness);
  return behind === undefined ? newerSentences.available(reference) : newerSentences.behind(reference, behind);
}

/** `5 weeks` */
function timeBehind({ createdAt, localCreatedAt }: Freshness & { kind: 'newer' }): string | undefined {
  const isTold = createdAt !== undefined && localCreatedAt > 0 && createdAt - localCreatedAt >= 60_000;
  return isTold ? formatSpan(createdAt - localCreatedAt) : undefined;
}
