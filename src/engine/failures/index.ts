// The tables of what engines say, and which of them counts where. The order is that of the tables; in each the first counts.

import * as l10n from '@vscode/l10n';
import { withoutCommands, withoutWrapping } from './build-words.ts';
import { buildSentences } from './of-builds.ts';
import { containerSentences } from './of-containers.ts';
import { archiveSentences, imageSentences } from './of-images.ts';
import { networkAndVolumeSentences } from './of-networks-and-volumes.ts';
import { registrySentences } from './of-registries.ts';
import { type Explanation, explain, table } from './sentence.ts';

/** Of the machine that the engine runs on; any request may meet them. */
const machineSentences = table(() => [
  {
    id: 'disk-full',
    // Of the operating system (ENOSPC), at the end of what could not be written.
    pattern: /(?:^|: )no space left on device(?:$|[:\n])/i,
    kind: 'failed',
    say: l10n.t('The disk of the engine is full. Remove unused images and containers, and try again.'),
    source: ['golang/go src/syscall/zerrors_linux_amd64.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
]);

const sessionSentences = table(() => [
  {
    id: 'session-missing',
    pattern: /\bno active sessions?|(?:^|: )no session\b|\bsession (?:not found|required)|\brequires? (?:a )?session/i,
    kind: 'unsupported',
    say: l10n.t(
      'The session that provides secrets, SSH and registry logins to the build is missing. Check whether a proxy in front of the engine rejects POST /session.',
    ),
    source: ['moby/buildkit session/group.go', 'moby/buildkit session/manager.go'],
    engines: 'Docker 20.10 to 29',
  },
]);

/** Of any request. Status codes differ too much between engines to go first. */
export const engineSentences = table(() => [
  ...machineSentences(),
  ...containerSentences(),
  ...imageSentences(),
  ...networkAndVolumeSentences(),
  ...registrySentences(),
  ...archiveSentences(),
  ...sessionSentences(),
]);

/** Of a build that failed; `step`: the one that did, where it is known. undefined: a table of builds does not know it. */
export function explainBuild(words: string, step: string | undefined): Explanation | undefined {
  const said = withoutCommands(withoutWrapping(words));
  // Whatever could not be written: it is not what is wrong, and any failure of an engine may have these words.
  if (explain(machineSentences, said)) return undefined;
  return explain(buildSentences, said, step);
}
