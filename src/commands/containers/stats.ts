// What a user can see of running containers: a live table of all or of those that are selected, with charts and processes.
import * as l10n from '@vscode/l10n';
import type { EngineId } from '../../engine/engine-id.ts';
import type { Panel } from '../../panels/panel.ts';
import type { FromStatsPage, ToStatsPage } from '../../panels/stats-messages.ts';
import { runStats } from '../../panels/stats-session.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { chooseContainers } from '../objects/choose.ts';
import { containerIsRunning, noneRunning } from './choice.ts';

interface StatsTarget {
  readonly engine: EngineId;
  /** undefined: all that run. */
  readonly containers?: readonly { readonly id: string; readonly name: string }[];
}

export const statsCommands = engineCommands(
  {
    /** From the palette those of all that run. */
    'longshore.container.stats': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine, equivalents } = services;
      if (!ids) {
        equivalents.add({ text: 'docker stats' }, 'done');
        const target: StatsTarget = { engine: engine.id };
        host.openPage({ kind: 'stats', key: `${engine.id} all`, title: l10n.t('Stats'), target });
        return;
      }
      const wish = { title: l10n.t('Show the Stats of a Container'), only: containerIsRunning, none: noneRunning };
      const containers = (await chooseContainers(services, ids, wish)).map(({ id, name }) => ({ id, name }));
      const [first] = containers;
      for (const { name } of containers) equivalents.add({ text: 'docker stats', object: name }, 'done');
      const target: StatsTarget = { engine: engine.id, containers };
      host.openPage({
        kind: 'stats',
        key: `${engine.id} ${containers
          .map(({ id }) => id)
          .sort()
          .join(' ')}`,
        title:
          containers.length === 1
            ? l10n.t('{0} stats', first?.name ?? '')
            : l10n.t('Stats of {0} Containers', containers.length),
        target,
      });
    },
  },
  {
    'longshore.container.stats': { title: l10n.t('Show Container Stats'), docker: { itself: 'docker stats' } },
  },
);

export function fillStatsPage(
  { engines, host }: CommandServices,
  panel: Panel<ToStatsPage, FromStatsPage>,
  kept: unknown,
): boolean {
  const { engine, containers } = (kept ?? {}) as Partial<StatsTarget>;
  if (typeof engine !== 'string' || (containers !== undefined && !Array.isArray(containers))) return false;
  runStats(panel, {
    containers,
    inventory: () => engines.inventory(engine, panel.closed),
    open: (id) => host.runCommand('longshore.container.describe', [{ engine, kind: 'container', id }]),
  });
  return true;
}
