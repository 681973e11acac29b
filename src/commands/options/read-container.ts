// A container that is there, as the run that makes one like it: read from what the engine tells of it and of its image.
import type { ContainerConfig, InspectedContainer, InspectedImage } from '../../engine/container-settings.ts';
import type { EngineInfo } from '../../engine/engine.ts';
import { runOptions } from './index.ts';
import type { Made, Run } from './option.ts';

/**
 * `image`: the engine's answer about its image, of which nothing is repeated; undefined: the image is gone.
 * `engine`: whose own settings are not repeated either; without it what may be one of them is left out.
 */
export function runOfContainer(
  container: InspectedContainer,
  image: InspectedImage | undefined,
  engine?: Pick<EngineInfo, 'usualCgroupNamespace'>,
): Run {
  const made: Made = {
    id: container.Id,
    name: container.Name.replace(/^\//, ''),
    config: container.Config,
    host: container.HostConfig,
    networks: container.NetworkSettings?.Networks ?? {},
    image: image?.Config ?? {},
    usualCgroupNamespace: engine?.usualCgroupNamespace,
  };
  const { entrypoint, command } = program(made.config, made.image);
  const read = runOptions.map((option) => [option.name, option.read(made)] as const);
  return {
    image: made.config.Image ?? '',
    values: Object.fromEntries(
      [...read, ['entrypoint', entrypoint] as const].filter(([, values]) => values.length > 0),
    ),
    command,
  };
}

/** What it runs, as far as that is not the image's own. */
function program(
  config: ContainerConfig,
  from: ContainerConfig,
): { entrypoint: readonly string[]; command: readonly string[] } {
  const command = config.Cmd ?? [];
  const entrypoint = [config.Entrypoint ?? []].flat();
  const same = (one: readonly string[], other: readonly string[]) => JSON.stringify(one) === JSON.stringify(other);
  if (same(entrypoint, [from.Entrypoint ?? []].flat())) {
    if (same(command, from.Cmd ?? [])) return { entrypoint: [], command: [] };
    // No command at all is one that only a new entrypoint can bring about.
    if (command.length > 0) return { entrypoint: [], command };
  }
  return { entrypoint: entrypoint.length === 0 ? [''] : entrypoint, command };
}
