// Start, stop, restart, pause and unpause differ by a word: one function makes all five.
import type { Container } from '../../engine/container-api.ts';
import type { ObjectIds } from '../host/command.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { chooseContainers } from '../objects/choose.ts';
import { forEachOf } from '../objects/for-each.ts';
import { listNames } from '../text/count-and-list.ts';
import { containerNameOf } from './choice.ts';

/** Containers at once: each may take its ten seconds to stop, in which the engine waits for nothing else. */
export const stopsAtOnce = 50;

interface LifecycleWords {
  /** `Start a Container` */
  readonly title: string;
  /** `Starting "web"` */
  progress(names: string): string;
}

/** `only`: to which containers it can be done; `none`: said where there is no such container. */
export function lifecycle(
  verb: 'start' | 'stop' | 'restart' | 'pause' | 'unpause',
  words: LifecycleWords,
  only: (container: Container) => boolean,
  none: string,
) {
  return async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
    const targets = await chooseContainers(services, ids, { title: words.title, only, none });
    const { engine } = services;
    await services.host.progress(words.progress(listNames(targets.map(containerNameOf))), async (_report, signal) =>
      forEachOf(targets, containerNameOf, ({ id }) => engine.containers[verb](id, signal), stopsAtOnce),
    );
  };
}
