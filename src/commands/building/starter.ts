// The first Dockerfile of a workspace that has none: small, right, and with a word about each line.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Offer } from '../../user-error.ts';
import type { CommandServices } from '../host/command.ts';

/** What it says is English, as all of a Dockerfile. */
export const starterDockerfile = `# The image that yours is built on: a small Linux.
FROM alpine:3.22

# All further paths are below this folder.
WORKDIR /app

# Files from this folder go into the image. What .dockerignore names is left out.
COPY . .

# Not as root: whoever breaks into the program has little power.
USER nobody

# What a container of this image runs.
CMD ["echo", "Hello from a container"]
`;

/** undefined: no folder is open that it could go to. */
export function offerStarter({ host }: Pick<CommandServices, 'host'>): Offer | undefined {
  const folder = host.workspaceFolder();
  if (folder === undefined) return undefined;
  return {
    title: l10n.t('Create Dockerfile'),
    async run() {
      const path = join(folder, 'Dockerfile');
      // Somebody may have made one meanwhile.
      await writeFile(path, starterDockerfile, { flag: 'wx' });
      await host.buildContext.open(path);
    },
  };
}
