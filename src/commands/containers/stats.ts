// What a user can see of running containers: live charts, and their processes below them.
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { EngineId } from '../../engine/engine-id.ts';
import type { Panel } from '../../panels/panel.ts';
import type { FromStatsPanel, ToStatsPanel } from '../../panels/stats-messages.ts';
import { runStats } from '../../panels/stats-session.ts';
import type { CommandContext, ObjectIds } from '../host/command.ts';
import { type EngineContext, engineCommands } from '../host/on-engine.ts';
import { chooseContainers } from '../objects/choose.ts';

const isRunning = ({ state }: Container) => state === 'running' || state === 'paused';

export const statsCommands = engineCommands({
  'longshore.container.stats': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const containers = await chooseContainers(context, ids, {
      title: l10n.t('Show the Stats of a Container'),
      only: isRunning,
      none: l10n.t('No container is running. Start one, or run an image.'),
    });
    const [first] = containers;
    const all = containers.map(({ id }) => id).sort();
    host.openPage({
      kind: 'stats',
      key: `${engine.id} ${all.join(' ')}`,
      title:
        containers.length === 1
          ? l10n.t('{0} stats', first?.name ?? '')
          : l10n.t('Stats of {0} Containers', containers.length),
      target: { engine: engine.id, containers: containers.map(({ id, name }) => ({ id, name })) },
    });
  },
});

interface StatsTarget {
  readonly engine: EngineId;
  readonly containers: readonly { readonly id: string; readonly name: string }[];
}

export function fillStatsPage(
  { engines }: CommandContext,
  panel: Panel<ToStatsPanel, FromStatsPanel>,
  kept: unknown,
): boolean {
  const { engine, containers } = (kept ?? {}) as Partial<StatsTarget>;
  if (typeof engine !== 'string' || !Array.isArray(containers)) return false;
  runStats(panel, containers, () => engines.inventory(engine, panel.closed));
  return true;
}
