// To which digests the FROM of a base image can be pinned.
import * as l10n from '@vscode/l10n';
import type { BaseReference } from '../../dockerfile/meaning/base-references.ts';
import type { Freshness, LocalImage } from '../../registry/registry-api.ts';

/** The digests that FROM could be pinned to. */
export function pins(
  { reference: { digest: pinned } }: BaseReference,
  { reference, digests }: LocalImage,
  freshness: Freshness | undefined,
): { readonly title: string; readonly digest: string }[] {
  const short = (digest: string) => `(${digest.slice(0, 19)})`;
  const newest = freshness?.kind === 'newer' ? freshness.digest : undefined;
  const toNewest = newest && {
    title: pinned
      ? l10n.t('Update the digest to the newest {0} {1}', reference, short(newest))
      : pinToNewest(reference, short(newest)),
    digest: newest,
  };
  const here = digests[0]?.replace(/^.*@/, '');
  const toThisOne = pinned === undefined &&
    here !== undefined && {
      title: pinToOneHere(reference, short(here)),
      digest: here,
    };
  return [toNewest, toThisOne].flatMap((pin) => pin || []);
}

export const pinToNewest = (reference: string, digest: string): string =>
  l10n.t('Pin {0} to the newest {1}', reference, digest);

export const pinToOneHere = (reference: string, digest: string): string =>
  l10n.t('Pin {0} to the one on this engine {1}', reference, digest);
