// Options about what a container writes to.

import * as l10n from '@vscode/l10n';
import { looksSecret } from '../text/secret-values.ts';
import { kindsOf } from './kinds.ts';
import { formatMount, parseMount } from './mount.ts';
import type { RunOption } from './option.ts';
import { pairsOf, record, wrongPair } from './values.ts';

const { flag, text, list, size } = kindsOf('storage');
const group = 'storage' as const;

/** What an engine gives a container that asks for nothing. */
const usualSharedMemory = 64 * 1024 * 1024;

export const storage: readonly RunOption[] = [
  {
    name: 'mount',
    kind: 'many',
    group,
    label: l10n.t('Mounts'),
    prompt: l10n.t(
      'Fields, separated by commas: type=bind, volume, tmpfs or image, source, target, readonly and others.',
    ),
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
    label: l10n.t('Temporary File Systems'),
    prompt: l10n.t('/PATH or /PATH:OPTIONS. Separate several with spaces. The data is lost when the container stops.'),
    example: '/run /tmp:size=64m,mode=1777',
    wrong: (value) =>
      /^\/[^:]*(:|$)/.test(value) ? undefined : l10n.t('"{0}" is not a path in the container.', value),
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
  flag({ name: 'read-only', label: l10n.t('Read-Only File System') }, 'ReadonlyRootfs'),
  size(
    {
      name: 'shm-size',
      label: l10n.t('Shared Memory'),
      prompt: l10n.t('Size of /dev/shm. Leave empty for 64m. Browsers and databases often need more.'),
      example: '1g',
    },
    'ShmSize',
    usualSharedMemory,
  ),
  list(
    {
      name: 'volumes-from',
      label: l10n.t('Volumes of Other Containers'),
      prompt: l10n.t('CONTAINER or CONTAINER:ro. Separate several with spaces.'),
      example: 'db',
    },
    'VolumesFrom',
  ),
  text(
    {
      name: 'volume-driver',
      label: l10n.t('Volume Driver'),
      prompt: l10n.t('The driver of volumes that are created for this container.'),
      example: 'local',
    },
    'VolumeDriver',
  ),
  {
    name: 'storage-opt',
    kind: 'many',
    group,
    label: l10n.t('Storage Options'),
    prompt: l10n.t('NAME=value for the storage driver. Separate several with spaces.'),
    example: 'size=10G',
    wrong: wrongPair,
    apply: ({ host }, values) => {
      host.StorageOpt = record(values);
    },
    read: ({ host }) => pairsOf(host.StorageOpt),
  },
];
