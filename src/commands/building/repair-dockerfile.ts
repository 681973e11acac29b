// Fixes all that is safe to fix in the open Dockerfile.
import * as l10n from '@vscode/l10n';
import { UserError } from '../../user-error.ts';
import type { DockerfileEdits } from '../host/dockerfile-edits.ts';

/** Applies all fixes of the Dockerfile in the active editor that are safe. */
export async function repairDockerfile({
  host,
}: {
  readonly host: Pick<DockerfileEdits, 'repairActiveDockerfile'>;
}): Promise<void> {
  if (!(await host.repairActiveDockerfile())) {
    throw new UserError('invalid', l10n.t('Open the Dockerfile that you want to fix, and try again.'));
  }
}
