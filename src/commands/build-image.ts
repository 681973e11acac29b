// Builds in a terminal of ours, and keeps the history of it: what the lines of the Dockerfile and the list of builds show.
import type { BuildProfile } from '../builds/profile.ts';
import { buildRequestOf } from '../builds/profile.ts';
import type { BuildRecord } from '../builds/record.ts';
import type { BuildRequest, BuildResult } from '../engine/build-api.ts';
import type { Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/errors.ts';
import { realClock } from '../engine/follow.ts';
import { formatBytes, formatDuration } from '../quantities.ts';
import { agreeToContext } from './build-context.ts';
import { buildOutput } from './build-output.ts';
import { completed, profileFor, rememberable, tagsOf, toTarget } from './build-profiles.ts';
import type { CommandContext } from './command.ts';
import { interruptedOrClosed } from './container-terminals.ts';
import type { DockerfileTarget, Offer, TerminalScreen } from './host.ts';
import { imageIfThere } from './image-if-there.ts';
import { pacedOutput } from './paced-output.ts';
import { pushImage } from './push-image.ts';
import { runImage } from './run-image.ts';
import { bold, clearLine, dim, green, red, yellow } from './terminal-text.ts';

export interface BuiltImage {
  /** The first name of the image. */
  readonly tag: string;
  /** undefined: the user ended the build. */
  readonly result: BuildResult | undefined;
  readonly before: BuildRecord['before'];
}

/** Builds, and says what became of it. */
export async function buildAndTell(
  context: CommandContext,
  target: DockerfileTarget,
  profile?: BuildProfile,
): Promise<void> {
  const { tag, result, before } = await buildImage(context, target, profile);
  if (result === undefined) return;
  const run: Offer = { title: 'Run', run: () => runImage(context, tag) };
  const push: Offer = { title: 'Push', run: () => pushImage(context, tag) };
  const stale = await staleImage(context, before, result);
  context.host.inform(`Built ${tag}: ${formatBytes(result.size)}${difference(before, result)}.`, [
    run,
    push,
    ...(stale ? [stale] : []),
  ]);
}

function difference(before: BuildRecord['before'], { imageId, size }: BuildResult): string {
  if (before === undefined) return '';
  if (before.imageId === imageId) return ', the same image as before';
  const grown = size - before.size;
  return `, ${grown === 0 ? 'as large as before' : `${formatBytes(Math.abs(grown))} ${grown > 0 ? 'more' : 'less'} than before`}`;
}

/** The image that lost its name to this one, if nothing else needs it. */
async function staleImage(
  { inventory }: CommandContext,
  before: BuildRecord['before'],
  { imageId }: BuildResult,
): Promise<Offer | undefined> {
  if (before === undefined || before.imageId === imageId) return undefined;
  const engine = await inventory.engine();
  const old = await imageIfThere(engine, before.imageId);
  if (!old || old.tags.length > 0) return undefined;
  const containers = await engine.containers.list();
  if (containers.some((container) => container.imageId === before.imageId)) return undefined;
  return {
    title: 'Remove the Old Image',
    run: async () => void (await engine.images.remove(before.imageId)),
  };
}

/**
 * Builds in a terminal; `chosen` undefined: as this Dockerfile is built from now on. A failure is told in the terminal, where the output stands, and thrown too, so that it is not
 * missed where the terminal is hidden.
 */
export async function buildImage(
  context: CommandContext,
  target: DockerfileTarget,
  chosen?: BuildProfile,
): Promise<BuiltImage> {
  const { host, inventory, builds } = context;
  const { dockerfile } = target;
  const basis = chosen ?? (await completed(host, profileFor(host, dockerfile)));
  const profile: BuildProfile = toTarget(basis, target);
  const tags = tagsOf(target, basis);
  const tag = String(tags[0]);
  const text = await host.savedText(dockerfile);
  const engine = await inventory.engine();
  const old = await imageIfThere(engine, tag);
  const before = old && { imageId: old.id, size: old.size };
  const request = buildRequestOf(profile, dockerfile, tags);
  await agreeToContext(host, request.contextFolder, dockerfile);
  return new Promise((resolve, reject) => {
    const started = host.runInTerminal({
      title: `build ${tag}`,
      icon: 'tools',
      key: `build ${dockerfile} ${profile.target ?? ''}`,
      async run(screen) {
        const cancelling = new AbortController();
        const cancel = AbortSignal.any([interruptedOrClosed(screen), cancelling.signal]);
        const build = builds.start({
          dockerfile,
          text,
          profile: rememberable(profile),
          tags,
          before,
          cancel: () => cancelling.abort(),
        });
        try {
          const result = await buildOnScreen(engine, request, screen, cancel, (progress) => build.take(progress));
          build.end('built', { result });
          resolve({ tag, result, before });
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          if (cancel.aborted) {
            build.end('canceled', {});
            screen.write(yellow('\r\nCanceled. Nothing was tagged; the steps that were done stay in the cache.'));
            resolve({ tag, result: undefined, before });
          } else {
            build.end('failed', { error: message });
            screen.write(`\r\n${red(message.replaceAll('\n', '\r\n'))}`);
            reject(error);
          }
        }
      },
    });
    if (!started)
      reject(
        new EngineError(
          'conflict',
          `${tag} is being built already. Wait for it, or cancel it with Ctrl+C in its terminal.`,
        ),
      );
  });
}

async function buildOnScreen(
  engine: Engine,
  request: BuildRequest,
  screen: TerminalScreen,
  cancel: AbortSignal,
  onProgress: Parameters<Engine['build']>[1],
): Promise<BuildResult> {
  const started = Date.now();
  const [tag = ''] = request.tags;
  const stage = request.target === undefined ? '' : `, to stage ${request.target}`;
  screen.write(`${bold(`Building ${tag}`)}${dim(` from ${request.dockerfile}${stage}. Ctrl+C cancels.`)}\r\n\r\n`);
  const output = buildOutput();
  const status = () => output.status(screen.size()?.columns ?? 80, Date.now());
  // A step may write faster than a terminal can draw.
  const paced = pacedOutput((text) => screen.write(`${clearLine}${text}${status()}`), realClock);
  // Seconds grow while a silent step runs.
  const clock = setInterval(() => screen.write(`${clearLine}${status()}`), 1000);
  let result: BuildResult;
  try {
    result = await engine.build(
      request,
      (progress) => {
        onProgress(progress);
        for (const line of output.lines(progress)) paced.write(`${line}\n`);
      },
      cancel,
    );
  } finally {
    clearInterval(clock);
    paced.end();
    screen.write(clearLine);
  }
  screen.write(
    `\r\n${green('✓')} ${bold(tag)}  ${formatBytes(result.size)}  ${dim(`in ${formatDuration(Date.now() - started)}`)}`,
  );
  return result;
}
