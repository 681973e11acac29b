// Logs: one container's followed in a terminal or as a searchable read-only document, several containers' in one terminal,
// merged by time.

import * as l10n from '@vscode/l10n';
import { realClock } from '../../clock.ts';
import type { Container, LogRequest } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { formatBytes } from '../../quantities.ts';
import { isKnownFailure } from '../../user-error.ts';
import type { ObjectIds } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import type { TerminalProgram } from '../host/terminals.ts';
import { chooseContainer, chooseContainers } from '../objects/choose.ts';
import { interruptedOrClosed } from '../terminals/container-terminals.ts';
import { pacedOutput } from '../terminals/paced-output.ts';
import { cyan, dim, green, plainLine, red, yellow } from '../terminals/terminal-text.ts';
import { withoutControlSequences } from '../text/control-sequences.ts';
import { listNames } from '../text/count-and-list.ts';
import { safeFileName } from '../text/object-names.ts';
import { followLog, type LogSource } from './followed-log.ts';
import { type LogLine, type LogStream, lineGoesOn, newestLines, splitLogLines } from './log-lines.ts';
import { logPosition, readTimes, type TimedLine } from './log-position.ts';

const none = l10n.t('There are no containers on this engine yet. Run an image to create one.');

/** Characters of a document that an editor still searches with ease. */
const documentLimit = 20_000_000;

export const containerLogCommands = engineCommands(
  {
    'longshore.container.logsDocument': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Open the Logs of a Container as a Document'),
        none,
      });
      const request = await askForPart(services, container);
      const text = await host.progress(l10n.t('Reading the log of "{0}"', container.name), async (report, signal) => {
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

    'longshore.container.logsMerged': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, inventory } = services;
      let containers: readonly Container[];
      if (ids && ids.length > 1) containers = await chooseContainers(services, ids, { title: '', none });
      else {
        const { containers: all } = await inventory.lists();
        containers = await host.tick({
          title: (ticked) =>
            ticked.length === 1
              ? l10n.t('Follow the Logs of 1 Container')
              : l10n.t('Follow the Logs of {0} Containers', ticked.length),
          placeholder: l10n.t('Only selected containers are followed'),
          choices: all.map((container) => ({ label: container.name, description: container.image, value: container })),
        });
      }
      await inventory.engine();
      host.runInTerminal(mergedLogsProgram(inventory, containers));
    },
  },
  {
    'longshore.container.logsDocument': {
      title: l10n.t('Open Container Logs as Document'),
      docker: calls('containers.readLogs'),
    },
    'longshore.container.logsMerged': {
      title: l10n.t('Follow Logs of Several Containers'),
      docker: calls('containers.followLogs', 'containers.readLogs'),
    },
  },
);

async function askForPart({ host }: EngineServices, container: Container): Promise<LogRequest> {
  const hour = 3_600_000;
  const now = Date.now();
  const part = await host.pick<LogRequest>(l10n.t('Log of {0}', container.name), l10n.t('Which part?'), [
    { label: l10n.t('Last 1,000 Lines'), value: { tail: 1000 } },
    { label: l10n.t('Last 10,000 Lines'), value: { tail: 10_000 } },
    { label: l10n.t('Last Hour'), value: { tail: 'all', since: now - hour } },
    { label: l10n.t('Last Day'), value: { tail: 'all', since: now - 24 * hour } },
    {
      label: l10n.t('Everything'),
      detail: l10n.t(
        'Of a long log, the newest {0}. The document says how many lines were omitted',
        formatBytes(documentLimit),
      ),
      value: { tail: 'all' },
    },
  ]);
  const timestamps = await host.pick(l10n.t('Log of {0}', container.name), l10n.t('Include the time of each line?'), [
    { label: l10n.t('Without Times'), value: false },
    { label: l10n.t('With Times'), value: true },
  ]);
  return { ...part, timestamps };
}

/** Where both streams speak, each line begins with its own: `out│`, `err│`. */
export function logDocument(lines: readonly LogLine[], dropped: number): string {
  const marked = lines.some(({ from }) => from === 'stderr');
  const text = lines.map(({ from, text: line, goesOn }) => {
    const shown = `${withoutControlSequences(line)}${goesOn ? ` ${lineGoesOn}` : ''}`;
    return marked ? `${from === 'stderr' ? 'err' : 'out'}│ ${shown}` : shown;
  });
  if (dropped > 0) {
    text.unshift(olderOmitted(dropped));
  }
  return `${text.length === 0 ? emptyLog : text.join('\n')}\n`;
}

/** Lines of a log that are shown before following. */
const tail = 1000;

/** The same where several are shown together. */
const tailOfEach = 200;

/** What happened, between the lines of a log. */
const news = (text: string) => `${dim(`── ${text} ──`)}\n`;

