// The rows of the Networks view.
import type { Network } from '../engine/network-api.ts';
import { formatAge } from '../quantities.ts';
import type { Kind, Row } from './kind.ts';
import { usersBy } from './users.ts';

const tokens = ['group', 'network', 'used', 'predefined', 'own'] as const;

const usersOf = usersBy(({ networks }) => networks);

export const networkKind: Kind<Network> = {
  view: 'longshore.networks',
  wants: 'networks',
  tokens,
  list: ({ networks }) => networks ?? [],
  failure: ({ failures }) => failures.networks?.message,
  // The engine's own last: nobody made them, and nobody can remove them.
  compare: (a, b) => Number(a.predefined) - Number(b.predefined) || a.name.localeCompare(b.name),
  naturalOrder: 'By Name',
  groupings: [{ id: 'driver', title: 'Driver', of: ({ driver }) => driver, none: 'no driver' }],
  sortings: [
    {
      id: 'newest',
      title: 'Newest First',
      compare: (a, b) => b.createdAt - a.createdAt || a.name.localeCompare(b.name),
    },
  ],
  filters: [
    {
      id: 'unused',
      title: 'Unused',
      keeps: ({ name }, { containers }) => usersOf(containers, name).length === 0,
    },
  ],
  isTouchedBy: ({ networks, containers, connection }) => networks || containers || connection,
  row(network, { containers }, now): Row {
    const users = usersOf(containers, network.name).map(({ name }) => name);
    return {
      id: `network/${network.id}`,
      object: { kind: 'network', id: network.id },
      label: network.name,
      description: [
        network.driver,
        ...network.subnets,
        ...(users.length > 0 ? [`used by ${users.join(', ')}`] : []),
        ...(network.internal ? ['internal'] : []),
      ].join('  ·  '),
      tooltip: () => [
        ['Network', network.name],
        ['Used by', users.join(', ') || 'no container'],
        ['Driver', `${network.driver}, ${network.scope}`],
        ['Addresses', network.subnets.join(', ') || 'none'],
        ['Created', formatAge(network.createdAt, now)],
        ['Id', network.id.slice(0, 12)],
      ],
      icon: 'type-hierarchy',
      tone: network.predefined ? 'quiet' : users.length > 0 ? 'good' : undefined,
      tokens: ['network', ...(users.length > 0 ? ['used'] : []), network.predefined ? 'predefined' : 'own'],
      spoken: network.predefined ? 'network of the engine’s own' : 'network',
      children: [],
    };
  },
};
