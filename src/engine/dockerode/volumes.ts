// VolumeApi over the transport.
import * as l10n from '@vscode/l10n';
import { helperLabel, helperOwnerLabel, helperVolumeLabel } from '../helper.ts';
import type { Volume, VolumeApi, VolumeHelper } from '../volume-api.ts';
import { answeredList, textsField } from './answered-list.ts';
import type { Connection } from './connection.ts';
import { queryString } from './modem.ts';

interface ApiVolume {
  readonly Name: string;
  readonly Driver: string;
  readonly Mountpoint: string;
  readonly CreatedAt?: string;
  readonly Labels?: Record<string, string> | null;
}

export function createVolumeApi({ transport, words, quickly, patiently }: Connection): VolumeApi {
  const pathOf = (name: string) => `/volumes/${encodeURIComponent(name)}`;
  return {
    list: (signal) =>
      quickly(signal, async (abortSignal) => {
        const request = { method: 'GET', path: '/volumes' } as const;
        const answer = await transport.json<{ Volumes?: ApiVolume[] | null } | null>(request, abortSignal);
        return answeredList<ApiVolume>(
          typeof answer === 'object' ? (answer?.Volumes ?? null) : answer,
          l10n.t('volumes'),
          words,
          ({ Name }) => Name,
        ).map(volumeOf);
      }),
    inspect: (name, signal) =>
      quickly(signal, async (abortSignal) => ({
        raw: await transport.json<unknown>({ method: 'GET', path: pathOf(name) }, abortSignal),
      })),
    create: ({ name, driver, options, labels }, signal) =>
      patiently(signal, async (abortSignal) => {
        const body = JSON.stringify({ Name: name, Driver: driver, DriverOpts: options, Labels: labels });
        return volumeOf(await transport.json({ method: 'POST', path: '/volumes/create', body }, abortSignal));
      }),
    remove: (name, signal) =>
      patiently(signal, async (abortSignal) => {
        await transport.text({ method: 'DELETE', path: pathOf(name) }, abortSignal);
      }),
    helpers: (signal) =>
      quickly(signal, async (abortSignal) => {
        const labelled = <T>(path: string) =>
          transport.json<T[]>(
            { method: 'GET', path, query: queryString({ all: 1, filters: JSON.stringify({ label: [helperLabel] }) }) },
            abortSignal,
          );
        const containers = await labelled<Labelled & { readonly ImageID: string }>('/containers/json');
        const images = await labelled<Labelled>('/images/json');
        return [
          ...containers.map((each): VolumeHelper => ({ ...helperOf(each), id: each.Id, imageId: each.ImageID })),
          ...images
            .filter(({ Id }) => !containers.some(({ ImageID }) => ImageID === Id))
            .map((each): VolumeHelper => ({ ...helperOf(each), id: '', imageId: each.Id })),
        ];
      }),
  };
}

interface Labelled {
  readonly Id: string;
  readonly Labels: Readonly<Record<string, string>> | null;
}

function helperOf({ Labels }: Labelled): Pick<VolumeHelper, 'volume' | 'owner'> {
  return { volume: Labels?.[helperVolumeLabel], owner: Labels?.[helperOwnerLabel] ?? '' };
}

function volumeOf({ Name, Driver, Mountpoint, CreatedAt, Labels }: ApiVolume): Volume {
  const createdAt = Date.parse(CreatedAt ?? '');
  const labels = textsField(Labels);
  return {
    name: Name,
    driver: Driver,
    mountpoint: Mountpoint,
    createdAt: Number.isNaN(createdAt) ? undefined : createdAt,
    labels,
    // Engines before 23 set no label; the name that they make up is 32 bytes in hexadecimal.
    anonymous: 'com.docker.volume.anonymous' in labels || /^[0-9a-f]{64}$/.test(Name),
  };
}
