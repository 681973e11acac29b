// What the exit code of a program means, in words. 126 and 127 are the shell's, and the engine's for a container that it could
// not start (docker-run(1), "EXIT STATUS"); 125 is what `docker run` itself ends with, never a container. 128 + n is the
// end by signal n (signal(7)).

import * as l10n from '@vscode/l10n';

interface ExitMeaning {
  /** One word for a row. */
  readonly short: string;
  /** A clause that follows `exit code N: `. */
  readonly long: string;
  /** Whether somebody asked for it: no reason for alarm. */
  readonly wanted: boolean;
}

const meanings: Readonly<Record<number, ExitMeaning>> = {
  126: { short: l10n.t('not executable'), long: l10n.t('its command exists but cannot be executed'), wanted: false },
  127: { short: l10n.t('command not found'), long: l10n.t('its command was not found'), wanted: false },
  130: { short: l10n.t('interrupted'), long: l10n.t('it was interrupted (SIGINT, like Ctrl+C)'), wanted: true },
  134: { short: l10n.t('aborted'), long: l10n.t('it aborted (SIGABRT)'), wanted: false },
  137: {
    short: l10n.t('killed'),
    long: l10n.t('it was killed (SIGKILL): it did not stop in time, or memory ran out'),
    wanted: true,
  },
  139: { short: l10n.t('crashed'), long: l10n.t('it crashed (SIGSEGV)'), wanted: false },
  143: { short: l10n.t('terminated'), long: l10n.t('it was asked to exit (SIGTERM), and did'), wanted: true },
};

/** undefined: the program's own code, whose meaning is the program's; 0 is success everywhere. */
export function exitMeaning(code: number): ExitMeaning | undefined {
  return meanings[code];
}
