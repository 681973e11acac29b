// VolumeApi over the transport.
import type { Volume, VolumeApi } from '../volume-api.ts';
import type { Connection } from './connection.ts';

interface ApiVolume {
  readonly Name: string;
  readonly Driver: string;
  readonly Mountpoint: string;
  readonly CreatedAt?: string;
  readonly Labels?: Record<string, string> | null;
}

export function createVolumeApi({ transport, quickly, patiently }: Connection): VolumeApi {
  const pathOf = (name: string) => `/volumes/${encodeURIComponent(name)}`;
  return {
    list: (signal) =>
      quickly(signal, async (abortSignal) => {
        const request = { method: 'GET', path: '/volumes' } as const;
        const { Volumes } = await transport.json<{ Volumes: ApiVolume[] | null }>(request, abortSignal);
        return (Volumes ?? []).map(volumeOf);
      }),
    inspect: (name, signal) =>
      quickly(signal, async (abortSignal) => ({
        raw: await transport.json<unknown>({ method: 'GET', path: pathOf(name) }, abortSignal),
      })),
    create: ({ name, driver, labels }, signal) =>
      patiently(signal, async (abortSignal) => {
        const body = JSON.stringify({ Name: name, Driver: driver, Labels: labels });
        return volumeOf(await transport.json({ method: 'POST', path: '/volumes/create', body }, abortSignal));
      }),
    remove: (name, signal) =>
      patiently(signal, async (abortSignal) => {
        await transport.text({ method: 'DELETE', path: pathOf(name) }, abortSignal);
      }),
  };
}

function volumeOf({ Name, Driver, Mountpoint, CreatedAt, Labels }: ApiVolume): Volume {
  const createdAt = Date.parse(CreatedAt ?? '');
  const labels = Labels ?? {};
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
