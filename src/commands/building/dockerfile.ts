// What a user can do with a Dockerfile: build it, run what it makes, push that.

import * as l10n from '@vscode/l10n';
import type { CommandContext } from '../host/command.ts';
import { Cancelled } from '../host/dialogs.ts';
import { aboutHere, calls } from '../host/docker-equivalent.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import { type EngineContext, onSameEngine, plainCommands } from '../host/on-engine.ts';
import { pushImage } from '../images/push.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { runImage } from '../running/run-image.ts';
import { replaceRun } from './build-and-run.ts';
import { buildAndTell, buildImage } from './build-image.ts';
import { chooseDockerfile } from './choose-dockerfile.ts';
import { lastEngine, profileFor, tagsOf } from './profiles.ts';
import { repairDockerfile } from './repair-dockerfile.ts';

/** Where the Dockerfile was built with options the last time, else on the chosen engine. */
const onItsEngine = (context: CommandContext, { dockerfile }: DockerfileTarget): Promise<EngineContext> =>
  onSameEngine(context, lastEngine(context.host, dockerfile));

export const dockerfileCommands = plainCommands(
  {
    'longshore.dockerfile.build': async (context: CommandContext, target?: DockerfileTarget): Promise<void> => {
      const chosen = await chooseDockerfile(context, target, l10n.t('Build an Image'));
      await buildAndTell(await onItsEngine(context, chosen), chosen);
    },

    'longshore.dockerfile.buildAndRun': async (context: CommandContext, target?: DockerfileTarget): Promise<void> => {
      const dockerfile = await chooseDockerfile(context, target, l10n.t('Build an Image and Run It'));
      const onIt = await onItsEngine(context, dockerfile);
      const { tag, result } = await buildImage(onIt, dockerfile);
      if (result !== undefined) await replaceRun(onIt, tag);
    },

    'longshore.dockerfile.run': async (context: CommandContext, target?: DockerfileTarget): Promise<void> => {
      const dockerfile = await chooseDockerfile(context, target, l10n.t('Run the Image of a Dockerfile'));
      const onIt = await onItsEngine(context, dockerfile);
      await runImage(onIt, await builtImage(onIt, dockerfile));
    },

    'longshore.dockerfile.push': async (context: CommandContext, target?: DockerfileTarget): Promise<void> => {
      const dockerfile = await chooseDockerfile(context, target, l10n.t('Push the Image of a Dockerfile'));
      const onIt = await onItsEngine(context, dockerfile);
      const image = await builtImage(onIt, dockerfile);
      await pushImage(onIt, image, await context.host.savedText(dockerfile.dockerfile));
    },

    'longshore.dockerfile.repair': async (context: CommandContext): Promise<void> => repairDockerfile(context),
  },
  {
    'longshore.dockerfile.build': calls('build'),
    'longshore.dockerfile.buildAndRun': calls('build', 'containers.create'),
    'longshore.dockerfile.run': calls('build', 'containers.create'),
    'longshore.dockerfile.push': calls('build', 'images.tag', 'images.push'),
    'longshore.dockerfile.repair': aboutHere,
  },
);

/** The tag of the target's image, built first if the engine does not have it. */
async function builtImage(context: EngineContext, target: DockerfileTarget): Promise<string> {
  const [tag = ''] = tagsOf(target, profileFor(context.host, target.dockerfile));
  const { engine } = context;
  if (await imageIfThere(engine, tag)) return tag;
  const { result } = await buildImage(context, target);
  if (result === undefined) throw new Cancelled();
  return tag;
}
