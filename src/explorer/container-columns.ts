// What stands behind a container's name, what a filter can ask of it, and what is said of several together.
import * as l10n from '@vscode/l10n';
import type { Container, Port } from '../engine/container-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { formatAge } from '../quantities.ts';
import type { Column } from './columns.ts';
import { containerLook, isStarted, sinceWhen, stateInFull, stateWords } from './container-state.ts';
import type { KnownFiles } from './file-rows.ts';
import type { Summary } from './kind.ts';
import type { OlderImages } from './older-images.ts';
import type { Fields } from './query.ts';

export interface ContainerSource extends Pick<Inventory, 'containers' | 'failures'> {
  readonly doing?: Inventory['doing'];
  readonly older?: Pick<OlderImages, 'of'>;
  /** Absent: nobody knows what containers were made from. */
  readonly otherOptions?: OtherOptions;
  /** Absent: no files are shown below. */
  readonly files?: KnownFiles;
}

export interface OtherOptions {
  /** What is another in the options that the container was made from, and whose they are; undefined: nothing, or it is not known. */
  of(container: Pick<Container, 'id'>): { readonly differences: string; readonly name: string } | undefined;
}

export const projectLabel = 'com.docker.compose.project';
/** Paths with commas between them, on the machine where compose ran. */
const composeFilesLabel = 'com.docker.compose.project.config_files';

export const projectOf = ({ labels }: Container): string | undefined => labels[projectLabel];

export const containerColumns: readonly Column<Container, ContainerSource>[] = [
  {
    id: 'state',
    title: l10n.t('State'),
    of(container, { source: { doing: doings }, now }) {
      const doing = doings?.get(container.id);
      const { words, isPlain } = containerLook(container, doing);
      if (isPlain) return [];
      return isStarted(container) || doing ? words : stateInFull(container, now);
    },
  },
  {
    id: 'older',
    title: l10n.t('Older Image'),
    of: (container, { source: { older } }) => (older?.of(container) === undefined ? [] : l10n.t('older image')),
  },
  {
    id: 'options',
    title: l10n.t('Other Options'),
    of: (container, { source: { otherOptions } }) => (otherOptions?.of(container) ? l10n.t('other options') : []),
  },
  // Before the image: a narrow sidebar cuts the end off.
  { id: 'ports', title: l10n.t('Ports'), of: ({ ports }) => portWords(ports) },
  {
    id: 'image',
    title: l10n.t('Image'),
    // The name says more than the id that lists have of it.
    of: (container, { source: { older } }) => older?.of(container) ?? imageWords(container),
  },
  {
    id: 'started',
    title: l10n.t('Started'),
    isExtra: true,
    of(container, { now }) {
      const at = sinceWhen(container);
      return at === undefined || !isStarted(container) ? [] : l10n.t('started {0}', formatAge(at, now));
    },
  },
  {
    id: 'created',
    title: l10n.t('Created'),
    isExtra: true,
    of: ({ createdAt }, { now }) => l10n.t('created {0}', formatAge(createdAt, now)),
  },
  { id: 'project', title: l10n.t('Compose Project'), isExtra: true, of: (container) => projectOf(container) ?? [] },
  { id: 'networks', title: l10n.t('Networks'), isExtra: true, of: ({ networks }) => networks.join(', ') },
  { id: 'volumes', title: l10n.t('Volumes'), isExtra: true, of: ({ volumes }) => volumes.map(shortName).join(', ') },
  { id: 'id', title: l10n.t('ID'), isExtra: true, of: ({ id }) => id.slice(0, 12) },
];

export const containerFields: Fields<Container> = {
  name: { of: ({ name }) => [name] },
  state: { of: (container) => [stateWords[container.state], container.state, containerLook(container).words] },
  health: { of: ({ health }) => (health === undefined ? [] : [health]), isWhole: true },
  image: { of: (container) => [imageWords(container)] },
  label: { of: ({ labels }) => Object.entries(labels).map(([name, value]) => `${name}=${value}`) },
  project: { of: (container) => [projectOf(container) ?? ''] },
  network: { of: ({ networks }) => networks },
  volume: { of: ({ volumes }) => volumes },
  port: {
    of: ({ ports }) => ports.flatMap(({ publicPort, privatePort }) => [String(publicPort ?? ''), String(privatePort)]),
    isWhole: true,
  },
};

/** `3 of 6 running · unhealthy`: with the worst that is wrong with any. */
export function containersSummary(
  containers: readonly Container[],
  { doing }: ContainerSource,
  isProject: boolean,
): Summary {
  const running = containers.filter(isStarted);
  const looks = containers.map((container) => containerLook(container, doing?.get(container.id)));
  const [worst] = looks.filter(({ isWrong }) => isWrong).sort((a, b) => a.rank - b.rank);
  const same = looks.filter(({ words }) => words === worst?.words).length;
  return {
    description: [
      l10n.t('{0} of {1} running', running.length, containers.length),
      ...(worst ? [same > 1 ? `${same} ${worst.words}` : worst.words] : []),
    ].join('  ·  '),
    icon: worst?.icon ?? (isProject ? 'layers' : 'folder'),
    tone: worst?.tone ?? (running.length > 0 ? 'good' : 'quiet'),
    tokens: [
      ...(running.length > 0 ? ['someRunning'] : []),
      ...(running.length < containers.length ? ['someStopped'] : []),
      ...(running.some(isPublished) ? ['somePublished'] : []),
      ...(isProject ? ['project'] : []),
      ...(containers.some(({ labels }) => labels[composeFilesLabel]) ? ['composeFile'] : []),
    ],
  };
}

/** The compose files of a container's project, as compose noted them. */
export function composeFilesOf({ labels }: Pick<Container, 'labels'>): readonly string[] {
  return (labels[composeFilesLabel] ?? '').split(',').filter((path) => path !== '');
}

export const isPublished = (container: Container): boolean =>
  isStarted(container) &&
  container.ports.some(({ publicPort, protocol }) => publicPort !== undefined && protocol === 'tcp');

const shortName = (name: string) => (/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name);

/** A container whose image lost its name shows the short id. */
export function imageWords({ image }: Pick<Container, 'image'>): string {
  return /^(sha256:)?[0-9a-f]{64}$/.test(image) ? image.replace(/^sha256:/, '').slice(0, 12) : image;
}

/** `8080→80`; the engine lists a port once for IPv4 and once for IPv6. */
export function portWords(ports: readonly Port[]): string[] {
  const words = ports
    .filter(({ publicPort }) => publicPort !== undefined)
    .map(
      ({ publicPort, privatePort, protocol }) =>
        `${publicPort}→${privatePort}${protocol === 'tcp' ? '' : `/${protocol}`}`,
    );
  return [...new Set(words)];
}
