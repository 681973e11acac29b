// The rows of the Containers view.
import * as l10n from '@vscode/l10n';
import { commandWithoutSecrets } from '../dockerfile/knowledge/hidden-values.ts';
import type { Container, ContainerState, Port } from '../engine/container-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { formatAge } from '../quantities.ts';
import { lookOf, needsAttention, sinceWhen, stateInFull } from './container-state.ts';
import type { Kind, Row } from './kind.ts';

const containerStateWords: Readonly<Record<ContainerState, string>> = {
  running: l10n.t('running'),
  paused: l10n.t('paused'),
  restarting: l10n.t('restarting'),
  removing: l10n.t('being removed'),
  created: l10n.t('created'),
  exited: l10n.t('exited'),
  dead: l10n.t('dead'),
};

const states = Object.keys(containerStateWords) as ContainerState[];

/** Those that run or will again by themselves: one that goes to and fro between them stays where it is. */
const isStarted = ({ state }: Container) => state === 'running' || state === 'paused' || state === 'restarting';

const tokens = ['group', 'container', 'published', 'started', ...states] as const;

interface ContainerSource extends Pick<Inventory, 'containers' | 'failures'> {
  readonly doing?: Inventory['doing'];
}

export const containerKind: Kind<Container, ContainerSource> = {
  view: 'longshore.containers',
  tokens,
  list: ({ containers }) => containers,
  failure: ({ failures }) => failures.containers?.message,
  // Running ones first: that is what people look for.
  compare: (a, b) => Number(isStarted(b)) - Number(isStarted(a)) || a.name.localeCompare(b.name),
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
      keeps: isStarted,
    },
    {
      id: 'stopped',
      title: l10n.t('Stopped'),
      keeps: ({ state }) => state === 'created' || state === 'exited' || state === 'dead',
    },
  ],
  isTouchedBy: ({ containers, connection }) => containers || connection,
  times: (container) => [sinceWhen(container), container.createdAt],
  attention: ({ containers, doing }, now) =>
    containers.filter((container) => needsAttention(container, now, doing?.get(container.id))).length,
  row(container, { doing: doings }, now): Row {
    const ports = portWords(container.ports);
    const doing = doings?.get(container.id);
    const { icon, tone, words } = lookOf(container, doing);
    const started = isStarted(container);
    const isPlain = words === containerStateWords.running;
    const published =
      started && container.ports.some(({ publicPort, protocol }) => publicPort !== undefined && protocol === 'tcp');
    return {
      id: `container/${container.id}`,
      object: { kind: 'container', id: container.id },
      label: container.name,
      // Ports before the image: a narrow sidebar cuts the end off.
      description: [
        ...(isPlain ? [] : [started || doing ? words : stateInFull(container, now)]),
        ...ports,
        imageWords(container),
      ].join('  ·  '),
      tooltip: () => [
        [l10n.t('Container'), container.name],
        [l10n.t('State'), stateInFull(container, now, doing)],
        [l10n.t('Image'), container.image],
        [l10n.t('Command'), commandWithoutSecrets(container.command)],
        [l10n.t('Ports'), ports.join(', ') || l10n.t('none published')],
        [l10n.t('Created'), formatAge(container.createdAt, now)],
        [l10n.t('ID'), container.id.slice(0, 12)],
      ],
      icon,
      tone,
      tokens: ['container', container.state, ...(started ? ['started'] : []), ...(published ? ['published'] : [])],
      spoken: isPlain ? words : l10n.t('container'),
      children: [],
    };
  },
};

/** A container whose image lost its name shows the short id. */
function imageWords({ image }: Container): string {
  return /^(sha256:)?[0-9a-f]{64}$/.test(image) ? image.replace(/^sha256:/, '').slice(0, 12) : image;
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
