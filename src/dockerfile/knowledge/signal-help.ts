// What the signals do that STOPSIGNAL usually names. Source: signal(7).

import * as l10n from '@vscode/l10n';

const texts: Readonly<Record<string, string>> = {
  TERM: l10n.t('Asks the program to exit; it can clean up first. docker stop sends it by default.'),
  INT: l10n.t('Interrupts the program, like Ctrl+C.'),
  QUIT: l10n.t('Asks for a graceful exit: nginx and PHP-FPM finish open requests first.'),
  HUP: l10n.t('The terminal was closed; many servers reload their configuration.'),
  KILL: l10n.t('Kills the program immediately; it cannot clean up.'),
  USR1: l10n.t('Its meaning depends on the program; httpd restarts its workers.'),
  USR2: l10n.t('Its meaning depends on the program.'),
  WINCH: l10n.t('The terminal was resized; httpd exits gracefully.'),
  'RTMIN+3': l10n.t('systemd in a container shuts down.'),
  STOP: l10n.t('Pauses the program, which cannot refuse.'),
  CONT: l10n.t('Resumes a paused program.'),
};

/** By its name without SIG, in capitals. */
export function signalHelp(name: string): string | undefined {
  return texts[name];
}

/** The likely ones first. */
export const usualSignals: readonly string[] = Object.keys(texts);
