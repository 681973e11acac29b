// The rows of the Registries view: registries, their repositories, tags, and the images behind a tag.
import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../image-reference.ts';
import { formatAge, formatBytes } from '../quantities.ts';
import type { Kind, Row } from './kind.ts';
import type { RegistryEntry, RegistryListing } from './registry-listing.ts';

const tokens = [
  'group',
  'registry',
  'added',
  'loggedIn',
  'loggedOut',
  'repository',
  'tag',
  'platform',
  'more',
  'problem',
] as const;

const names: Readonly<Record<string, string>> = { 'docker.io': 'Docker Hub', 'ghcr.io': 'GitHub' };

export const registryKind: Kind<RegistryEntry, RegistryListing, undefined> = {
  view: 'longshore.registries',
  title: l10n.t('Registries'),
  tokens,
  list: (listing) => listing.registries(),
  compare: () => 0,
  naturalOrder: l10n.t('Default Order'),
  groupings: [],
  sortings: [],
  filters: [
    {
      id: 'loggedIn',
      title: l10n.t('Logged In'),
      keeps: (entry) => entry.kind !== 'registry' || entry.login !== undefined,
    },
  ],
  isTouchedBy: () => true,
  row: (entry, listing, now) => rowOf(entry, listing, now),
};

function rowOf(entry: RegistryEntry, listing: RegistryListing, now: number): Row {
  const below = (key: string): Pick<Row, 'children' | 'isLazy'> => {
    const known = listing.below(key);
    return { children: (known ?? []).map((each) => rowOf(each, listing, now)), isLazy: known === undefined };
  };
  switch (entry.kind) {
    case 'registry':
      return { ...registryRow(entry), ...below(entry.registry) };
    case 'repository':
      return {
        id: `repository/${entry.name}`,
        object: { kind: 'repository', id: entry.name },
        label: parseImageReference(entry.name)?.repository ?? entry.name,
        description: '',
        tooltip: () => [[l10n.t('Repository'), entry.name]],
        icon: 'repo',
        tone: undefined,
        tokens: ['repository'],
        spoken: l10n.t('repository'),
        ...below(entry.name),
      };
    case 'tag':
      return tagRow(entry.reference, listing, below(entry.reference));
    case 'platform':
      return platformRow(entry, now);
    case 'more':
      return {
        ...plainRow(`more/${entry.of}`, l10n.t('Show More')),
        object: { kind: 'more', id: entry.of },
        description: l10n.t('{0} shown', entry.shown),
        icon: 'ellipsis',
        tokens: ['more'],
        spoken: l10n.t('shows more'),
        verb: 'more',
      };
    case 'problem':
      return {
        ...plainRow(`problem/${entry.of}`, entry.message),
        icon: 'info',
        tone: 'quiet',
        tokens: ['problem'],
        spoken: l10n.t('message'),
      };
  }
}

function registryRow({ registry, login, isAdded }: RegistryEntry & { kind: 'registry' }): Row {
  const name = names[registry];
  const who =
    login === undefined
      ? loginWords.notLoggedIn()
      : login.username
        ? loginWords.loggedInAs(login.username)
        : loginWords.loggedIn();
  const places = {
    helper: l10n.t('in the system’s keychain'),
    'config-file': l10n.t('unencrypted, in Docker’s config.json'),
    'secret-store': l10n.t('in the editor’s secret storage'),
  };
  return {
    ...plainRow(`registry/${registry}`, name ?? registry),
    object: { kind: 'registry', id: registry },
    description: [...(name ? [registry] : []), who].join('  ·  '),
    tooltip: () => [
      [l10n.t('Registry'), registry],
      [l10n.t('Account'), who],
      ...(login ? [[l10n.t('Password'), places[login.place.kind]] as const] : []),
      ...(login?.problem ? [[l10n.t('Problem'), login.problem] as const] : []),
    ],
    icon: login?.problem ? 'warning' : 'server',
    tone: login?.problem ? 'bad' : login ? 'good' : undefined,
    tokens: ['registry', login ? 'loggedIn' : 'loggedOut', ...(isAdded ? ['added'] : [])],
    spoken: l10n.t('registry'),
  };
}

function tagRow(reference: string, listing: RegistryListing, below: Pick<Row, 'children' | 'isLazy'>): Row {
  const digest = listing.digestOf(reference);
  return {
    ...plainRow(`tag/${reference}`, parseImageReference(reference)?.tag ?? reference),
    object: { kind: 'remote-tag', id: reference },
    description: digest?.slice(7, 19) ?? '',
    tooltip: () => [[l10n.t('Image'), reference], ...(digest ? [[l10n.t('Digest'), digest] as const] : [])],
    icon: 'tag',
    tokens: ['tag'],
    spoken: l10n.t('tag'),
    ...below,
  };
}

function platformRow({ reference, digest, image }: RegistryEntry & { kind: 'platform' }, now: number): Row {
  const age = image.createdAt === undefined ? l10n.t('unknown age') : formatAge(image.createdAt, now);
  return {
    ...plainRow(`platform/${reference}@${digest}`, image.platform ?? l10n.t('unknown platform')),
    object: { kind: 'remote-image', id: `${reference.replace(/:[^:/]*$/, '')}@${digest}` },
    description: [formatBytes(image.size), age].join('  ·  '),
    tooltip: () => [
      [l10n.t('Digest'), digest],
      [l10n.t('Compressed size'), formatBytes(image.size)],
      [l10n.t('Layers'), String(image.layers)],
      [l10n.t('Created'), age],
    ],
    icon: 'chip',
    tokens: ['platform'],
    spoken: l10n.t('image'),
  };
}

function plainRow(id: string, label: string): Row {
  return {
    id,
    object: undefined,
    label,
    description: '',
    tooltip: () => [['', label]],
    icon: 'circle-outline',
    tone: undefined,
    tokens: [],
    spoken: '',
    children: [],
  };
}

/** Who is logged in to a registry. */
export const loginWords = {
  notLoggedIn: () => l10n.t('not logged in'),
  loggedInAs: (name: string) => l10n.t('logged in as {0}', name),
  loggedIn: () => l10n.t('logged in'),
};
