// Changing the limits and the restart policy of containers while they run (`docker update`).

import * as l10n from '@vscode/l10n';
import type { InspectedContainer, Resources } from '../../engine/container-settings.ts';
import type { ObjectIds } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { chooseContainers } from '../objects/choose.ts';
import { forEachOf } from '../objects/for-each.ts';
import { askFields, type Field } from '../options/field-form.ts';
import { flagsOf, valuesOf, withValues } from '../options/index.ts';
import type { OptionValues } from '../options/option.ts';
import { runOfContainer } from '../options/read-container.ts';
import { hostSettings } from '../options/request.ts';
import { updatableOptions as options } from '../options/updatable.ts';
import { noteChanges } from '../running/made-from.ts';
import { listNames } from '../text/count-and-list.ts';
import { joinWords } from '../text/shell-words.ts';
import { containerNameOf, noContainer } from './choice.ts';

const fields: readonly Field[] = options.map((option) => ({
  ...option,
  icon: option.name === 'restart' ? 'debug-restart' : 'dashboard',
  usual: option.name === 'restart' ? l10n.t('no') : l10n.t('no limit'),
  flags: flagsOf(option),
}));

/** What the engine takes for a limit that is no more; it has no word for the others. */
const without: Readonly<Record<string, string>> = { restart: 'no', 'pids-limit': '-1', 'memory-swap': '-1' };

export const containerUpdateCommands = engineCommands(
  {
    'longshore.container.update': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const targets = await chooseContainers(services, ids, { title: l10n.t('Update a Container'), none: noContainer });
      const [first] = targets;
      const raw = (await engine.containers.inspect(String(first?.id))).raw as InspectedContainer;
      const all = runOfContainer(raw, undefined).values;
      const now = options.reduce<OptionValues>((kept, { name }) => withValues(kept, name, valuesOf(all, name)), {});
      const names = targets.map(containerNameOf);
      const values = await askFields(host, {
        title: l10n.t('Update {0}', listNames(names)),
        hint:
          targets.length === 1
            ? l10n.t('It keeps running')
            : l10n.t('The values are those of "{0}"; your changes apply to all', first?.name ?? ''),
        action: l10n.t('Update'),
        fields,
        values: now,
        summary: (chosen) => updateLine(changed(now, chosen), names),
        wrong: (chosen) => wrongUpdate(now, chosen),
      });
      const resources = withSwap(hostSettings(changed(now, values)), raw);
      const warnings = new Set<string>();
      await host.progress(l10n.t('Updating {0}', listNames(names)), async (_report, signal) =>
        forEachOf(targets, containerNameOf, async ({ id }) => {
          for (const warning of await engine.containers.update(id, resources, signal)) warnings.add(warning);
          await noteChanges(host, engine, id);
        }),
      );
      host.inform(
        [
          l10n.t('Updated {0}.', listNames(names)),
          ...[...warnings].map((warning) => l10n.t('Engine warning: {0}', warning)),
        ].join(' '),
      );
    },
  },
  {
    'longshore.container.update': { title: l10n.t('Update Container'), docker: calls('containers.update') },
  },
);

/** What is other than it was. */
function changed(before: OptionValues, after: OptionValues): OptionValues {
  return options.reduce<OptionValues>((all, { name }) => {
    const [was, is] = [valuesOf(before, name), valuesOf(after, name)];
    if (was[0] === is[0]) return all;
    const [value = without[name]] = is;
    return value === undefined ? all : withValues(all, name, [value]);
  }, {});
}

export const cannotBeUnlimited = (limit: string) =>
  l10n.t('{0}: the engine can change this limit, but not remove it. Enter another value.', limit);

export const nothingChosen = l10n.t('Choose what to change.');

function wrongUpdate(before: OptionValues, after: OptionValues): string | undefined {
  const gone = options.find(
    ({ name }) =>
      valuesOf(before, name).length > 0 && valuesOf(after, name).length === 0 && without[name] === undefined,
  );
  if (gone) return cannotBeUnlimited(gone.label);
  return Object.keys(changed(before, after)).length === 0 ? nothingChosen : undefined;
}

/** Swap that nobody chose is twice the memory, and would stand in the way of more memory. */
function withSwap(resources: Resources, { HostConfig: { Memory = 0, MemorySwap = 0 } }: InspectedContainer): Resources {
  const isUsual = Memory > 0 && MemorySwap === 2 * Memory;
  return isUsual && resources.Memory !== undefined && resources.MemorySwap === undefined
    ? { ...resources, MemorySwap: 2 * resources.Memory }
    : resources;
}

function updateLine(values: OptionValues, names: readonly string[]): string {
  const flags = Object.entries(values).flatMap(([name, [value = ''] = []]) => [`--${name}`, value]);
  return joinWords(['docker', 'update', ...flags, ...names]);
}
