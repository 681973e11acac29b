// The rows of the Images view: one for each image id, however many names point to it.
import * as l10n from '@vscode/l10n';
import type { Container } from '../engine/container-api.ts';
import type { Image } from '../engine/image-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { formatAge, formatBytes } from '../quantities.ts';
import { localImages } from '../registry/newer-watch.ts';
import type { NewerCheck } from '../registry/registry-api.ts';
import { type Column, inColumns } from './columns.ts';
import type { ImagePlatforms } from './image-platforms.ts';
import type { Kind, Row } from './kind.ts';
import { type Staleness, staleWords } from './stale-words.ts';
import { usersIn } from './users.ts';

const usersOf = ({ containers }: Pick<Inventory, 'containers'>) => usersIn(containers, ({ imageId }) => [imageId]);

const tokens = ['group', 'image', 'dangling', 'used', 'tag', 'newer'] as const;

export interface ImageSource extends Pick<Inventory, 'images' | 'containers' | 'failures'> {
  /** What is known of newer ones. */
  readonly newer?: Pick<NewerCheck, 'known'>;
  readonly platforms?: Pick<ImagePlatforms, 'of' | 'usual'>;
  /** Of images that were built here. */
  readonly staleness?: { of(imageId: string): Staleness | undefined };
}

/** The most telling first: a narrow side bar cuts the end off. */
const columns: readonly Column<Image, ImageSource>[] = [
  { id: 'id', title: l10n.t('ID'), isExtra: true, of: ({ id }) => shortId(id) },
  {
    id: 'newer',
    title: l10n.t('Newer Available'),
    of: (image, { source: { newer } }) => (newerNames(image, newer).length > 0 ? newerThere : []),
  },
  {
    id: 'stale',
    title: l10n.t('Changed Since Build'),
    of: ({ id }, { source: { staleness } }) => staleWords(staleness?.of(id)).slice(0, 1),
  },
  {
    id: 'platform',
    title: l10n.t('Platform'),
    of(image, { source: { platforms } }) {
      const platform = platforms?.of(image);
      // That of all others goes without saying.
      return platform === undefined || platform === platforms?.usual() ? [] : platform.replaceAll('linux/', '');
    },
  },
  { id: 'size', title: l10n.t('Size'), of: ({ size }) => formatBytes(size) },
  { id: 'created', title: l10n.t('Created'), of: ({ createdAt }, { now }) => formatAge(createdAt, now) },
  {
    id: 'names',
    title: l10n.t('Number of Names'),
    of({ tags }) {
      const others = tags.length - 1;
      if (others < 1) return [];
      return others === 1 ? l10n.t('+1 name') : l10n.t('+{0} names', others);
    },
  },
  {
    id: 'users',
    title: l10n.t('Used by'),
    of({ id }, { users }) {
      const used = users(id);
      return used.length > 0 ? usedBy(used) : [];
    },
  },
];