export function logsProgram(inventory: LogSource, container: Container): TerminalProgram {
  return {
    title: l10n.t('Logs of {0}', container.name),
    icon: 'output',
    key: `logs ${container.id}`,
    again: {
      command: 'longshore.container.logs',
      rows: [{ engine: undefined, kind: 'container', id: container.id }],
    },
    async run(screen) {
      screen.write(
        `${dim(l10n.t('Following the log of "{0}", from its last {1} lines. Press Ctrl+C or close the terminal to stop.', container.name, tail))}\r\n`,
      );
      const stop = interruptedOrClosed(screen);
      const output = pacedOutput(screen.write, realClock);
      try {
        const onLines = (lines: readonly TimedLine[]) => {
          for (const { from, text } of streamsOf(lines)) output.write(text, from === 'stderr' ? red : undefined);
        };
        const onNews = (text: string) => output.write(news(text));
        await followLog({ inventory, container, tail, clock: realClock, onLines, onNews }, stop);
      } finally {
        output.end();
      }
    },
  };
}

/** The text of lines that follow each other, joined as long as they are of one stream. */
function streamsOf(lines: readonly TimedLine[]): { from: LogStream; text: string }[] {
  const runs: { from: LogStream; pieces: string[] }[] = [];
  for (const { from, text, goesOn } of lines) {
    if (runs.at(-1)?.from !== from) runs.push({ from, pieces: [] });
    runs.at(-1)?.pieces.push(text, goesOn ? '' : '\n');
  }
  return runs.map(({ from, pieces }) => ({ from, text: pieces.join('') }));
}

function mergedLogsProgram(inventory: LogSource, containers: readonly Container[]): TerminalProgram {
  const names = containers.map(({ name }) => name);
  return {
    title: l10n.t('Logs: {0}', names.join(', ').slice(0, 40)),
    icon: 'output',
    key: `logs ${containers.map(({ id }) => id).join(' ')}`,
    again: {
      command: 'longshore.container.logsMerged',
      rows: containers.map(({ id }) => ({ engine: undefined, kind: 'container', id })),
    },
    async run(screen) {
      const stop = interruptedOrClosed(screen);
      const width = Math.max(...names.map((name) => name.length));
      const colours = [cyan, green, yellow];
      const output = pacedOutput(screen.write, realClock);
      const show = (container: Container, { text, from, goesOn }: TimedLine) => {
        const colour = colours[containers.indexOf(container) % colours.length] ?? cyan;
        const line = `${plainLine(withoutControlSequences(text))}${goesOn ? ` ${lineGoesOn}` : ''}`;
        output.write(`${colour(container.name.padEnd(width))} ${from === 'stderr' ? red(line) : line}\n`);
      };
      screen.write(
        `${dim(l10n.t('Logs of {0}, sorted by time. Press Ctrl+C or close the terminal to stop.', listNames(names)))}\r\n`,
      );
      const engine = await inventory.engine(stop);
      const skipped: string[] = [];
      const sayWhatIsSkipped = () => {
        for (const text of skipped.splice(0)) output.write(`${red(`── ${text} ──`)}\n`);
      };
      /** One whose log cannot be read does not hold up the others. */
      const unlessItFails = async (container: Container, work: () => Promise<void>): Promise<boolean> => {
        try {
          await work();
          return true;
        } catch (error) {
          if (!isKnownFailure(error)) throw error;
          if (!stop.aborted) skipped.push(skippingWords(container.name, error.message));
          return false;
        }
      };
      const past: (TimedLine & { readonly container: Container })[] = [];
      const logs = containers.map((container) => ({ container, position: logPosition() }));
      try {
        const readable = await Promise.all(
          logs.map(({ container, position }) =>
            unlessItFails(container, () =>
              readPast(
                engine,
                container,
                (line) => position.passes(line.at) && past.push({ ...line, container }),
                stop,
              ),
            ),
          ),
        );
        for (const line of past.sort(byTime)) show(line.container, line);
        // Above the past it would be out of sight at once.
        sayWhatIsSkipped();
        await Promise.all(
          logs
            .filter((_log, index) => readable[index])
            .map(({ container, position }) => {
              const onLines = (lines: readonly TimedLine[]) => {
                for (const line of lines) show(container, line);
              };
              const onNews = (text: string) => output.write(news(text));
              const log = { inventory, container, position, tail: tailOfEach, clock: realClock, onLines, onNews };
              return unlessItFails(container, () => followLog(log, stop)).finally(sayWhatIsSkipped);
            }),
        );
      } finally {
        output.end();
      }
    },
  };
}

async function readPast(
  engine: Engine,
  { id }: Container,
  onLine: (line: TimedLine) => void,
  signal: AbortSignal,
): Promise<void> {
  const lines = splitLogLines(readTimes(onLine));
  await engine.containers.readLogs(id, { tail: tailOfEach, timestamps: true }, lines.add, signal);
  lines.end();
}

const byTime = (a: TimedLine, b: TimedLine) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

export const skippingWords = (container: string, why: string) => l10n.t('Skipping "{0}". {1}', container, why);

export const emptyLog = l10n.t('This log is empty.');

export const olderOmitted = (lines: number | string) =>
  lines === 1 ? oneOlderLine : l10n.t('[{0} older lines omitted: the log is too large]', lines);

export const oneOlderLine = l10n.t('[1 older line omitted: the log is too large]');
