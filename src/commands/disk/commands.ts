// What a user can see of the engine's disk, and what can be cleared from it as a whole.

import * as l10n from '@vscode/l10n';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { pruneBuildCache } from './build-cache-prune.ts';
import { pruneAll } from './system-prune.ts';

export const diskCommands = engineCommands(
  {
    'longshore.buildCache.prune': pruneBuildCache,
    'longshore.prune': pruneAll,

    'longshore.diskUsage': async ({ host, engine, equivalents }: EngineServices): Promise<void> => {
      equivalents.add({ text: 'docker system df -v' }, 'done');
      host.openPage({ kind: 'disk', key: engine.id, title: l10n.t('Disk Usage'), target: { engine: engine.id } });
    },
  },
  {
    'longshore.buildCache.prune': { title: l10n.t('Remove Build Cache'), docker: calls('buildCache.remove') },
    'longshore.prune': {
      title: l10n.t('Remove All Unused'),
      docker: calls('containers.remove', 'images.remove', 'networks.remove', 'volumes.remove', 'buildCache.remove'),
    },
    'longshore.diskUsage': { title: l10n.t('Show Disk Usage'), docker: { itself: 'docker system df' } },
  },
);
