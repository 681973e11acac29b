// One build on one screen: prepared, run, told to the history of builds. Whose screen it is, is others' business.
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import { buildRequestOf } from '../../builds/profile.ts';
import type { BuildRecord } from '../../builds/record.ts';
import { redactionOf, secretValues } from '../../builds/redaction.ts';
import { realClock } from '../../clock.ts';
import type { BuildProgress, BuildRequest, BuildResult } from '../../engine/build-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { isEngineError } from '../../errors.ts';
import { formatBytes, formatDuration } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';
import { account } from '../accounts/account.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import type { EngineServices } from '../host/on-engine.ts';
import type { TerminalScreen } from '../host/terminals.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { interruptedOrClosed } from '../terminals/container-terminals.ts';
import { pacedOutput } from '../terminals/paced-output.ts';
import { bold, clearLine, dim, green, red, yellow } from '../terminals/terminal-text.ts';
import { showBuildLog } from './log.ts';
import { buildOutput } from './output.ts';
import { completed, profileFor, rememberable, tagsOf, toTarget } from './profiles.ts';
import { failedStepOffer } from './shells.ts';

export interface PreparedBuild {
  readonly engine: Engine;
  readonly request: BuildRequest;
  readonly profile: BuildProfile;
  /** The first name of the image. */
  readonly tag: string;
  /** Of the Dockerfile. */
  readonly text: string;
  /** The image that has that name now. */
  readonly before: BuildRecord['before'];
}

/**
 * `chosen` undefined: as this Dockerfile is built from now on. `agree` rejects if its context folder shall not be sent, which is
 * looked at while the engine is asked.
 */
export async function prepareBuild(
  services: EngineServices,
  target: DockerfileTarget,
  chosen?: BuildProfile,
  agree: (contextFolder: string) => Promise<void> = async () => {},
): Promise<PreparedBuild> {
  const { host, engine, inventory } = services;
  const { dockerfile } = target;
  const basis = chosen ?? (await completed(host, profileFor(host, dockerfile)));
  const profile = toTarget(basis, target);
  const tags = tagsOf(target, basis);
  const tag = String(tags[0]);
  const request = { ...buildRequestOf(profile, dockerfile, tags), ...account(services) };
  const [text, old] = await Promise.all([
    host.savedText(dockerfile),
    imageIfThere(engine, tag),
    agree(request.contextFolder),
  ]);
  // As lists tell it, like that of the new one: engines with containerd's store count a single image without its files.
  const size = inventory.images.find(({ id }) => id === old?.id)?.size;
  const before = old && { imageId: old.id, size: size ?? old.size };
  return { engine, request, profile, tag, text, before };
}

/**
 * Until it is done; undefined: the user ended it. A failure is told on the screen, where the output stands, and thrown,
 * too.
 */
export async function runBuild(
  services: EngineServices,
  { engine, request, profile, text, before }: PreparedBuild,
  screen: TerminalScreen,
): Promise<BuildResult | undefined> {
  const { builds, buildRecorder, host } = services;
  const { dockerfile, tags } = request;
  const cancelling = new AbortController();
  const cancel = AbortSignal.any([interruptedOrClosed(screen), cancelling.signal]);
  const redaction = redactionOf(secretValues(request));
  const build = builds.start({
    engine: engine.id,
    dockerfile,
    text,
    profile: rememberable(profile),
    tags,
    before,
    cancel: () => cancelling.abort(),
    redaction,
  });
  const recorded = buildRecorder?.begin(engine, request, text);
  try {
    const result = await buildOnScreen(engine, request, screen, cancel, (progress) => {
      build.take(progress);
      recorded?.take(progress);
      return redaction.progress(progress);
    });
    build.end('built', { result });
    recorded?.end(result.way);
    // What each line adds: nobody waits for it, and without it the lines say one thing less.
    void engine.images.history(result.imageId).then(build.tellHistory, () => undefined);
    return result;
  } catch (failure) {
    const error = redaction.error(failure);
    const message = error instanceof Error ? error.message : String(error);
    recorded?.end(undefined);
    if (cancel.aborted) {
      build.end('canceled', {});
      screen.write(`\r\n${yellow(canceledWords)}`);
      return undefined;
    }
    build.end('failed', { error: message, place: isEngineError(error) ? error.place : undefined });
    const record = builds.records.find(({ id }) => id === build.id);
    screen.write(`\r\n${red(message.replaceAll('\n', '\r\n'))}`);
    if (!isEngineError(error)) throw error;
    throw new UserError(error.kind, error.message, {
      cause: error,
      offer: {
        title: l10n.t('Show Build Log'),
        async run() {
          if (record) await showBuildLog({ builds, host }, record);
        },
      },
      also: record && failedStepOffer(services, record),
    });
  }
}

async function buildOnScreen(
  engine: Engine,
  request: BuildRequest,
  screen: TerminalScreen,
  cancel: AbortSignal,
  shownOf: (progress: BuildProgress) => BuildProgress,
): Promise<BuildResult> {
  const started = Date.now();
  const [tag = ''] = request.tags;
  const { dockerfile, target } = request;
  const source = target === undefined ? dockerfile : l10n.t('{0}, up to stage {1}', dockerfile, target);
  screen.write(
    `${bold(l10n.t('Building {0}', tag))}\r\n${dim(source)}\r\n${dim(l10n.t('Press Ctrl+C to cancel.'))}\r\n\r\n`,
  );
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
        for (const line of output.lines(shownOf(progress))) paced.write(`${line}\n`);
      },
      cancel,
    );
  } finally {
    clearInterval(clock);
    paced.end();
    screen.write(clearLine);
  }
  screen.write(
    `\r\n${green('✓')} ${bold(tag)}  ${formatBytes(result.size)}  ${dim(l10n.t('in {0}', formatDuration(Date.now() - started)))}`,
  );
  return result;
}

export const canceledWords = l10n.t('Canceled. Nothing was tagged. Completed steps stay in the cache.');
