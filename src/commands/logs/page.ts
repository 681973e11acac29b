// The page of logs: what it follows, where it is exported to, and the command that opens it.
import { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { realClock } from '../../clock.ts';
import type { EngineId } from '../../engine/engine-id.ts';
import { writeFromStream } from '../../file-from-stream.ts';
import type { FromLogsPage, LogFilter, ToLogsPage } from '../../panels/log-messages.ts';
import { runLogsPage } from '../../panels/logs-session.ts';
import type { Panel } from '../../panels/panel.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import type { Dialogs } from '../host/dialogs.ts';
import type { Remembering } from '../host/memory.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { chooseContainers } from '../objects/choose.ts';
import { safeFileName } from '../text/object-names.ts';
import { joinWords } from '../text/shell-words.ts';
import { followLog } from './followed-log.ts';
import { createTimeLimit } from './within-time.ts';

/** Lines of the past that one begins with; of each of several fewer. */
const tail = { one: 10_000, each: 2000 } as const;
const presetsKey = 'log filters';
/** Milliseconds for a few thousand lines: as a rule it takes some. */
const slowest = 1000;

interface LogsTarget {
  readonly engine: EngineId;
  readonly containers: readonly { readonly id: string; readonly name: string }[];
}

export const logPageCommands = engineCommands(
  {
    'longshore.container.logsPage': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine, equivalents } = services;
      const containers = await chooseContainers(services, ids, {
        title: l10n.t('Open the Logs of a Container as a Page'),
        none: l10n.t('There are no containers on this engine yet. Run an image to create one.'),
      });
      const [first] = containers;
      for (const { name } of containers) equivalents.add({ text: joinWords(['docker', 'logs', '-f', name]) }, 'done');
      const all = containers.map(({ id }) => id).sort();
      host.openPage({
        kind: 'logs',
        key: `${engine.id} ${all.join(' ')}`,
        title:
          containers.length === 1
            ? l10n.t('Logs of {0}', first?.name ?? '')
            : l10n.t('Logs of {0} Containers', containers.length),
        target: {
          engine: engine.id,
          containers: containers.map(({ id, name }) => ({ id, name })),
        } satisfies LogsTarget,
      });
    },
  },
  {
    'longshore.container.logsPage': { title: l10n.t('Open Container Logs as Page'), docker: { itself: 'docker logs' } },
  },
);

export function fillLogsPage(
  { host, engines }: CommandServices,
  panel: Panel<ToLogsPage, FromLogsPage>,
  kept: unknown,
): boolean {
  const { engine, containers } = (kept ?? {}) as Partial<LogsTarget>;
  if (typeof engine !== 'string' || !Array.isArray(containers)) return false;
  runLogsPage(panel, {
    names: containers.map(({ name }) => name),
    within: createTimeLimit(slowest),
    follow: async (source, onLines, onNews, signal) => {
      const inventory = await engines.inventory(engine, signal);
      const container = containers[source];
      if (!container) return;
      const lines = containers.length === 1 ? tail.one : tail.each;
      await followLog({ inventory, container, tail: lines, clock: realClock, onLines, onNews }, signal);
      if (!signal.aborted) onNews(l10n.t('"{0}" was removed.', container.name));
    },
    copy: (text, words) => void host.copy(text, words),
    save: (pieces) => host.report(saveLog(host, containers.map(({ name }) => name).join('-'), pieces)),
    presets: {
      get: () => presetsOf(host),
      remove: (name) => {
        const { [name]: _, ...others } = presetsOf(host);
        host.report(host.memory.set(presetsKey, others));
      },
      save: (filter, onSaved) => host.report(savePreset(host, filter).then(onSaved)),
    },
  });
  return true;
}

type Presets = Readonly<Record<string, LogFilter>>;

const presetsOf = ({ memory }: Remembering): Presets => memory.get<Presets>(presetsKey) ?? {};

async function savePreset(host: Dialogs & Remembering, filter: LogFilter): Promise<void> {
  const name = await host.ask({
    title: l10n.t('Save the Filter'),
    prompt: l10n.t('A name for the filter. It is kept for all logs of this workspace.'),
    validate: (text) => {
      if (text.trim() === '') return l10n.t('Enter a name.');
      return Object.hasOwn(presetsOf(host), text.trim())
        ? l10n.t('There is already a filter with this name.')
        : undefined;
    },
  });
  await host.memory.set(presetsKey, { ...presetsOf(host), [name.trim()]: filter });
}

async function saveLog(host: Dialogs, name: string, pieces: Iterable<string>): Promise<void> {
  const path = await host.chooseNewFile({
    title: l10n.t('Export Log'),
    action: l10n.t('Export'),
    name: `${safeFileName(name)}.log`,
  });
  await writeFromStream(Readable.from(pieces), path);
  host.inform(l10n.t('Exported the log to {0}.', path));
}
