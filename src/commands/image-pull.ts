// Pulls, and says what that changed.
import type { Engine } from '../engine/engine.ts';
import type { Image } from '../engine/image-api.ts';
import { parseImageReference } from '../image-reference.ts';
import { shortId } from './choose.ts';
import type { CommandContext } from './command.ts';
import { withTag, wrongReference } from './reference.ts';
import { runImage } from './run-image.ts';
import { transferSummary } from './transfer.ts';
import { count } from './words.ts';

export interface PullOptions {
  /** `linux/arm64`; undefined: the engine's own. */
  readonly platform?: string;
  readonly allTags?: boolean;
}

export async function askForReference({ host }: CommandContext, title: string): Promise<string> {
  const answer = await host.ask({
    title,
    prompt: 'The image to pull from its registry. Without a tag: latest.',
    placeholder: 'nginx:1.29, or ghcr.io/owner/name:tag',
    validate: wrongReference,
  });
  return answer.trim();
}

/** `typed`: as the user wrote it; a tag that is missing becomes `latest`, and the message says so. */
export async function pullImage(context: CommandContext, typed: string, options: PullOptions = {}): Promise<void> {
  const { host, inventory } = context;
  const engine = await inventory.engine();
  const reference = options.allTags ? typed : withTag(typed);
  const before = await engine.images.list();
  await host.progress(`Pulling ${reference}${options.allTags ? ' with all tags' : ''}`, (report, signal) => {
    const summary = transferSummary();
    return engine.images.pull(reference, (progress) => report(summary(progress)), signal, options);
  });
  const said = options.allTags
    ? await newTags(engine, reference, before)
    : await whatChanged(engine, reference, before);
  const assumed = reference !== typed && !options.allTags ? ' No tag was given, so latest was meant.' : '';
  host.inform(`${said}${assumed}`, options.allTags ? [] : [{ title: 'Run', run: () => runImage(context, reference) }]);
}

async function whatChanged(engine: Engine, reference: string, before: readonly Image[]): Promise<string> {
  const { id } = await engine.images.inspect(reference);
  const old = before.find(({ tags }) => tags.includes(reference));
  if (old === undefined) return `${reference} is here.`;
  if (old.id === id) return `${reference} is already up to date.`;
  const now = (await engine.images.list()).find((image) => image.id === old.id);
  const fate =
    now === undefined
      ? ''
      : now.tags.length === 0
        ? ` The old image ${shortId(old.id)} has no name any more: it is dangling.`
        : ` The old image ${shortId(old.id)} goes on as ${now.tags.join(', ')}.`;
  return `${reference} is newer now.${fate}`;
}

async function newTags(engine: Engine, name: string, before: readonly Image[]): Promise<string> {
  const known = new Map(before.flatMap(({ id, tags }) => tags.map((tag) => [tag, id] as const)));
  const changed = (await engine.images.list()).flatMap(({ id, tags }) => tags.filter((tag) => known.get(tag) !== id));
  return changed.length === 0
    ? `All tags of ${name} were up to date already.`
    : `${count(changed.length, 'tag')} of ${name} came or changed.`;
}

const commonPlatforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/386', 'linux/ppc64le', 'linux/s390x'];

/** Asks for what a plain pull does not. */
export async function pullWithOptions(context: CommandContext): Promise<void> {
  const { host } = context;
  const typed = await askForReference(context, 'Pull an Image with Options');
  const parsed = parseImageReference(typed);
  const hasVersion = parsed?.tag !== undefined || parsed?.digest !== undefined;
  const options = await host.pick<PullOptions>(`Pull ${typed}`, 'For which platform?', [
    { label: 'The Engine’s Own', icon: 'server', value: {} },
    ...commonPlatforms.map((platform) => ({ label: platform, icon: 'chip', value: { platform } })),
    // A tag and all tags at once contradict each other.
    ...(hasVersion
      ? []
      : [
          { label: 'All Tags', detail: 'Every tag of the repository: this may be very much', value: { allTags: true } },
        ]),
  ]);
  await pullImage(context, typed, options);
}
