// How grave a line of a log is, by what nearly all programs write. Pure.

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

const words: Readonly<Record<string, LogLevel>> = {
  trace: 'trace',
  verbose: 'trace',
  debug: 'debug',
  dbg: 'debug',
  info: 'info',
  inf: 'info',
  notice: 'info',
  log: 'info',
  warn: 'warn',
  warning: 'warn',
  wrn: 'warn',
  err: 'error',
  error: 'error',
  severe: 'error',
  crit: 'error',
  critical: 'error',
  fatal: 'error',
  panic: 'error',
  alert: 'error',
  emerg: 'error',
};

/** Only the beginning counts: the word "error" far in a sentence is no level. */
const head = 160;
/** `"level":"warn"`, `level=warn`, `severity: ERROR`; a number as pino and bunyan write it. */
const field = /["']?\b(?:level|severity|lvl|levelname)["']?\s*[:=]\s*["']?([a-z]+|\d\d)\b/i;
const capitals =
  /\b(TRACE|VERBOSE|DEBUG|DBG|INFO|INF|NOTICE|LOG|WARN|WARNING|WRN|ERR|ERROR|SEVERE|CRIT|CRITICAL|FATAL|PANIC|ALERT|EMERG)\b/;
/** `[error]`, `error:`, `<warn>` */
const marked =
  /(?:^|\s)[[<(](trace|debug|info|notice|warn|warning|err|error|crit|critical|fatal|alert|emerg)[\])>]|(?:^|\s)(debug|info|warn|warning|error|fatal|panic):/i;

/** undefined: it says none. */
export function levelOf(line: string): LogLevel | undefined {
  const named = field.exec(line.length > 2000 ? line.slice(0, 2000) : line)?.[1];
  if (named !== undefined) {
    if (/^\d/.test(named)) return logLevels[Math.min(4, Math.max(0, Math.floor(Number(named) / 10) - 1))];
    const level = words[named.toLowerCase()];
    if (level !== undefined) return level;
  }
  const start = line.slice(0, head);
  const word = capitals.exec(start)?.[1] ?? marked.exec(start)?.slice(1).find(Boolean);
  return word === undefined ? undefined : words[word.toLowerCase()];
}

/** Lines without a level go with what they belong to as little as can be told: they count as information. */
export function isAtLeast(level: LogLevel | undefined, least: LogLevel): boolean {
  return logLevels.indexOf(level ?? 'info') >= logLevels.indexOf(least);
}
