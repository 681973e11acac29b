// Options about what a container writes to.

import { looksSecret } from '../text/secret-values.ts';
import { kindsOf } from './kinds.ts';
import { formatMount, parseMount } from './mount.ts';
import type { RunOption } from './option.ts';
import { pairsOf, record, wrongPair } from './values.ts';

const { flag, text, list, size } = kindsOf('Storage');
const group = 'Storage' as const;

/** What an engine gives a container that asks for nothing. */
const usualSharedMemory = 64 * 1024 * 1024;

export const storage: readonly RunOption[] = [
  {
    name: 'mount',
    kind: 'many',
    group,
    label: 'Mounts',
    prompt: 'Fields with commas between them: type=bind, volume, tmpfs or image, source, target, readonly and others.',
    example: 'type=bind,source=./site,target=/www,readonly',
    secret: looksSecret,
    wrong: (value) => {
      const mount = parseMount(value);
      return 'wrong' in mount ? mount.wrong : undefined;
    },
    apply: ({ host }, values) => {
      host.Mounts = values.flatMap((value) => {
        const mount = parseMount(value);
        return 'wrong' in mount ? [] : mount;
      });
    },
    read: ({ host }) => (host.Mounts ?? []).map(formatMount),
  },
  {
    name: 'tmpfs',
    kind: 'many',
    group,
    label: 'Folders in Memory',
    prompt: '/PATH or /PATH:OPTIONS, with spaces between several. What is written there is gone when it ends.',
    example: '/run /tmp:size=64m,mode=1777',
    wrong: (value) => (/^\/[^:]*(:|$)/.test(value) ? undefined : `"${value}" is no path inside of the container.`),
    apply: ({ host }, values) => {
      host.Tmpfs = Object.fromEntries(
        values.map((value) => {
          const colon = value.indexOf(':');
          return colon < 0 ? [value, ''] : [value.slice(0, colon), value.slice(colon + 1)];
        }),
      );
    },
    read: ({ host }) =>
      Object.entries(host.Tmpfs ?? {}).map(([path, options]) => (options === '' ? path : `${path}:${options}`)),
  },
  flag({ name: 'read-only', label: 'Read-Only File System' }, 'ReadonlyRootfs'),
  size(
    {
      name: 'shm-size',
      label: 'Shared Memory',
      prompt: 'Size of /dev/shm. Empty: 64m. Browsers and databases often need more.',
      example: '1g',
    },
    'ShmSize',
    usualSharedMemory,
  ),
  list(
    {
      name: 'volumes-from',
      label: 'Volumes of Other Containers',
      prompt: 'CONTAINER or CONTAINER:ro, with spaces between several.',
      example: 'db',
    },
    'VolumesFrom',
  ),
  text(
    {
      name: 'volume-driver',
      label: 'Volume Driver',
      prompt: 'The driver of volumes that are made for this container.',
      example: 'local',
    },
    'VolumeDriver',
  ),
  {
    name: 'storage-opt',
    kind: 'many',
    group,
    label: 'Storage Options',
    prompt: 'NAME=value for the storage driver, with spaces between several.',
    example: 'size=10G',
    wrong: wrongPair,
    apply: ({ host }, values) => {
      host.StorageOpt = record(values);
    },
    read: ({ host }) => pairsOf(host.StorageOpt),
  },
];