export const imageKind: Kind<Image, ImageSource> = {
  view: 'longshore.images',
  title: l10n.t('Images'),
  welcome: {
    away: l10n.t('Images appear here when a Docker engine answers.'),
    connected: l10n.t(
      'No images yet. An image is a program with everything it needs, ready to run as a container.\n[Pull an Image](command:longshore.image.pull)\n[Build a Dockerfile](command:longshore.dockerfile.build)',
    ),
  },
  tokens,
  list: ({ images }) => images,
  failure: ({ failures }) => failures.images?.message,
  // Newest first: the one just built or pulled is the one looked for. Names break ties, so that the order is steady.
  compare: (a, b) => b.createdAt - a.createdAt || (a.tags[0] ?? a.id).localeCompare(b.tags[0] ?? b.id),
  naturalOrder: l10n.t('Newest First'),
  groupings: [{ id: 'repository', title: l10n.t('Repository'), of: repositoryOf, none: '<none>' }],
  sortings: [
    { id: 'name', title: l10n.t('By Name'), compare: (a, b) => (a.tags[0] ?? a.id).localeCompare(b.tags[0] ?? b.id) },
    { id: 'size', title: l10n.t('Largest First'), compare: (a, b) => b.size - a.size || a.id.localeCompare(b.id) },
  ],
  filters: [
    { id: 'dangling', title: l10n.t('Dangling'), keeps: ({ tags }) => tags.length === 0 },
    {
      id: 'unused',
      title: l10n.t('Unused'),
      keeps: ({ id }, source, users = usersOf(source)) => users(id).length === 0,
    },
    { id: 'newer', title: l10n.t('Newer Available'), keeps: (image, { newer }) => newerNames(image, newer).length > 0 },
  ],
  // Containers count, too: a row says who uses the image.
  isTouchedBy: ({ images, containers, connection }) => images || containers || connection,
  users: usersOf,
  times: ({ createdAt }) => [createdAt],
  labels: ({ labels }) => labels,
  columns,
  fields: ({ newer, platforms }, users) => ({
    name: { of: ({ tags }) => tags },
    label: { of: ({ labels }) => Object.entries(labels).map(([name, value]) => `${name}=${value}`) },
    platform: { of: (image) => [platforms?.of(image) ?? ''] },
    container: { of: ({ id }) => users(id).map(({ name }) => name) },
    state: {
      of: (image) => [
        ...(image.tags.length === 0 ? ['dangling', l10n.t('dangling')] : []),
        ...(users(image.id).length > 0 ? ['used', l10n.t('used')] : ['unused', l10n.t('unused')]),
        ...(newerNames(image, newer).length > 0 ? ['newer', newerThere] : []),
      ],
      isWhole: true,
    },
  }),
  summary: (images) => ({
    description: `${images.length}  ·  ${formatBytes(images.reduce((sum, { size }) => sum + size, 0))}`,
    icon: 'folder',
    tone: undefined,
    tokens: [],
  }),
  row(image, source, now, allUsers = usersOf(source), chosen = []): Row {
    const { newer, platforms } = source;
    const users = allUsers(image.id);
    const [name] = image.tags;
    const dangling = name === undefined;
    const newerOnes = newerNames(image, newer);
    const stale = staleWords(source.staleness?.of(image.id));
    const words = inColumns(columns, chosen, image, { source, now, users: allUsers });
    return {
      id: `image/${image.id}`,
      object: { kind: 'image', id: image.id },
      label: name ?? '<none>',
      // Nothing else tells it from the others without a name.
      description: dangling && !chosen.includes('id') ? [shortId(image.id), words].join('  ·  ') : words,
      tooltip: () => [
        [l10n.t('Image'), dangling ? l10n.t('<none>: it has no name') : image.tags.join(', ')],
        [l10n.t('Size'), l10n.t('{0}, including layers shared with other images', formatBytes(image.size))],
        [l10n.t('Created'), formatAge(image.createdAt, now)],
        // Known later than the rest, and then without a word, where it goes without saying.
        ...platformLine(platforms?.of(image)),
        [l10n.t('Used by'), users.map((container) => container.name).join(', ') || l10n.t('no container')],
        [l10n.t('ID'), shortId(image.id)],
        ...(stale.length > 0 ? [[l10n.t('Since it was built'), stale.join(', ')] as const] : []),
        ...(newerOnes.length > 0 ? [[l10n.t('Newer version in registry'), newerOnes.join(', ')] as const] : []),
      ],
      icon: 'package',
      tone: users.some(({ state }) => state === 'running') ? 'good' : dangling ? 'quiet' : undefined,
      tokens: [
        'image',
        ...(dangling ? ['dangling'] : []),
        ...(users.length > 0 ? ['used'] : []),
        ...(newerOnes.length > 0 ? ['newer'] : []),
      ],
      spoken: dangling ? l10n.t('image without a name') : l10n.t('image'),
      children: image.tags.length > 1 ? image.tags.map((tag) => tagRow(image, tag)) : [],
    };
  },
};

const platformLine = (platform: string | undefined) =>
  platform ? [[platform.includes(',') ? l10n.t('Platforms') : l10n.t('Platform'), platform] as const] : [];

const shortId = (id: string) => id.replace(/^sha256:/, '').slice(0, 12);

/** Its names under which the registry has another image by now. */
function newerNames(image: Image, newer: ImageSource['newer']): string[] {
  return localImages([image]).flatMap((local) => (newer?.known(local)?.kind === 'newer' ? [local.reference] : []));
}

/** `ghcr.io/team/app:1` → `ghcr.io/team/app` */
function repositoryOf({ tags }: Image): string | undefined {
  return tags[0]?.replace(/:[^:/]*$/, '');
}

function usedBy(users: readonly Container[]): string {
  return users.length === 1
    ? l10n.t('used by {0}', users[0]?.name ?? '')
    : l10n.t('used by {0} containers', users.length);
}

/** A tag is only a pointer: commands find its image by it, and untag takes just this one. */
function tagRow(image: Image, tag: string): Row {
  return {
    id: `image/${image.id}/${tag}`,
    object: { kind: 'tag', id: tag },
    label: tag,
    description: '',
    tooltip: () => [[l10n.t('Name of'), shortId(image.id)]],
    icon: 'tag',
    tone: undefined,
    tokens: ['tag'],
    spoken: spokenName,
    children: [],
  };
}

export const newerThere = l10n.t('newer available');

/** What a screen reader says of the row of a name. */
export const spokenName = l10n.t('name of an image');
