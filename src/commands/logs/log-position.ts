// Lines of a log with their times, and up to where a log was read: so that reading it again goes on where it stopped,
// without a line lost or repeated. Pure.
import type { LogLine, LogStream } from './log-lines.ts';

export interface TimedLine extends LogLine {
  /** RFC 3339 with nine digits of a second, in UTC: sorts as text. */
  readonly at: string;
}

/** Reads the time at the beginning of each line of a log that was asked for with timestamps. */
export function readTimes(onLine: (line: TimedLine) => void): (line: LogLine) => void {
  /** The time of a line that came in parts stands in the first alone. */
  const open: Record<LogStream, string | undefined> = { stdout: undefined, stderr: undefined };
  return (line) => {
    const { from, text, goesOn } = line;
    const known = open[from];
    const space = known === undefined ? text.indexOf(' ') : -1;
    const at = known ?? inUtc(space < 0 ? text : text.slice(0, space));
    open[from] = goesOn ? at : undefined;
    const rest = known !== undefined ? text : space < 0 ? '' : text.slice(space + 1);
    onLine(goesOn ? { from, at, text: rest, goesOn } : { from, at, text: rest });
  };
}

const inUtcLength = '2026-01-01T00:00:00.000000000Z'.length;

/** Podman writes times with a zone, and as few digits as they need. */
function inUtc(time: string): string {
  // As Docker writes them: nothing to be done, which counts for a hundred thousand lines a second.
  if (time.length === inUtcLength && time.endsWith('Z')) return time;
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(time);
  if (!parts) return time;
  const [, seconds = '', fraction = '', zone = ''] = parts;
  const second = zone === 'Z' ? seconds : new Date(`${seconds}${zone}`).toISOString().slice(0, 19);
  return `${second}.${fraction.padEnd(9, '0')}Z`;
}

export interface LogPosition {
  /** Where reading goes on, in milliseconds since 1970; undefined: at the beginning. What was read since counts from now on. */
  resume(): number | undefined;
  /** Whether the line is new; it counts as read then. */
  passes(at: string): boolean;
  /** Whether a line of that time is newer than all that were read. */
  isNewer(at: string): boolean;
}

/** Lines may have the same time: those that were read are counted. */
export function logPosition(): LogPosition {
  let last = { at: '', lines: 0 };
  let floor = last;
  return {
    resume() {
      floor = { ...last };
      return last.at === '' ? undefined : Date.parse(last.at);
    },
    passes(at) {
      if (at < floor.at) return false;
      if (at === floor.at && floor.lines > 0) {
        floor.lines--;
        return false;
      }
      if (at > last.at) last = { at, lines: 1 };
      else if (at === last.at) last.lines++;
      return true;
    },
    isNewer: (at) => at > last.at,
  };
}
