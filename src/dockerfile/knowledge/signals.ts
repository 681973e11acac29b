// The signals that STOPSIGNAL may name. Source: github.com/moby/sys/signal, the table for Linux.
const names =
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX';

/** Without `SIG`, in capitals. */
export const signalNames: ReadonlySet<string> = new Set([
  ...names.split(' '),
  ...Array.from({ length: 15 }, (_, index) => `RTMIN+${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `RTMAX-${index + 1}`),
]);

/** A number other than 0, or a name in any case, with or without `SIG`. */
export function isSignal(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0;
  return signalNames.has(text.toUpperCase().replace(/^SIG/, ''));
}
