// The whole benchmark of logs on one engine: makes the containers, measures beside the plain API and in a real editor,
// removes the containers.
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { type Figure, rounded } from './figures.ts';
import type { EditorTask, LogsInEditor } from './in-editor.ts';
import { lineBytes, longSource, steadySource } from './log-source.ts';
import { fillStore, followInPage, followInTerminal, openAsDocument } from './log-speed.ts';
import { watchStrain } from './loop-delay.ts';
import { type PlainApi, plainApi } from './plain-api.ts';

export { figureLine, isKept } from './figures.ts';

export interface LogBenchOptions {
  readonly socketPath: string;
  /** Lines a second that the container shall write at least. */
  readonly linesPerSecond: number;
  /** Milliseconds of following. */
  readonly follow: number;
  /** Bytes of the long log. */
  readonly longLog: number;
  readonly inEditor: (task: EditorTask) => Promise<LogsInEditor>;
  readonly say: (line: string) => void;
}

const image = 'longshore-bench-busybox:1';

export async function benchLogs(options: LogBenchOptions): Promise<Figure[]> {
  const { socketPath, linesPerSecond, follow, longLog, inEditor, say } = options;
  const api = plainApi(socketPath);
  const { Version }: { Version: string } = JSON.parse(await api.ask('GET', '/version'));
  const isOurs = await ensureBusyboxImage({ socketPath, reference: image });
  const long = await longSource(api, image, Math.ceil(longLog / lineBytes));
  // A little more, since it must not be less on a busy machine.
  const steady = await steadySource(api, image, linesPerSecond * 1.4);
  try {
    await api.ask('POST', `/containers/${long}/start`);
    await api.ask('POST', `/containers/${long}/wait`);
    const plainTime = await readPlainly(socketPath, long);
    const document = await openAsDocument(socketPath, long);
    await api.ask('POST', `/containers/${steady}/start`);
    const plain = await followPlainly(socketPath, steady, follow);
    const ours = await followInTerminal(socketPath, steady, follow);
    const page = await followInPage(socketPath, steady, follow);
    const store = fillStore(lineBytes - 1);
    const editor = await inEditor({ kind: 'logs', socketPath, steady, long, milliseconds: follow });

    say(
      `engine ${Version}, log of ${longLog / 1e6} MB, lines of ${lineBytes} bytes; each followed for ${follow / 1000} s`,
    );
    say('                          lines/s  left out/s  processor  delay p99   worst  memory');
    say(row('plain API', plain.lines, 0, plain));
    say(row('terminal, own process', ours.shown + ours.leftOut, ours.leftOut, ours));
    say(row('page, filtered', page.lines, 0, page));
    say(row('terminal, real editor', Number.NaN, Number.NaN, editor.following));
    say(row('the same editor idle', Number.NaN, Number.NaN, editor.idle));
    say(row('document, own process', Number.NaN, Number.NaN, document));
    say(row('document, real editor', Number.NaN, Number.NaN, editor.document));
    say(
      `whole log: plain API ${rounded(plainTime)} ms, document ${rounded(document.time)} ms, in the editor ${rounded(editor.document.time)} ms`,
    );
    say(
      `page: ${rounded(page.messages)} messages and ${rounded(page.bytes / 1000)} kB a second; a million lines: ${rounded(store.megabytes)} MB, filter and search ${rounded(store.whole)} ms, at most ${rounded(store.worstSlice)} ms at once`,
    );
    const { following, idle } = editor;
    say(
      `editor to window and back: idle ${rounded(idle.roundTrip)} ms (worst ${rounded(idle.worstRoundTrip)}), following ${rounded(following.roundTrip)} ms (worst ${rounded(following.worstRoundTrip)})`,
    );
    return [
      // The bar is a least, so the share that is missing is what is measured.
      {
        name: 'log-lines-missing',
        value: rounded(100 * Math.max(0, 1 - (ours.shown + ours.leftOut) / linesPerSecond)),
        unit: '%',
        limit: 0,
      },
      {
        name: 'log-page-lines-missing',
        value: rounded(100 * Math.max(0, 1 - page.lines / linesPerSecond)),
        unit: '%',
        limit: 0,
      },
      { name: 'log-page-delay-p99', value: rounded(page.p99), unit: 'ms', limit: 50 },
      { name: 'log-page-messages', value: rounded(page.messages), unit: '/s', limit: 25 },
      { name: 'log-page-million-lines', value: rounded(store.megabytes), unit: 'MB', limit: 400 },
      { name: 'log-page-slice', value: rounded(store.worstSlice), unit: 'ms', limit: 100 },
      { name: 'log-follow-delay-p99', value: rounded(ours.p99), unit: 'ms', limit: 50 },
      { name: 'log-follow-delay-p99-in-editor', value: rounded(following.p99), unit: 'ms', limit: 50 },
      { name: 'log-follow-memory-in-editor', value: rounded(following.grown), unit: 'MB', limit: 100 },
      { name: 'log-follow-round-trip-in-editor', value: rounded(following.roundTrip), unit: 'ms', limit: 100 },
      { name: 'log-document-time', value: Math.round((100 * document.time) / plainTime) / 100, unit: 'x', limit: 2 },
      { name: 'log-document-delay-p99-in-editor', value: rounded(editor.document.p99), unit: 'ms', limit: 50 },
    ];
  } finally {
    for (const id of [long, steady]) await api.ask('DELETE', `/containers/${id}?force=1`);
    if (isOurs) await removeImage(api);
  }
}

const removeImage = (api: PlainApi) => api.ask('DELETE', `/images/${image}`);

function row(
  name: string,
  lines: number,
  leftOut: number,
  { processor, p99, worst, grown }: { processor: number; p99: number; worst: number; grown: number },
): string {
  const cell = (value: number, width: number, unit = '') =>
    (Number.isNaN(value) ? '–' : `${rounded(value)}${unit}`).padStart(width);
  return `${name.padEnd(24)}${cell(Math.round(lines), 9)}${cell(Math.round(leftOut), 12)}${cell(processor * 100, 9, ' %')}${cell(p99, 9, ' ms')}${cell(worst, 9, ' ms')}${cell(grown, 9, ' MB')}`;
}

function openPlainly(socketPath: string, id: string, query: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const path = `/containers/${id}/logs?stdout=1&stderr=1&${query}`;
    request({ socketPath, host: 'localhost', path, agent: false }, resolve).on('error', reject).end();
  });
}

/** Reads and throws away. */
async function followPlainly(socketPath: string, id: string, milliseconds: number) {
  const response = await openPlainly(socketPath, id, 'follow=1&tail=1000');
  const strain = watchStrain();
  const begin = performance.now();
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  await sleep(milliseconds);
  const seconds = (performance.now() - begin) / 1000;
  response.destroy();
  // Each line has a header of eight bytes.
  return { ...strain(), lines: bytes / (lineBytes + 8) / seconds };
}

async function readPlainly(socketPath: string, id: string): Promise<number> {
  const begin = performance.now();
  const response = await openPlainly(socketPath, id, 'tail=all');
  for await (const _chunk of response);
  return performance.now() - begin;
}
