// Start, stop, restart, pause and unpause differ by a word: one function makes all five.
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { ObjectIds } from '../host/command.ts';
import type { EngineContext } from '../host/on-engine.ts';
import { chooseContainers } from '../objects/choose.ts';
import { forEachOf } from '../objects/for-each.ts';
import { listNames } from '../text/count-and-list.ts';
import { containerNameOf } from './choice.ts';

/** `only`: to which containers it can be done; `none`: said where there is no such container. */
export function lifecycle(
  verb: 'start' | 'stop' | 'restart' | 'pause' | 'unpause',
  doing: string,
  only: (container: Container) => boolean,
  none: string,
) {
  return async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const title = l10n.t('{0}{1} a Container', verb.charAt(0).toUpperCase(), verb.slice(1));
    const targets = await chooseContainers(context, ids, { title, only, none });
    const { engine } = context;
    await context.host.progress(`${doing} ${listNames(targets.map(containerNameOf))}`, async (_report, signal) =>
      forEachOf(targets, containerNameOf, ({ id }) => engine.containers[verb](id, signal)),
    );
  };
}
