// What the signals do that STOPSIGNAL usually names. Source: signal(7).

import * as l10n from '@vscode/l10n';

const texts: Readonly<Record<string, string>> = {
  TERM: l10n.t('Asks a program to end; it may tidy up first. docker stop sends it if nothing else is said.'),
  INT: l10n.t('Interrupts, as Ctrl+C does.'),
  QUIT: l10n.t('Asks for an orderly end: nginx and PHP-FPM answer their open requests first.'),
  HUP: l10n.t('The terminal is gone; many servers read their configuration anew.'),
  KILL: l10n.t('Ends the program at once, which cannot tidy up.'),
  USR1: l10n.t('Means what the program says; httpd restarts its workers.'),
  USR2: l10n.t('Means what the program says.'),
  WINCH: l10n.t('The terminal has another size; httpd ends in order.'),
  'RTMIN+3': l10n.t('systemd in a container shuts down.'),
  STOP: l10n.t('Holds the program, which cannot refuse.'),
  CONT: l10n.t('Lets a program go on that is held.'),
};

/** By its name without SIG, in capitals. */
export function signalHelp(name: string): string | undefined {
  return texts[name];
}

/** The likely ones first. */
export const usualSignals: readonly string[] = Object.keys(texts);
