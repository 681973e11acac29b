// The log of a build as a document.

import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { BuildRecord } from '../../builds/record.ts';
import { UserError } from '../../user-error.ts';
import type { CommandServices } from '../host/command.ts';
import { plainOutput } from '../terminals/terminal-text.ts';
import { safeFileName } from '../text/object-names.ts';

export async function showBuildLog(
  { builds, host }: Pick<CommandServices, 'builds' | 'host'>,
  build: BuildRecord,
): Promise<void> {
  const text = await builds.log(build.id);
  if (text === '' && build.outcome !== 'running') {
    throw new UserError('not-found', l10n.t('The log of this build no longer exists.'));
  }
  const lines = text.split('\n').map(plainOutput);
  // At what went wrong, which may stand far above the end.
  const { failedAt } = await builds.logSections(build.id);
  await host.showDocument(`${buildFileName(build)}.log`, lines.join('\n'), failedAt);
}

export const buildName = ({ tags, dockerfile }: BuildRecord) => tags[0] ?? basename(dockerfile);

/** For its documents, without an ending. */
const buildFileName = (build: BuildRecord) => safeFileName(buildName(build));
