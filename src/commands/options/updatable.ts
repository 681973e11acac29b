// The options that `docker update` can change of a container, as the engine tells them: two ways to write one value are one.
import type { ContainerConfig, HostConfig } from '../../engine/container-settings.ts';
import { runOptions, valuesOf, withValues } from './index.ts';
import type { Made, OptionValues } from './option.ts';
import { hostSettings } from './request.ts';

export const updatableOptions = runOptions.filter(({ update }) => update);

/** Only these options; none has the value that it has if nobody asks. */
export function updatableValues(host: HostConfig): OptionValues {
  const none: ContainerConfig = {};
  const made: Made = { id: '', name: '', config: none, host, networks: {}, image: none };
  return updatableOptions.reduce<OptionValues>((values, { name, read }) => {
    const told = read(made);
    // Docker's word for no limit, which is what a container has that none was asked for.
    return name === 'pids-limit' && told[0] === '-1' ? values : withValues(values, name, told);
  }, {});
}

/** As an engine would tell them that was asked for these: `0.5g` of memory are `512m`. */
export function inEnginesWords(values: OptionValues): OptionValues {
  const asked = updatableOptions.reduce<OptionValues>(
    (some, { name }) => withValues(some, name, valuesOf(values, name)),
    {},
  );
  return updatableValues(hostSettings(asked));
}
