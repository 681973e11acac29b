// Builds in a terminal of ours, and tells what became of it.
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import type { BuildRecord } from '../../builds/record.ts';
import type { BuildResult } from '../../engine/build-api.ts';
import { formatBytes } from '../../quantities.ts';
import { type Offer, UserError } from '../../user-error.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { pushImage } from '../images/push.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { runImage } from '../running/run-image.ts';
import { agreeToContext } from './build-context.ts';
import { prepareBuild, runBuild } from './program.ts';

export interface BuiltImage {
  /** The first name of the image. */
  readonly tag: string;
  /** undefined: the user ended the build. */
  readonly result: BuildResult | undefined;
  readonly before: BuildRecord['before'];
}

/** Builds, and says what became of it. */
export async function buildAndTell(
  services: EngineServices,
  target: DockerfileTarget,
  profile?: BuildProfile,
): Promise<void> {
  const { tag, result, before } = await buildImage(services, target, profile);
  if (result === undefined) return;
  // One that came from the cache is as old as its steps, and stands far below.
  services.host.reveal('longshore.images', result.imageId);
  const run: Offer = { title: l10n.t('Run'), run: () => runImage(services, tag) };
  const push: Offer = { title: l10n.t('Push'), run: () => pushImage(services, tag) };
  const stale = await staleImage(services, before, result);
  services.host.inform(builtWords(tag, before, result), [run, push, ...(stale ? [stale] : [])]);
}

/** What is said of an image that was built, beside the one of the build before. `now`, `difference`: sizes. */
export const builtSentences = {
  first: (tag: string, now: string) => l10n.t('Built {0}: {1}.', tag, now),
  same: (tag: string, now: string) => l10n.t('Built {0}: {1}, the same image as before.', tag, now),
  asLarge: (tag: string, now: string) => l10n.t('Built {0}: {1}, the same size as before.', tag, now),
  larger: (tag: string, now: string, difference: string) =>
    l10n.t('Built {0}: {1}, {2} larger than before.', tag, now, difference),
  smaller: (tag: string, now: string, difference: string) =>
    l10n.t('Built {0}: {1}, {2} smaller than before.', tag, now, difference),
};

function builtWords(tag: string, before: BuildRecord['before'], { imageId, size }: BuildResult): string {
  const now = formatBytes(size);
  if (before === undefined) return builtSentences.first(tag, now);
  if (before.imageId === imageId) return builtSentences.same(tag, now);
  const difference = formatBytes(Math.abs(size - before.size));
  if (size === before.size) return builtSentences.asLarge(tag, now);
  return size > before.size
    ? builtSentences.larger(tag, now, difference)
    : builtSentences.smaller(tag, now, difference);
}

/** The image that lost its name to this one, if nothing else needs it. */
async function staleImage(
  { engine }: EngineServices,
  before: BuildRecord['before'],
  { imageId }: BuildResult,
): Promise<Offer | undefined> {
  if (before === undefined || before.imageId === imageId) return undefined;
  const old = await imageIfThere(engine, before.imageId);
  if (!old || old.tags.length > 0) return undefined;
  const containers = await engine.containers.list();
  if (containers.some((container) => container.imageId === before.imageId)) return undefined;
  return {
    title: l10n.t('Remove Old Image'),
    run: async () => void (await engine.images.remove(before.imageId)),
  };
}

/**
 * Builds in a terminal; `chosen` undefined: as this Dockerfile is built from now on. A failure is thrown as well as told
 * in the terminal, so that it is not missed where that is hidden.
 */
export async function buildImage(
  services: EngineServices,
  target: DockerfileTarget,
  chosen?: BuildProfile,
): Promise<BuiltImage> {
  const { host } = services;
  const { dockerfile } = target;
  const prepared = await prepareBuild(services, target, chosen, (folder) => agreeToContext(host, folder, dockerfile));
  const { tag, before, profile } = prepared;
  return new Promise((resolve, reject) => {
    const started = host.runInTerminal({
      title: l10n.t('build {0}', tag),
      icon: 'tools',
      key: `build ${dockerfile} ${profile.target ?? ''}`,
      startsAtOnce: true,
      run: (screen) => runBuild(services, prepared, screen).then((result) => resolve({ tag, result, before }), reject),
    });
    if (!started)
      reject(
        new UserError(
          'conflict',
          l10n.t(
            '{0} is already being built. Wait for it to finish, or press Ctrl+C in its terminal to cancel it.',
            tag,
          ),
        ),
      );
  });
}
