// The rows of the Networks view.

import * as l10n from '@vscode/l10n';
import type { Inventory } from '../engine/inventory.ts';
import type { Network } from '../engine/network-api.ts';
import { formatAge } from '../quantities.ts';
import { type Column, inColumns } from './columns.ts';
import type { Kind, Row } from './kind.ts';
import { usersIn } from './users.ts';

const tokens = ['group', 'network', 'used', 'predefined', 'own'] as const;

const usersOf = ({ containers }: Pick<Inventory, 'containers'>) => usersIn(containers, ({ networks }) => networks);

const columns: readonly Column<Network, Inventory>[] = [
  { id: 'driver', title: l10n.t('Driver'), of: ({ driver }) => driver },
  { id: 'subnets', title: l10n.t('Addresses'), of: ({ subnets }) => subnets },
  {
    id: 'users',
    title: l10n.t('Used by'),
    of({ name }, { users }) {
      const names = users(name).map((user) => user.name);
      return names.length > 0 ? l10n.t('used by {0}', names.join(', ')) : [];
    },
  },
  { id: 'internal', title: l10n.t('Internal'), of: ({ internal }) => (internal ? l10n.t('internal') : []) },
  {
    id: 'created',
    title: l10n.t('Created'),
    isExtra: true,
    of: ({ createdAt }, { now }) => formatAge(createdAt, now),
  },
  { id: 'id', title: l10n.t('ID'), isExtra: true, of: ({ id }) => id.slice(0, 12) },
];

export const networkKind: Kind<Network> = {
  view: 'longshore.networks',
  title: l10n.t('Networks'),
  welcome: {
    away: l10n.t('Networks appear here when a Docker engine answers.'),
    connected: l10n.t(
      'No networks. Containers on the same user-defined network find each other by name.\n[Create a Network](command:longshore.network.create)',
    ),
  },
  wants: 'networks',
  tokens,
  list: ({ networks }) => networks ?? [],
  failure: ({ failures }) => failures.networks?.message,
  // The engine's own last: nobody made them, and nobody can remove them.
  compare: (a, b) => Number(a.predefined) - Number(b.predefined) || a.name.localeCompare(b.name),
  naturalOrder: l10n.t('By Name'),
  groupings: [{ id: 'driver', title: l10n.t('Driver'), of: ({ driver }) => driver, none: l10n.t('no driver') }],
  labels: ({ labels }) => labels,
  sortings: [
    {
      id: 'newest',
      title: l10n.t('Newest First'),
      compare: (a, b) => b.createdAt - a.createdAt || a.name.localeCompare(b.name),
    },
  ],
  filters: [
    {
      id: 'unused',
      title: l10n.t('Unused'),
      keeps: ({ name }, source, users = usersOf(source)) => users(name).length === 0,
    },
  ],
  isTouchedBy: ({ networks, containers, connection }) => networks || containers || connection,
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
  row(network, source, now, allUsers = usersOf(source), chosen = []): Row {
    const users = allUsers(network.name).map(({ name }) => name);
    return {
      id: `network/${network.id}`,
      object: { kind: 'network', id: network.id },
      label: network.name,
      description: inColumns(columns, chosen, network, { source, now, users: allUsers }),
      tooltip: () => [
        [l10n.t('Network'), network.name],
        [l10n.t('Used by'), users.join(', ') || l10n.t('no container')],
        [l10n.t('Driver'), `${network.driver}, ${network.scope}`],
        [l10n.t('Addresses'), network.subnets.join(', ') || l10n.t('none')],
        [l10n.t('Created'), formatAge(network.createdAt, now)],
        [l10n.t('ID'), network.id.slice(0, 12)],
      ],
      icon: 'type-hierarchy',
      tone: network.predefined ? 'quiet' : users.length > 0 ? 'good' : undefined,
      tokens: ['network', ...(users.length > 0 ? ['used'] : []), network.predefined ? 'predefined' : 'own'],
      spoken: network.predefined ? l10n.t('the engine’s own network') : l10n.t('network'),
      children: [],
    };
  },
};
