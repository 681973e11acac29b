// Pulls, and says what that changed.
import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { Image, ImageDetails } from '../../engine/image-api.ts';
import { parseImageReference } from '../../image-reference.ts';
import { account } from '../accounts/account.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { transferSummary } from '../host/transfer-progress.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { runImage } from '../running/run-image.ts';
import { withTag, wrongReference } from '../text/image-names.ts';
import { shortId } from '../text/object-names.ts';

/** What is said of a pull. */
export const pullSentences = {
  pulling: (reference: string, platform?: string) =>
    platform === undefined ? l10n.t('Pulling {0}', reference) : l10n.t('Pulling {0} for {1}', reference, platform),
  pullingAllTags: (name: string) => l10n.t('Pulling {0} with all tags', name),
  latestWasMeant: l10n.t('No tag was given, so latest was pulled.'),
  pulled: (reference: string, platform?: string) =>
    platform === undefined ? l10n.t('Pulled {0}.', reference) : l10n.t('Pulled {0} for {1}.', reference, platform),
  onlyFor: (reference: string, platform: string, wanted: string) =>
    l10n.t('Pulled {0} for {1}. The registry does not have it for {2}.', reference, platform, wanted),
  upToDate: (reference: string) => l10n.t('{0} is already up to date.', reference),
  onePlatformMore: (reference: string, added: readonly string[], before: readonly string[]) =>
    l10n.t('Pulled {0} for {1}. It was already here for {2}.', reference, added.join(', '), before.join(', ')),
  updated: (reference: string) => l10n.t('Updated {0}.', reference),
  otherPlatform: (reference: string, now: string, before: string) =>
    l10n.t('{0} is now for {1}. It was for {2}.', reference, now, before),
  oldStillTagged: (id: string, tags: readonly string[]) =>
    l10n.t('The old image {0} is still tagged {1}.', id, tags.join(', ')),
  oldDangles: (id: string) => l10n.t('The old image {0} is now dangling: it has no name.', id),
  newTags(name: string, count: number): string {
    if (count === 0) return l10n.t('All tags of {0} are already up to date.', name);
    return count === 1
      ? l10n.t('1 tag of {0} was added or updated.', name)
      : l10n.t('{0} tags of {1} were added or updated.', count, name);
  },
};

export interface PullOptions {
  /** `linux/arm64`; undefined: the engine's own. */
  readonly platform?: string;
  readonly allTags?: boolean;
}

export async function askForReference({ host }: EngineServices, title: string): Promise<string> {
  const answer = await host.ask({
    title,
    prompt: l10n.t('The image to pull from its registry. Without a tag, latest is used.'),
    placeholder: l10n.t('nginx:1.29 or ghcr.io/owner/name:tag'),
    validate: wrongReference,
  });
  return answer.trim();
}

/** `typed`: as the user wrote it; a tag that is missing becomes `latest`, and the message says so. */
export async function pullImage(services: EngineServices, typed: string, options: PullOptions = {}): Promise<void> {
  const { host, engine } = services;
  if (options.allTags) {
    const before = await engine.images.list();
    await pull(services, engine, typed, pullSentences.pullingAllTags(typed), options);
    host.inform(await newTags(engine, typed, before));
    return;
  }
  const reference = withTag(typed);
  const old = await imageIfThere(engine, reference);
  const title = pullSentences.pulling(reference, options.platform);
  await pull(services, engine, reference, title, options);
  const sentences = [
    ...(await whatChanged(engine, reference, old, options)),
    ...(hasVersion(typed) ? [] : [pullSentences.latestWasMeant]),
  ];
  host.inform(sentences.join(' '), [{ title: l10n.t('Run'), run: () => runImage(services, reference) }]);
}

function pull(services: EngineServices, engine: Engine, reference: string, title: string, options: PullOptions) {
  return services.host.progress(title, (report, signal) => {
    const summary = transferSummary();
    return engine.images.pull(reference, (progress) => report(summary(progress)), signal, {
      ...options,
      ...account(services),
    });
  });
}

async function whatChanged(
  engine: Engine,
  reference: string,
  old: ImageDetails | undefined,
  { platform }: PullOptions,
): Promise<string[]> {
  const image = await engine.images.inspect(reference);
  // Older engines take an image that is there for one platform only, whichever was asked for.
  if (platform !== undefined && !image.platforms.some((each) => isSamePlatform(platform, each))) {
    return [pullSentences.onlyFor(reference, image.platform, platform)];
  }
  if (old === undefined) {
    return [pullSentences.pulled(reference, platform)];
  }
  if (old.id === image.id) {
    // containerd's store keeps the platforms of an image side by side.
    const added = image.platforms.filter((each) => !old.platforms.includes(each));
    return [
      added.length === 0
        ? pullSentences.upToDate(reference)
        : pullSentences.onePlatformMore(reference, added, old.platforms),
    ];
  }
  const change =
    old.platform === image.platform
      ? pullSentences.updated(reference)
      : pullSentences.otherPlatform(reference, image.platform, old.platform);
  const left = (await engine.images.list()).find(({ id }) => id === old.id);
  if (left === undefined) return [change];
  return [
    change,
    left.tags.length > 0
      ? pullSentences.oldStillTagged(shortId(old.id), left.tags)
      : pullSentences.oldDangles(shortId(old.id)),
  ];
}

/** Whether a tag or digest says which image of the repository is meant. */
function hasVersion(typed: string): boolean {
  const reference = parseImageReference(typed);
  return reference?.tag !== undefined || reference?.digest !== undefined;
}

/** An engine may leave out the variant, or add one: `linux/arm64/v8` is `linux/arm64`. */
const isSamePlatform = (one: string, other: string) =>
  `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);

async function newTags(engine: Engine, name: string, before: readonly Image[]): Promise<string> {
  const known = new Map(before.flatMap(({ id, tags }) => tags.map((tag) => [tag, id] as const)));
  const changed = (await engine.images.list()).flatMap(({ id, tags }) => tags.filter((tag) => known.get(tag) !== id));
  return pullSentences.newTags(name, changed.length);
}

const commonPlatforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/386', 'linux/ppc64le', 'linux/s390x'];

/** Asks for what a plain pull does not. */
export async function pullWithOptions(services: EngineServices): Promise<void> {
  const { host } = services;
  const typed = await askForReference(services, l10n.t('Pull an Image with Options'));
  const options = await host.pick<PullOptions>(l10n.t('Pull {0}', typed), l10n.t('For which platform?'), [
    { label: l10n.t('Engine Default'), icon: 'server', value: {} },
    ...commonPlatforms.map((platform) => ({ label: platform, icon: 'chip', value: { platform } })),
    // A tag and all tags at once contradict each other.
    ...(hasVersion(typed)
      ? []
      : [
          {
            label: l10n.t('All Tags'),
            detail: l10n.t('Every tag of the repository. This can be a lot of data'),
            value: { allTags: true },
          },
        ]),
  ]);
  await pullImage(services, typed, options);
}
