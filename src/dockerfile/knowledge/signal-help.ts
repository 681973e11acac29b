// What the signals do that STOPSIGNAL usually names. Source: signal(7).

const texts: Readonly<Record<string, string>> = {
  TERM: 'asks a program to end; it may tidy up first. docker stop sends it if nothing else is said',
  INT: 'interrupts, as Ctrl+C does',
  QUIT: 'asks for an orderly end: nginx and PHP-FPM answer their open requests first',
  HUP: 'the terminal is gone; many servers read their configuration anew',
  KILL: 'ends the program at once, which cannot tidy up',
  USR1: 'means what the program says; httpd and Go programs restart or reopen logs',
  USR2: 'means what the program says',
  WINCH: 'the terminal has another size; httpd ends in order',
  'RTMIN+3': 'systemd in a container shuts down',
  STOP: 'holds the program, which cannot refuse',
  CONT: 'lets a program go on that is held',
};

/** By its name without SIG, in capitals. */
export function signalHelp(name: string): string | undefined {
  return texts[name];
}

/** The likely ones first. */
export const usualSignals: readonly string[] = Object.keys(texts);
