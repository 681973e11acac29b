// Pulls, and says what that changed.
import type { Engine } from '../../engine/engine.ts';
import type { Image, ImageDetails } from '../../engine/image-api.ts';
import { parseImageReference } from '../../image-reference.ts';
import { account } from '../accounts/account.ts';
import type { EngineContext } from '../host/on-engine.ts';
import { transferSummary } from '../host/transfer-progress.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { runImage } from '../running/run-image.ts';
import { count } from '../text/count-and-list.ts';
import { withTag, wrongReference } from '../text/image-names.ts';
import { shortId } from '../text/object-names.ts';

export interface PullOptions {
  /** `linux/arm64`; undefined: the engine's own. */
  readonly platform?: string;
  readonly allTags?: boolean;
}

export async function askForReference({ host }: EngineContext, title: string): Promise<string> {
  const answer = await host.ask({
    title,
    prompt: 'The image to pull from its registry. Without a tag: latest.',
    placeholder: 'nginx:1.29, or ghcr.io/owner/name:tag',
    validate: wrongReference,
  });
  return answer.trim();
}

/** `typed`: as the user wrote it; a tag that is missing becomes `latest`, and the message says so. */
export async function pullImage(context: EngineContext, typed: string, options: PullOptions = {}): Promise<void> {
  const { host, engine } = context;
  if (options.allTags) {
    const before = await engine.images.list();
    await pull(context, engine, typed, `Pulling ${typed} with all tags`, options);
    host.inform(await newTags(engine, typed, before));
    return;
  }
  const reference = withTag(typed);
  const old = await imageIfThere(engine, reference);
  const platform = options.platform === undefined ? '' : ` for ${options.platform}`;
  await pull(context, engine, reference, `Pulling ${reference}${platform}`, options);
  const assumed = hasVersion(typed) ? '' : ' No tag was given, so latest was meant.';
  host.inform(`${await whatChanged(engine, reference, old, options)}${assumed}`, [
    { title: 'Run', run: () => runImage(context, reference) },
  ]);
}

function pull(context: EngineContext, engine: Engine, reference: string, title: string, options: PullOptions) {
  return context.host.progress(title, (report, signal) => {
    const summary = transferSummary();
    return engine.images.pull(reference, (progress) => report(summary(progress)), signal, {
      ...options,
      ...account(context),
    });
  });
}

async function whatChanged(
  engine: Engine,
  reference: string,
  old: ImageDetails | undefined,
  { platform }: PullOptions,
): Promise<string> {
  const image = await engine.images.inspect(reference);
  // Older engines take an image that is there for one platform only, whichever was asked for.
  if (platform !== undefined && !image.platforms.some((each) => isSamePlatform(platform, each))) {
    return `${reference} is here, but for ${image.platform}: the registry does not have it for ${platform}.`;
  }
  if (old === undefined) return `${reference}${platform === undefined ? '' : ` for ${platform}`} is here.`;
  if (old.id === image.id) {
    // containerd's store keeps the platforms of an image side by side.
    const added = image.platforms.filter((each) => !old.platforms.includes(each));
    return added.length === 0
      ? `${reference} is already up to date.`
      : `${reference} for ${added.join(', ')} is here, beside ${old.platforms.join(', ')}.`;
  }
  const change =
    old.platform === image.platform
      ? `${reference} is newer now.`
      : `${reference} is for ${image.platform} now; it was for ${old.platform}.`;
  const left = (await engine.images.list()).find(({ id }) => id === old.id);
  if (left === undefined) return change;
  const goesOn = left.tags.length > 0 ? `goes on as ${left.tags.join(', ')}.` : 'has no name any more: it is dangling.';
  return `${change} The old image ${shortId(old.id)} ${goesOn}`;
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
  return changed.length === 0
    ? `All tags of ${name} were up to date already.`
    : `${count(changed.length, 'tag')} of ${name} came or changed.`;
}

const commonPlatforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/386', 'linux/ppc64le', 'linux/s390x'];

/** Asks for what a plain pull does not. */
export async function pullWithOptions(context: EngineContext): Promise<void> {
  const { host } = context;
  const typed = await askForReference(context, 'Pull an Image with Options');
  const options = await host.pick<PullOptions>(`Pull ${typed}`, 'For which platform?', [
    { label: 'The Engine’s Own', icon: 'server', value: {} },
    ...commonPlatforms.map((platform) => ({ label: platform, icon: 'chip', value: { platform } })),
    // A tag and all tags at once contradict each other.
    ...(hasVersion(typed)
      ? []
      : [
          { label: 'All Tags', detail: 'Every tag of the repository: this may be very much', value: { allTags: true } },
        ]),
  ]);
  await pullImage(context, typed, options);
}
