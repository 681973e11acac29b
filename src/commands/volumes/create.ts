// `docker volume create`: a name, and a form that Enter accepts for the rest.
import * as l10n from '@vscode/l10n';
import type { EngineServices } from '../host/on-engine.ts';
import { askFields, type Field, labelField } from '../options/field-form.ts';
import { isOn, valuesOf } from '../options/index.ts';
import { record, wrongPair } from '../options/values.ts';

/** What the form has beside the name. */
export const volumeFields: readonly Field[] = [
  {
    name: 'driver',
    label: l10n.t('Driver'),
    kind: 'one',
    icon: 'circuit-board',
    prompt: l10n.t('local, or the name of a plugin.'),
    example: 'local',
    usual: 'local',
    flags: ['-d', '--driver'],
  },
  {
    name: 'opt',
    label: l10n.t('Driver Options'),
    kind: 'many',
    icon: 'settings-gear',
    prompt: l10n.t(
      'NAME=value for the driver. Separate several with spaces. local takes type, device and o, like mount.',
    ),
    example: 'type=nfs o=addr=192.168.1.1,rw device=:/data',
    usual: l10n.t('none'),
    flags: ['-o', '--opt'],
    wrong: wrongPair,
  },
  labelField,
];

export async function createVolume({ host, engine }: EngineServices): Promise<void> {
  const taken = new Set((await engine.volumes.list()).map((volume) => volume.name));
  const name = await host.ask({
    title: l10n.t('Create a Volume'),
    prompt: l10n.t('A name. Its data outlives the containers that use it.'),
    placeholder: 'shop-data',
    validate: (text) =>
      !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text)
        ? l10n.t('A name needs at least two letters, digits, "_", "." or "-", and starts with a letter or digit.')
        : taken.has(text)
          ? l10n.t('The volume "{0}" already exists.', text)
          : undefined,
  });
  const values = await askFields(host, {
    title: l10n.t('Create Volume {0}', name),
    hint: l10n.t('Press Enter to create'),
    action: l10n.t('Create'),
    fields: volumeFields,
    values: {},
    summary: () => name,
  });
  const [driver] = valuesOf(values, 'driver');
  const request = {
    name,
    ...(driver === undefined ? {} : { driver }),
    ...(isOn(values, 'opt') ? { options: record(valuesOf(values, 'opt')) } : {}),
    ...(isOn(values, 'label') ? { labels: record(valuesOf(values, 'label')) } : {}),
  };
  await host.progress(l10n.t('Creating the volume "{0}"', name), (_report, signal) =>
    engine.volumes.create(request, signal),
  );
  host.inform(l10n.t('Created the volume "{0}". Use it in a container as {0}:/path.', name));
}
