// The rows of the Volumes view.

import * as l10n from '@vscode/l10n';
import type { Inventory } from '../engine/inventory.ts';
import type { Volume } from '../engine/volume-api.ts';
import { formatAge } from '../quantities.ts';
import { type Column, inColumns } from './columns.ts';
import { filesOfVolume, fileTokens, type KnownFiles } from './file-rows.ts';
import type { Kind, Row } from './kind.ts';
import { usersIn } from './users.ts';

export interface VolumeSource extends Pick<Inventory, 'volumes' | 'containers' | 'failures'> {
  /** Absent: no files are shown below. */
  readonly files?: KnownFiles;
}

const tokens = ['group', 'volume', 'used', 'unused', ...fileTokens] as const;

const usersOf = ({ containers }: Pick<Inventory, 'containers'>) => usersIn(containers, ({ volumes }) => volumes);

const columns: readonly Column<Volume, VolumeSource>[] = [
  {
    id: 'users',
    title: l10n.t('Used by'),
    of({ name }, { users }) {
      const names = users(name).map((user) => user.name);
      return names.length > 0 ? l10n.t('used by {0}', names.join(', ')) : l10n.t('unused');
    },
  },
  {
    id: 'created',
    title: l10n.t('Created'),
    of: ({ createdAt }, { now }) => (createdAt === undefined ? [] : formatAge(createdAt, now)),
  },
  { id: 'driver', title: l10n.t('Driver'), isExtra: true, of: ({ driver }) => driver },
  { id: 'path', title: l10n.t('Path on the engine’s machine'), isExtra: true, of: ({ mountpoint }) => mountpoint },
];

export const volumeKind: Kind<Volume, VolumeSource> = {
  view: 'longshore.volumes',
  title: l10n.t('Volumes'),
  welcome: {
    away: l10n.t('Volumes appear here when a Docker engine answers.'),
    connected: l10n.t(
      'No volumes yet. A volume keeps data that outlives its containers, such as databases and uploads.\n[Create a Volume](command:longshore.volume.create)',
    ),
  },
  wants: 'volumes',
  tokens,
  list: ({ volumes }) => volumes ?? [],
  failure: ({ failures }) => failures.volumes?.message,
  // Those with a name of their own first: somebody chose it.
  compare: (a, b) => Number(a.anonymous) - Number(b.anonymous) || a.name.localeCompare(b.name),
  naturalOrder: l10n.t('By Name'),
  groupings: [{ id: 'driver', title: l10n.t('Driver'), of: ({ driver }) => driver, none: l10n.t('no driver') }],
  labels: ({ labels }) => labels,
  sortings: [
    {
      id: 'newest',
      title: l10n.t('Newest First'),
      compare: (a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0) || a.name.localeCompare(b.name),
    },
  ],
  filters: [
    {
      id: 'unused',
      title: l10n.t('Unused'),
      keeps: ({ name }, source, users = usersOf(source)) => users(name).length === 0,
    },
  ],
  // Containers count, too: a row says who keeps data in the volume.
  isTouchedBy: ({ volumes, containers, connection }) => volumes || containers || connection,
  users: usersOf,
  times: ({ createdAt }) => [createdAt],
  columns,
  fields: (_source, users) => ({
    name: { of: ({ name }) => [name] },
    label: { of: ({ labels }) => Object.entries(labels).map(([name, value]) => `${name}=${value}`) },
    driver: { of: ({ driver }) => [driver] },
    container: { of: ({ name }) => users(name).map((user) => user.name) },
    state: {
      of: ({ name }) => (users(name).length > 0 ? ['used', l10n.t('used')] : ['unused', l10n.t('unused')]),
      isWhole: true,
    },
  }),
  row(volume, source, now, allUsers = usersOf(source), chosen = []): Row {
    const users = allUsers(volume.name).map(({ name }) => name);
    return {
      id: `volume/${volume.name}`,
      object: { kind: 'volume', id: volume.name },
      label: volume.anonymous ? volume.name.slice(0, 12) : volume.name,
      description: inColumns(columns, chosen, volume, { source, now, users: allUsers }),
      tooltip: () => [
        [l10n.t('Volume'), volume.name],
        [l10n.t('Used by'), users.join(', ') || l10n.t('no container')],
        [l10n.t('Driver'), volume.driver],
        [l10n.t('Path on the engine’s machine'), volume.mountpoint],
        [l10n.t('Created'), volume.createdAt === undefined ? l10n.t('unknown') : formatAge(volume.createdAt, now)],
      ],
      icon: 'database',
      tone: users.length > 0 ? 'good' : undefined,
      tokens: ['volume', users.length > 0 ? 'used' : 'unused'],
      spoken: volume.anonymous ? l10n.t('anonymous volume') : l10n.t('volume'),
      ...filesOfVolume(source.files, volume.name),
    };
  },
};
