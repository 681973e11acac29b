// Which Dockerfile a command means, and how its image is called.

import { basename, dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { UserError } from '../../user-error.ts';
import type { CommandServices } from '../host/command.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import { imageNameOf } from '../text/image-names.ts';
import { offerStarter } from './starter.ts';

/** The one given, else the active editor's, else the workspace's only one, else the user's pick. */
export async function chooseDockerfile(
  { host }: CommandServices,
  target: DockerfileTarget | undefined,
  title: string,
): Promise<DockerfileTarget> {
  if (target) return target;
  const active = host.activeDockerfile();
  if (active !== undefined) return { dockerfile: active };
  const found = await host.findDockerfiles();
  const [only] = found;
  if (only === undefined) {
    throw new UserError('build-input', noDockerfile, { offer: offerStarter({ host }) });
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

export const noDockerfile = l10n.t(
  'There is no Dockerfile in this workspace. Open a folder that has one, or create a file named Dockerfile.',
);
