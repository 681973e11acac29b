// Containers that write logs for a benchmark: numbered lines, so that what was shown and what was left out can be counted.
import type { PlainApi } from './plain-api.ts';

/** Characters of each line, the line end not counted; as long as a usual line of an access log. */
const lineLength = 90;

/** Bytes of one line of the log. */
export const lineBytes = lineLength + 1;

/** Each line begins with its number, from 0. */
const program = (lines: string, pause: string) =>
  `BEGIN { text = sprintf("%0${lineLength - 11}d", 7); do { for (i = 0; i < ${lines}; i++) printf "%010d %s\\n", n++, text; ` +
  `fflush(); ${pause} } while (${pause === '' ? 0 : 1}) }`;

/** Writes about `perSecond` lines a second until it is removed. Created, not started; answers the id. */
export function steadySource(api: PlainApi, image: string, perSecond: number): Promise<string> {
  const times = 20;
  // Printing takes a part of the time, too: the pause is shorter than the interval.
  const pause = `system("usleep ${Math.round(600_000 / times)}");`;
  return create(api, image, program(String(Math.ceil(perSecond / times)), pause));
}

/** Writes that many lines and ends. Created, not started; answers the id. */
export function longSource(api: PlainApi, image: string, lines: number): Promise<string> {
  return create(api, image, program(String(lines), ''));
}

async function create(api: PlainApi, image: string, script: string): Promise<string> {
  const body = {
    Image: image,
    Cmd: ['awk', script],
    Labels: { 'longshore.test': '1' },
    HostConfig: { LogConfig: { Type: 'json-file', Config: {} } },
  };
  const made: { Id: string } = JSON.parse(
    await api.ask('POST', '/containers/create', Buffer.from(JSON.stringify(body))),
  );
  return made.Id;
}
