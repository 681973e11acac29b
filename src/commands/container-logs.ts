// Logs: one container's as a searchable read-only document, several containers' in one terminal, merged by time.
import type { Container, LogRequest } from '../engine/container-api.ts';
import type { Engine } from '../engine/engine.ts';
import { realClock } from '../engine/follow.ts';
import { formatBytes } from '../quantities.ts';
import { chooseContainer, chooseContainers, safeFileName } from './choose.ts';
import type { CommandContext, CommandTable, ObjectIds } from './command.ts';
import { interruptedOrClosed } from './container-terminals.ts';
import type { TerminalProgram } from './host.ts';
import { type LogLine, newestLines, splitLogLines, withoutControlSequences } from './log-lines.ts';
import { pacedOutput } from './paced-output.ts';
import { cyan, dim, green, plainLine, red, yellow } from './terminal-text.ts';
import { count, listNames } from './words.ts';

const none = 'There is no container on this engine yet. Run an image to get one.';

/** Characters of a document that an editor still searches with ease. */
const documentLimit = 20_000_000;

export const containerLogCommands = {
  'longshore.container.logsDocument': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const { host, inventory } = context;
    const container = await chooseContainer(context, ids, {
      title: 'Open the Logs of a Container as a Document',
      none,
    });
    const request = await askForPart(context, container);
    const engine = await inventory.engine();
    const text = await host.progress(`Reading the log of "${container.name}"`, async (report, signal) => {
      const heap = newestLines(documentLimit);
      const lines = splitLogLines(heap.add);
      let read = 0;
      await engine.containers.readLogs(
        container.id,
        request,
        (piece, from) => {
          read += piece.length;
          report({ message: formatBytes(read) });
          lines.add(piece, from);
        },
        signal,
      );
      lines.end();
      return logDocument(heap.lines(), heap.dropped());
    });
    await host.showDocument(`${safeFileName(container.name)}.log`, text);
  },

  'longshore.container.logsMerged': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const { host, inventory } = context;
    let containers: readonly Container[];
    if (ids && ids.length > 1) containers = await chooseContainers(context, ids, { title: '', none });
    else {
      const { containers: all } = await inventory.lists();
      containers = await host.tick({
        title: (ticked) => `Follow the Logs of ${count(ticked.length, 'Container')} Together`,
        placeholder: 'Only what is ticked is followed',
        choices: all.map((container) => ({ label: container.name, description: container.image, value: container })),
      });
    }
    host.runInTerminal(mergedLogsProgram(await inventory.engine(), containers));
  },
} satisfies CommandTable;

async function askForPart({ host }: CommandContext, container: Container): Promise<LogRequest> {
  const hour = 3_600_000;
  const now = Date.now();
  const part = await host.pick<LogRequest>(`The Log of ${container.name}`, 'Which part?', [
    { label: 'The Last 1,000 Lines', value: { tail: 1000 } },
    { label: 'The Last 10,000 Lines', value: { tail: 10_000 } },
    { label: 'The Last Hour', value: { tail: 'all', since: now - hour } },
    { label: 'The Last Day', value: { tail: 'all', since: now - 24 * hour } },
    {
      label: 'Everything',
      detail: `Of a long log the newest ${formatBytes(documentLimit)}; how many lines are left out is said`,
      value: { tail: 'all' },
    },
  ]);
  const timestamps = await host.pick(`The Log of ${container.name}`, 'With the time of each line?', [
    { label: 'Without Times', value: false },
    { label: 'With Times', value: true },
  ]);
  return { ...part, timestamps };
}

/** Where both streams speak, each line begins with its own: `out│`, `err│`. */
export function logDocument(lines: readonly LogLine[], dropped: number): string {
  const marked = lines.some(({ from }) => from === 'stderr');
  const text = lines.map(({ from, text: line }) => {
    const shown = withoutControlSequences(line);
    return marked ? `${from === 'stderr' ? 'err' : 'out'}│ ${shown}` : shown;
  });
  if (dropped > 0) text.unshift(`[${count(dropped, 'older line')} left out: the log is larger than fits here]`);
  return text.length === 0 ? 'This log is empty.\n' : `${text.join('\n')}\n`;
}

interface TimedLine extends LogLine {
  readonly container: Container;
  /** RFC 3339 with nine digits of a second: sorts as text. */
  readonly at: string;
}

/** Lines of each log that are shown before following. */
const backlog = 200;

function mergedLogsProgram(engine: Engine, containers: readonly Container[]): TerminalProgram {
  const names = containers.map(({ name }) => name);
  return {
    title: `${count(containers.length, 'log')}: ${names.join(', ').slice(0, 40)}`,
    icon: 'output',
    key: `logs ${containers.map(({ id }) => id).join(' ')}`,
    async run(screen) {
      const stop = interruptedOrClosed(screen);
      const width = Math.max(...names.map((name) => name.length));
      const colours = [cyan, green, yellow];
      const output = pacedOutput(screen.write, realClock);
      const show = ({ container, text, from }: TimedLine) => {
        const colour = colours[containers.indexOf(container) % colours.length] ?? cyan;
        const line = plainLine(withoutControlSequences(text));
        output.write(`${colour(container.name.padEnd(width))} ${from === 'stderr' ? red(line) : line}\n`);
      };
      screen.write(`${dim(`The logs of ${listNames(names)} by time. Ctrl+C or closing the terminal leaves.`)}\r\n`);
      const pasts = await Promise.all(containers.map((container) => pastLines(engine, container, stop)));
      for (const line of pasts.flat().sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) show(line);
      try {
        await Promise.all(
          containers.map(async (container, index) => {
            const last = pasts[index]?.at(-1)?.at ?? '';
            await followFrom(engine, container, last, show, stop);
            if (!stop.aborted) output.write(`${dim(`"${container.name}" has stopped: this is the end of its log.`)}\n`);
          }),
        );
      } finally {
        output.end();
      }
    },
  };
}

async function pastLines(engine: Engine, container: Container, signal: AbortSignal): Promise<TimedLine[]> {
  const past: TimedLine[] = [];
  const lines = splitLogLines((line) => past.push(timed(container, line)));
  await engine.containers.readLogs(container.id, { tail: backlog, timestamps: true }, lines.add, signal);
  lines.end();
  // The two streams arrive one after the other where they wrote at the same time.
  return past.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** What comes after the line of `last`; that one itself was shown already. */
async function followFrom(
  engine: Engine,
  container: Container,
  last: string,
  show: (line: TimedLine) => void,
  stop: AbortSignal,
): Promise<void> {
  const lines = splitLogLines((line) => {
    const next = timed(container, line);
    if (next.at > last) show(next);
  });
  const since = last === '' ? {} : { since: Date.parse(last) };
  await engine.containers.followLogs(container.id, { tail: 'all', timestamps: true, ...since }, lines.add, stop);
  lines.end();
}

/** `2026-01-01T00:00:00.000000000Z text` */
function timed(container: Container, { from, text }: LogLine): TimedLine {
  const space = text.indexOf(' ');
  return space < 0
    ? { container, from, at: text, text: '' }
    : { container, from, at: text.slice(0, space), text: text.slice(space + 1) };
}
