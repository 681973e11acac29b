// The rows of the Containers view.
import * as l10n from '@vscode/l10n';
import { commandWithoutSecrets } from '../dockerfile/knowledge/hidden-values.ts';
import type { Container, ContainerState, Port } from '../engine/container-api.ts';
import { exitMeaning } from '../engine/exit-code.ts';
import { formatAge } from '../quantities.ts';
import type { Kind, Row, Tone } from './kind.ts';

const stateIcons: Record<ContainerState, readonly [icon: string, tone: Tone]> = {
  running: ['vm-running', 'good'],
  paused: ['debug-pause', 'busy'],
  restarting: ['sync', 'busy'],
  removing: ['trash', 'busy'],
  created: ['vm-outline', 'quiet'],
  exited: ['vm-outline', 'quiet'],
  dead: ['error', 'bad'],
};

const containerStateWords: Readonly<Record<ContainerState, string>> = {
  running: l10n.t('running'),
  paused: l10n.t('paused'),
  restarting: l10n.t('restarting'),
  removing: l10n.t('being removed'),
  created: l10n.t('created'),
  exited: l10n.t('exited'),
  dead: l10n.t('dead'),
};

const healthWords: Readonly<Record<string, string>> = {
  healthy: l10n.t('healthy'),
  unhealthy: l10n.t('unhealthy'),
  'health: starting': l10n.t('starting'),
};

/** Running ones first: that is what people look for. */
const stateOrder: readonly ContainerState[] = [
  'running',
  'restarting',
  'paused',
  'removing',
  'created',
  'exited',
  'dead',
];

const tokens = ['group', 'container', 'published', 'started', ...stateOrder] as const;

export const containerKind: Kind<Container> = {
  view: 'longshore.containers',
  tokens,
  list: ({ containers }) => containers,
  failure: ({ failures }) => failures.containers?.message,
  compare: (a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) || a.name.localeCompare(b.name),
  naturalOrder: l10n.t('Running First'),
  groupings: [
    {
      id: 'project',
      title: l10n.t('Compose Project'),
      of: ({ labels }) => labels['com.docker.compose.project'],
      none: l10n.t('no project'),
    },
    { id: 'image', title: l10n.t('Image'), of: imageWords, none: l10n.t('no image') },
    { id: 'network', title: l10n.t('Network'), of: ({ networks }) => networks[0], none: l10n.t('no network') },
    { id: 'state', title: l10n.t('State'), of: ({ state }) => containerStateWords[state], none: l10n.t('no state') },
  ],
  sortings: [
    { id: 'name', title: l10n.t('By Name'), compare: (a, b) => a.name.localeCompare(b.name) },
    {
      id: 'newest',
      title: l10n.t('Newest First'),
      compare: (a, b) => b.createdAt - a.createdAt || a.name.localeCompare(b.name),
    },
  ],
  filters: [
    {
      id: 'running',
      title: l10n.t('Running'),
      keeps: ({ state }) => state === 'running' || state === 'paused' || state === 'restarting',
    },
    {
      id: 'stopped',
      title: l10n.t('Stopped'),
      keeps: ({ state }) => state === 'created' || state === 'exited' || state === 'dead',
    },
  ],
  isTouchedBy: ({ containers, connection }) => containers || connection,
  row(container, _inventory, now): Row {
    const ports = portWords(container.ports);
    const state = stateWords(container);
    const [icon, tone] = stateIcons[container.state];
    const failed = isAlarming(exitCode(container));
    const started = container.state === 'running' || container.state === 'paused' || container.state === 'restarting';
    const published =
      started && container.ports.some(({ publicPort, protocol }) => publicPort !== undefined && protocol === 'tcp');
    return {
      id: `container/${container.id}`,
      object: { kind: 'container', id: container.id },
      label: container.name,
      // Ports before the image: a narrow sidebar cuts the end off.
      description: [...(state === containerStateWords.running ? [] : [state]), ...ports, imageWords(container)].join(
        '  ·  ',
      ),
      tooltip: () => [
        [l10n.t('Container'), container.name],
        [l10n.t('State'), container.status],
        [l10n.t('Image'), container.image],
        [l10n.t('Command'), commandWithoutSecrets(container.command)],
        [l10n.t('Ports'), ports.join(', ') || l10n.t('none published')],
        [l10n.t('Created'), formatAge(container.createdAt, now)],
        [l10n.t('ID'), container.id.slice(0, 12)],
      ],
      icon,
      tone: failed ? 'bad' : tone,
      tokens: ['container', container.state, ...(started ? ['started'] : []), ...(published ? ['published'] : [])],
      spoken: state === containerStateWords.running ? l10n.t('running') : l10n.t('container'),
      children: [],
    };
  },
};

/** A container whose image lost its name shows the short id. */
function imageWords({ image }: Container): string {
  return /^(sha256:)?[0-9a-f]{64}$/.test(image) ? image.replace(/^sha256:/, '').slice(0, 12) : image;
}

/** `Exited (137) 2 hours ago` → 137: lists have no field for it. */
function exitCode({ state, status }: Container): number | undefined {
  const match = state === 'exited' ? /\((-?\d+)\)/.exec(status) : null;
  return match ? Number(match[1]) : undefined;
}

/** 0 is success, and a container that somebody stopped has not failed. */
function isAlarming(code: number | undefined): boolean {
  return code !== undefined && code !== 0 && exitMeaning(code)?.wanted !== true;
}

function stateWords(container: Container): string {
  const code = exitCode(container);
  if (container.state === 'exited' && code !== undefined) {
    const meaning = exitMeaning(code)?.short;
    return meaning === undefined ? l10n.t('exited ({0})', code) : l10n.t('exited ({0}, {1})', code, meaning);
  }
  const health = /\((healthy|unhealthy|health: starting)\)/.exec(container.status)?.[1];
  return [containerStateWords[container.state], ...(health === undefined ? [] : [healthWords[health] ?? health])].join(
    ', ',
  );
}

/** `8080→80`; the engine lists a port once for IPv4 and once for IPv6. */
function portWords(ports: readonly Port[]): string[] {
  const words = ports
    .filter(({ publicPort }) => publicPort !== undefined)
    .map(
      ({ publicPort, privatePort, protocol }) =>
        `${publicPort}→${privatePort}${protocol === 'tcp' ? '' : `/${protocol}`}`,
    );
  return [...new Set(words)];
}
