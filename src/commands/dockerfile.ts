// What a user can do with a Dockerfile: build it, run what it makes, push that.
import { basename, dirname } from 'node:path';
import type { BuildResult } from '../engine/build-api.ts';
import type { Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/errors.ts';
import { formatBytes, formatDuration } from '../quantities.ts';
import { buildOutput } from './build-output.ts';
import type { CommandContext, CommandTable } from './command.ts';
import { interruptedOrClosed } from './container-terminals.ts';
import { Cancelled, type DockerfileTarget, type TerminalScreen } from './host.ts';
import { imageIfThere } from './image-if-there.ts';
import { pushImage } from './push-image.ts';
import { imageNameOf } from './reference.ts';
import { runImage } from './run-image.ts';
import { bold, clearLine, dim, green, red, yellow } from './terminal-text.ts';

export const dockerfileCommands = {
  'longshore.dockerfile.build': async (context: CommandContext, target?: DockerfileTarget): Promise<void> => {
    const dockerfile = await chooseDockerfile(context, target, 'Build an Image');
    const { tag, result } = await build(context, dockerfile);
    if (result === undefined) return;
    context.host.inform(`Built ${tag}: ${formatBytes(result.size)}.`, [
      { title: 'Run', run: () => runImage(context, tag) },
      { title: 'Push', run: () => pushImage(context, tag) },
    ]);
  },

  'longshore.dockerfile.run': async (context: CommandContext, target?: DockerfileTarget): Promise<void> => {
    const dockerfile = await chooseDockerfile(context, target, 'Run the Image of a Dockerfile');
    await runImage(context, await builtImage(context, dockerfile));
  },

  'longshore.dockerfile.push': async (context: CommandContext, target?: DockerfileTarget): Promise<void> => {
    const dockerfile = await chooseDockerfile(context, target, 'Push the Image of a Dockerfile');
    await pushImage(context, await builtImage(context, dockerfile));
  },

  'longshore.dockerfile.repair': async ({ host }: CommandContext): Promise<void> => {
    if (!(await host.repairActiveDockerfile())) {
      throw new EngineError('invalid', 'Open the Dockerfile that is to be repaired, and try again.');
    }
  },
} satisfies CommandTable;

/** The one given, else the active editor's, else the workspace's only one, else the user's pick. */
async function chooseDockerfile(
  { host }: CommandContext,
  target: DockerfileTarget | undefined,
  title: string,
): Promise<DockerfileTarget> {
  if (target) return target;
  const active = host.activeDockerfile();
  if (active !== undefined) return { dockerfile: active };
  const found = await host.findDockerfiles();
  const [only] = found;
  if (only === undefined) {
    throw new EngineError(
      'build-input',
      'There is no Dockerfile in this workspace. Open a folder that has one, or write one: a file named Dockerfile.',
    );
  }
  if (found.length === 1) return { dockerfile: only };
  return host.pick(
    title,
    'Dockerfile',
    found.map((dockerfile) => ({
      label: `${basename(dirname(dockerfile))}/${basename(dockerfile)}`,
      description: dirname(dockerfile),
      icon: 'file',
      value: { dockerfile },
    })),
  );
}

/** The tag that a build of the target gets: its folder's name, and the stage if it is not the whole. */
export function tagOf({ dockerfile, stage }: DockerfileTarget): string {
  const name = imageNameOf(basename(dirname(dockerfile)));
  const file = basename(dockerfile);
  // Several Dockerfiles in one folder (Dockerfile.dev, api.Dockerfile) must not overwrite each other's image.
  const variant = file
    .replace(/^(?:Dockerfile|Containerfile)\.?/i, '')
    .replace(/\.?(?:dockerfile|containerfile)$/i, '');
  const full = variant === '' ? name : `${name}-${imageNameOf(variant)}`;
  return `${full}:${stage === undefined ? 'latest' : stage.toLowerCase().replace(/[^a-z0-9_.-]/g, '-')}`;
}

/** The tag of the target's image, built first if the engine does not have it. */
async function builtImage(context: CommandContext, target: DockerfileTarget): Promise<string> {
  const tag = tagOf(target);
  const engine = await context.inventory.engine();
  if (await imageIfThere(engine, tag)) return tag;
  const { result } = await build(context, target);
  if (result === undefined) throw new Cancelled();
  return tag;
}

/**
 * Builds in a terminal of ours; `result` is undefined if the user ended it. A failure is told in the terminal, where the
 * output stands, and thrown too, so that it is not missed where the terminal is hidden.
 */
async function build(
  context: CommandContext,
  target: DockerfileTarget,
): Promise<{ tag: string; result: BuildResult | undefined }> {
  const { host, inventory } = context;
  const tag = tagOf(target);
  await host.saveFile(target.dockerfile);
  const engine = await inventory.engine();
  return new Promise((resolve, reject) => {
    const started = host.runInTerminal({
      title: `build ${tag}`,
      icon: 'tools',
      key: `build ${target.dockerfile} ${target.stage ?? ''}`,
      async run(screen) {
        const cancel = interruptedOrClosed(screen);
        try {
          resolve({ tag, result: await buildOnScreen(engine, target, tag, screen, cancel) });
        } catch (error) {
          if (cancel.aborted) {
            screen.write(yellow('\r\nCanceled. Nothing was tagged; the steps that were done stay in the cache.'));
            resolve({ tag, result: undefined });
          } else {
            screen.write(`\r\n${red(error instanceof Error ? error.message.replaceAll('\n', '\r\n') : String(error))}`);
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
  target: DockerfileTarget,
  tag: string,
  screen: TerminalScreen,
  cancel: AbortSignal,
): Promise<BuildResult> {
  const contextFolder = dirname(target.dockerfile);
  const started = Date.now();
  screen.write(
    `${bold(`Building ${tag}`)}${dim(` from ${target.dockerfile}${target.stage === undefined ? '' : `, to stage ${target.stage}`}. Ctrl+C cancels.`)}\r\n\r\n`,
  );
  const output = buildOutput();
  const show = (lines: readonly string[]) => {
    const added = lines.map((line) => `${line}\r\n`).join('');
    screen.write(`${clearLine}${added}${output.status(screen.size()?.columns ?? 80, Date.now())}`);
  };
  // Seconds grow while a silent step runs.
  const clock = setInterval(() => show([]), 1000);
  let result: BuildResult;
  try {
    result = await engine.build(
      { contextFolder, dockerfile: target.dockerfile, tags: [tag], target: target.stage },
      (progress) => show(output.lines(progress)),
      cancel,
    );
  } finally {
    clearInterval(clock);
    screen.write(clearLine);
  }
  screen.write(
    `\r\n${green('✓')} ${bold(tag)}  ${formatBytes(result.size)}  ${dim(`in ${formatDuration(Date.now() - started)}`)}`,
  );
  return result;
}
