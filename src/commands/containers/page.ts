// The page of a container: what its buttons and links do, and the commands that open it.

import * as l10n from '@vscode/l10n';
import { argumentsWithoutSecrets, hidden } from '../../dockerfile/knowledge/hidden-values.ts';
import type { Container } from '../../engine/container-api.ts';
import type { ObjectKind } from '../../explorer/object-ref.ts';
import { hasTag, isNewer } from '../../explorer/older-images.ts';
import type {
  ContainerAction,
  FromContainerPage,
  NeighbourKind,
  ToContainerPage,
} from '../../panels/container-messages.ts';
import { runContainerPage } from '../../panels/container-session.ts';
import type { Panel } from '../../panels/panel.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { objectTarget, readObjectTarget } from '../host/page-target.ts';
import { followTail } from '../logs/tail.ts';
import { chooseContainer } from '../objects/choose.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { type OptionDifference, optionsName, otherOptionsOf } from '../running/made-from.ts';
import { browserPorts } from '../running/ports.ts';
import { joinWords } from '../text/shell-words.ts';
import { containerIsRunning, noContainer } from './choice.ts';

/** Lines of the log that the page begins with. */
const firstLines = 50;

/** Of each button: the command that it runs on the container. */
const commandOf: Readonly<Record<ContainerAction, `longshore.container.${string}`>> = {
  start: 'longshore.container.start',
  stop: 'longshore.container.stop',
  restart: 'longshore.container.restart',
  recreate: 'longshore.container.recreate',
  unpause: 'longshore.container.unpause',
  shell: 'longshore.container.shell',
  attach: 'longshore.container.attach',
  logs: 'longshore.container.logsPage',
  stats: 'longshore.container.stats',
  files: 'longshore.container.files',
  changes: 'longshore.container.changes',
  commit: 'longshore.container.commit',
  copyRun: 'longshore.container.copyRunCommand',
  inspect: 'longshore.container.inspect',
  remove: 'longshore.container.remove',
};

const openerOf: Readonly<Record<NeighbourKind, `longshore.${string}`>> = {
  image: 'longshore.image.describe',
  network: 'longshore.network.describe',
  volume: 'longshore.volume.describe',
};

async function openContainerPage({ host, engine }: EngineServices, container: Container): Promise<void> {
  // Asked for here, too: it is what the page is there for, and it may be gone.
  const { id, name } = await engine.containers.inspect(container.id);
  host.openPage({ kind: 'container', key: `${engine.id} ${id}`, title: name, target: objectTarget(engine, id, name) });
}

export const containerPageCommands = engineCommands(
  {
    'longshore.container.describe': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Describe a Container'),
        none: noContainer,
      });
      await openContainerPage(services, container);
    },

    'longshore.container.why': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Why Did a Container Stop?'),
        only: (candidate) => !containerIsRunning(candidate),
        none: l10n.t('No container has stopped.'),
      });
      await openContainerPage(services, container);
    },
  },
  {
    'longshore.container.describe': { title: l10n.t('Describe Container'), docker: calls('containers.inspect') },
    'longshore.container.why': { title: l10n.t('Why Did Container Stop?'), docker: calls('containers.inspect') },
  },
);

export function fillContainerPage(
  { host, engines }: CommandServices,
  panel: Panel<ToContainerPage, FromContainerPage>,
  kept: unknown,
): boolean {
  const target = readObjectTarget(kept);
  if (!target) return false;
  const { engine, id } = target;
  const run = (command: `longshore.${string}`, kind: ObjectKind, of: string) =>
    host.runCommand(command, [{ engine, kind, id: of }]);
  runContainerPage(panel, target, {
    inventory: () => engines.inventory(engine, panel.closed),
    urlOf: (port, hostName) => browserPorts({ ports: [port] }, hostName)[0]?.url,
    hasNewerImage: async (connected, { image, imageId }, signal) => {
      const now = hasTag(image) ? await imageIfThere(connected, image, signal) : undefined;
      if (!now || now.id === imageId) return false;
      return isNewer(now, await imageIfThere(connected, imageId, signal));
    },
    otherOptions: ({ id: engineId }) => {
      const other = otherOptionsOf(host, engineId, id);
      return other && { name: optionsName(other), rows: other.differences.map(differenceRow) };
    },
    onDidChangeOptions: host.memory.onDidChange,
    followOutput: (connected, onLines, signal) => followTail(connected, id, firstLines, onLines, signal),
    run: (action) => {
      if (Object.hasOwn(commandOf, action)) run(commandOf[action], 'container', id);
    },
    open: (kind, of) => run(openerOf[kind], kind, of),
    openInBrowser: (url) => void host.openInBrowser(url),
    copy: (text, words) => void host.copy(text, words),
  });
  return true;
}

function differenceRow({ option, words, before, after }: OptionDifference): readonly [string, string, string] {
  const shown = (values: readonly string[]) => joinWords(argumentsWithoutSecrets(values));
  const variable = (values: readonly string[]) => (values.length > 0 ? hidden : '');
  if (option !== 'env') return [words, shown(before), shown(after)];
  const isThereStill = before.length > 0 && after.length > 0;
  return [words, variable(before), isThereStill ? l10n.t('another value') : variable(after)];
}
