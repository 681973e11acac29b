// `docker volume create`: a name, and a form that Enter accepts for the rest.
import type { EngineContext } from '../host/on-engine.ts';
import { askFields, type Field, labelField } from '../options/field-form.ts';
import { isOn, valuesOf } from '../options/index.ts';
import { record, wrongPair } from '../options/values.ts';

/** What the form has beside the name. */
export const volumeFields: readonly Field[] = [
  {
    name: 'driver',
    label: 'Driver',
    kind: 'one',
    icon: 'circuit-board',
    prompt: 'local, or that of a plugin.',
    example: 'local',
    usual: 'local',
    flags: ['-d', '--driver'],
  },
  {
    name: 'opt',
    label: 'Driver Options',
    kind: 'many',
    icon: 'settings-gear',
    prompt: 'NAME=value for the driver, with spaces between several: local takes type, device and o, as mount does.',
    example: 'type=nfs o=addr=192.168.1.1,rw device=:/data',
    usual: 'none',
    flags: ['-o', '--opt'],
    wrong: wrongPair,
  },
  labelField,
];

export async function createVolume({ host, engine }: EngineContext): Promise<void> {
  const taken = new Set((await engine.volumes.list()).map((volume) => volume.name));
  const name = await host.ask({
    title: 'Create a Volume',
    prompt: 'A name. Data in it outlives the containers that use it.',
    placeholder: 'shop-data',
    validate: (text) =>
      !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text)
        ? 'A name has two or more letters, digits, "_", "." or "-", and starts with a letter or digit.'
        : taken.has(text)
          ? `There is a volume "${text}" already.`
          : undefined,
  });
  const values = await askFields(host, {
    title: `Create the Volume ${name}`,
    hint: 'Enter creates it',
    action: 'Create',
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
  await host.progress(`Creating the volume "${name}"`, (_report, signal) => engine.volumes.create(request, signal));
  host.inform(`The volume "${name}" is there. Give it to a container as ${name}:/path.`);
}
