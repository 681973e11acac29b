// Is there a newer one? Asked by a person.

import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import { ownDigests } from '../../registry/newer-check.ts';
import { localImages } from '../../registry/newer-watch.ts';
import type { Freshness, LocalImage } from '../../registry/registry-api.ts';
import { isKnownFailure, type Offer, UserError } from '../../user-error.ts';
import type { ObjectIds } from '../host/command.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { chooseImages } from '../objects/choose.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { registryName } from '../text/registry-name.ts';
import { comparableImage, newerSentence, newerSentences } from './newer-words.ts';
import { pullImage } from './pull.ts';

/** Asks the registries now, whoever they are. */
export async function checkNewer(services: EngineServices, ids?: ObjectIds): Promise<void> {
  const { host, engine, registries } = services;
  const wanted = await wantedImages(services, ids);
  const failures: string[] = [];
  const found = await host.progress(l10n.t('Checking for newer images'), async (report, signal) => {
    const answers: { readonly image: LocalImage; readonly freshness: Freshness }[] = [];
    for (const [index, image] of wanted.entries()) {
      report({ message: image.reference, fraction: index / wanted.length });
      const here = await imageIfThere(engine, image.reference);
      const platform = image.platform ?? here?.platform;
      // A list knows less of where an image is from.
      const parsed = parseImageReference(image.reference);
      const isMadeHere = image.inDoubt && here && parsed && ownDigests(parsed, here.digests).length === 0;
      const inDoubt = image.inDoubt && (here?.inDoubt ?? true);
      try {
        const asked = { ...image, digests: isMadeHere ? [] : image.digests, inDoubt, platform };
        const freshness = await registries.newer.check(asked, { asked: true, withAge: true }, signal);
        answers.push({ image, freshness });
      } catch (caught) {
        const error = inDoubt && isKnownFailure(caught, 'image-not-found') ? perhapsNeverThere(image, caught) : caught;
        // Of several, one that fails is told with what is known of the others.
        if (wanted.length === 1 || signal.aborted || !isKnownFailure(error)) throw error;
        failures.push(newerSentences.notChecked(image.reference, error.message));
      }
    }
    return answers;
  });
  const newer = found.filter(({ freshness }) => freshness.kind === 'newer');
  const [first] = found;
  const tell = (sentences: readonly string[], buttons: readonly Offer[] = []) =>
    host.inform([...sentences, ...failures].join(' '), buttons);
  if (newer.length > 0) {
    tell(
      newer.flatMap(({ image, freshness }) => newerSentence(image.reference, freshness) ?? []),
      offers(services, newer),
    );
  } else if (found.length === 1 && first) tell([oldWords(first.image, first.freshness)]);
  else if (found.length === 0) tell([]);
  else tell([newerSentences.noneFound(found.length)]);
}

async function wantedImages(services: EngineServices, ids: ObjectIds | undefined): Promise<readonly LocalImage[]> {
  // Asked of the engine: a list may be a moment behind what was just pulled.
  const images = ids ? await services.engine.images.list() : [];
  const pinned = (ids ?? []).flatMap((id) => {
    const reference = id.includes('@') && !id.startsWith('sha256:') ? parseImageReference(id) : undefined;
    return (reference && comparableImage(reference, images)) ?? [];
  });
  if (pinned.length > 0) return pinned;
  const chosen = await chooseImages(services, ids, l10n.t('Check for a Newer Image'));
  const local = localImages(chosen);
  const named = local.filter(({ reference }) => ids?.includes(reference));
  if (local.length === 0)
    throw new UserError('invalid', l10n.t('That image has no name, so it cannot be looked up in a registry.'));
  return named.length > 0 ? named : local;
}

function perhapsNeverThere({ reference }: LocalImage, error: Pick<UserError, 'kind' | 'message'>): UserError {
  const words = [
    error.message,
    l10n.t('It is not known whether {0} came from a registry. It may have been built on this engine.', reference),
  ].join(' ');
  return new UserError(error.kind, words, { cause: error });
}

function oldWords({ reference }: LocalImage, { kind }: Freshness): string {
  const registry = registryName(parseImageReference(reference)?.registry ?? '');
  return kind === 'not-comparable'
    ? newerSentences.notComparable(reference)
    : newerSentences.upToDate(reference, registry);
}

function offers(
  services: EngineServices,
  newer: readonly { readonly image: LocalImage; readonly freshness: Freshness }[],
): Offer[] {
  const digests = newer.flatMap(({ image: { reference }, freshness }) =>
    freshness.kind === 'newer' ? [`${reference}@${freshness.digest}`] : [],
  );
  return [
    {
      title: l10n.t('Pull'),
      run: async () => {
        for (const { image } of newer) await pullImage(services, image.reference);
      },
    },
    {
      title: newer.length === 1 ? l10n.t('Copy Digest') : l10n.t('Copy Digests'),
      run: () => services.host.copy(digests.join('\n')),
    },
  ];
}
