// The request for the engine that a run comes to. Pure: what stands in files was read before (`places.ts`).
import type { ContainerRequest } from '../../engine/container-api.ts';
import type { HostConfig } from '../../engine/container-settings.ts';
import { isOn, runOptions, valuesOf } from './index.ts';
import type { Draft, OptionValues, Run } from './option.ts';

export function containerRequest({ image, values, command }: Run): ContainerRequest {
  const draft = draftOf(values);
  const { config, host, networks, name, platform } = draft;
  return {
    image,
    ...(name === undefined ? {} : { name }),
    ...(platform === undefined ? {} : { platform }),
    ...(command.length > 0 ? { command } : {}),
    settings: {
      // As the command line says it: who reads the container later knows that somebody waited for it.
      ...(isOn(values, 'detach') ? {} : { AttachStdout: true, AttachStderr: true }),
      // Who types is the one who ends the input.
      ...(isOn(values, 'interactive') && !isOn(values, 'detach') ? { AttachStdin: true, StdinOnce: true } : {}),
      ...config,
      HostConfig: host,
      ...(networks.some(({ settings }) => Object.keys(settings).length > 0) || networks.length > 1
        ? {
            NetworkingConfig: {
              EndpointsConfig: Object.fromEntries(networks.map(({ name: each, settings }) => [each, settings])),
            },
          }
        : {}),
    },
  };
}

/** What `docker update` is asked. */
export const hostSettings = (values: OptionValues): HostConfig => draftOf(values).host;

function draftOf(values: OptionValues): Draft {
  const draft: Draft = { config: {}, host: {}, networks: [] };
  for (const option of runOptions) {
    const chosen = valuesOf(values, option.name);
    if (chosen.length > 0) option.apply(draft, chosen);
  }
  return draft;
}
