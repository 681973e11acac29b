// What a user can do with a Dockerfile: build it, run what it makes, push that.
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import type { CommandContext, CommandTable } from '../host/command.ts';
import { Cancelled, type DockerfileTarget } from '../host/host.ts';
import { pushImage } from '../images/push.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { runImage } from '../running/run-image.ts';
import { replaceRun } from './build-and-run.ts';
import { buildAndTell, buildImage } from './build-image.ts';
import { chooseDockerfile } from './choose-dockerfile.ts';
import { profileFor, tagsOf } from './profiles.ts';

export const dockerfileCommands = {
  'longshore.dockerfile.build': async (context: CommandContext, target?: DockerfileTarget): Promise<void> => {
    await buildAndTell(context, await chooseDockerfile(context, target, l10n.t('Build an Image')));
  },

  'longshore.dockerfile.buildAndRun': async (context: CommandContext, target?: DockerfileTarget): Promise<void> => {
    const dockerfile = await chooseDockerfile(context, target, l10n.t('Build an Image and Run It'));
    const { tag, result } = await buildImage(context, dockerfile);
    if (result !== undefined) await replaceRun(context, tag);
  },

  'longshore.dockerfile.run': async (context: CommandContext, target?: DockerfileTarget): Promise<void> => {
    const dockerfile = await chooseDockerfile(context, target, l10n.t('Run the Image of a Dockerfile'));
    await runImage(context, await builtImage(context, dockerfile));
  },

  'longshore.dockerfile.push': async (context: CommandContext, target?: DockerfileTarget): Promise<void> => {
    const dockerfile = await chooseDockerfile(context, target, l10n.t('Push the Image of a Dockerfile'));
    const image = await builtImage(context, dockerfile);
    await pushImage(context, image, await context.host.savedText(dockerfile.dockerfile));
  },

  'longshore.dockerfile.repair': async ({ host }: CommandContext): Promise<void> => {
    if (!(await host.repairActiveDockerfile())) {
      throw new EngineError('invalid', l10n.t('Open the Dockerfile that is to be repaired, and try again.'));
    }
  },
} satisfies CommandTable;

/** The tag of the target's image, built first if the engine does not have it. */
async function builtImage(context: CommandContext, target: DockerfileTarget): Promise<string> {
  const [tag = ''] = tagsOf(target, profileFor(context.host, target.dockerfile));
  const engine = await context.inventory.engine();
  if (await imageIfThere(engine, tag)) return tag;
  const { result } = await buildImage(context, target);
  if (result === undefined) throw new Cancelled();
  return tag;
}
