// What a user can do with a Dockerfile: build it, run what it makes, push that.

import * as l10n from '@vscode/l10n';
import type { CommandServices } from '../host/command.ts';
import { Cancelled } from '../host/dialogs.ts';
import { aboutHere, calls } from '../host/docker-equivalent.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import { type EngineServices, onSameEngine, plainCommands } from '../host/on-engine.ts';
import { pushImage } from '../images/push.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { runImage } from '../running/run-image.ts';
import { replaceRun } from './build-and-run.ts';
import { buildAndTell, buildImage } from './build-image.ts';
import { chooseDockerfile } from './choose-dockerfile.ts';
import { lastEngine, profileFor, tagsOf } from './profiles.ts';
import { repairDockerfile } from './repair-dockerfile.ts';

/** Where the Dockerfile was built with options the last time, else on the chosen engine. */
const onItsEngine = (services: CommandServices, { dockerfile }: DockerfileTarget): Promise<EngineServices> =>
  onSameEngine(services, lastEngine(services.host, dockerfile));

export const dockerfileCommands = plainCommands(
  {
    'longshore.dockerfile.build': async (services: CommandServices, target?: DockerfileTarget): Promise<void> => {
      const chosen = await chooseDockerfile(services, target, l10n.t('Build an Image'));
      await buildAndTell(await onItsEngine(services, chosen), chosen);
    },

    'longshore.dockerfile.buildAndRun': async (services: CommandServices, target?: DockerfileTarget): Promise<void> => {
      const dockerfile = await chooseDockerfile(services, target, l10n.t('Build an Image and Run It'));
      const onIt = await onItsEngine(services, dockerfile);
      const { tag, result } = await buildImage(onIt, dockerfile);
      if (result !== undefined) await replaceRun(onIt, tag);
    },

    'longshore.dockerfile.run': async (services: CommandServices, target?: DockerfileTarget): Promise<void> => {
      const dockerfile = await chooseDockerfile(services, target, l10n.t('Run the Image of a Dockerfile'));
      const onIt = await onItsEngine(services, dockerfile);
      await runImage(onIt, await builtImage(onIt, dockerfile));
    },

    'longshore.dockerfile.push': async (services: CommandServices, target?: DockerfileTarget): Promise<void> => {
      const dockerfile = await chooseDockerfile(services, target, l10n.t('Push the Image of a Dockerfile'));
      const onIt = await onItsEngine(services, dockerfile);
      const image = await builtImage(onIt, dockerfile);
      await pushImage(onIt, image, await services.host.savedText(dockerfile.dockerfile));
    },

    'longshore.dockerfile.repair': async (services: CommandServices): Promise<void> => repairDockerfile(services),
  },
  {
    'longshore.dockerfile.build': { title: l10n.t('Build Image from Dockerfile'), docker: calls('build') },
    'longshore.dockerfile.buildAndRun': {
      title: l10n.t('Build Image from Dockerfile and Run It'),
      docker: calls('build', 'containers.create'),
    },
    'longshore.dockerfile.run': {
      title: l10n.t('Run Image of Dockerfile'),
      docker: calls('build', 'containers.create'),
    },
    'longshore.dockerfile.push': {
      title: l10n.t('Push Image of Dockerfile'),
      docker: calls('build', 'images.tag', 'images.push'),
    },
    'longshore.dockerfile.repair': { title: l10n.t('Apply All Safe Fixes to Dockerfile'), docker: aboutHere },
  },
);

/** The tag of the target's image, built first if the engine does not have it. */
async function builtImage(services: EngineServices, target: DockerfileTarget): Promise<string> {
  const [tag = ''] = tagsOf(target, profileFor(services.host, target.dockerfile));
  const { engine } = services;
  if (await imageIfThere(engine, tag)) return tag;
  const { result } = await buildImage(services, target);
  if (result === undefined) throw new Cancelled();
  return tag;
}
