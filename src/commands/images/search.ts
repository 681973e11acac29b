// `docker search`: on Docker Hub by the engine, in other registries by the names that they list; then pull what was found,
// run it, or write it into FROM.
import * as l10n from '@vscode/l10n';
import { inOrderOfUse } from '../../dockerfile/language/image-completion.ts';
import { UserError } from '../../user-error.ts';
import { account } from '../accounts/account.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { onEngine } from '../host/on-engine.ts';
import { runImage } from '../running/run-image.ts';
import { withTag } from '../text/image-names.ts';
import { registryName } from '../text/registry-name.ts';
import { pullImage } from './pull.ts';

/** `ids`: registries; without any the user says where, if there is another than Docker Hub. */
export async function searchImages(services: CommandServices, ids?: ObjectIds): Promise<void> {
  const registry = ids?.[0] ?? (await chooseWhere(services));
  const name = registry === hub ? await searchHub(services) : await searchRegistry(services, registry);
  await useFound(services, name);
}

const hub = 'docker.io';

async function chooseWhere({ host, registries: { listing } }: CommandServices): Promise<string> {
  await listing.begin();
  const others = listing.registries().flatMap((entry) =>
    // GitHub's lists nothing.
    entry.kind === 'registry' && entry.registry !== hub && entry.registry !== 'ghcr.io' ? [entry.registry] : [],
  );
  if (others.length === 0) return hub;
  return host.pick(l10n.t('Search for an Image'), l10n.t('Where to search'), [
    { label: registryName(hub), detail: l10n.t('Everything published there'), icon: 'globe', value: hub },
    ...others.map((registry) => ({
      label: registry,
      detail: l10n.t('By image name'),
      icon: 'server',
      value: registry,
    })),
  ]);
}

/** Answers a name. */
async function searchHub(services: CommandServices): Promise<string> {
  const { host } = services;
  const term = await host.ask({
    title: l10n.t('Search Docker Hub'),
    prompt: l10n.t('A search term. The engine searches Docker Hub.'),
    placeholder: 'postgres',
    validate: (text) => (text.trim() === '' ? l10n.t('Enter a search term.') : undefined),
  });
  const { engine } = await onEngine(services);
  const results = await host.progress(l10n.t('Searching Docker Hub for {0}', term), (_report, signal) =>
    engine.images.search(term.trim(), signal, account(services)),
  );
  if (results.length === 0)
    throw new UserError('not-found', l10n.t('Docker Hub has no image for "{0}". Try another search term.', term));
  return host.pick(
    l10n.t('Docker Hub: {0}', term),
    l10n.t('Image'),
    results.map(({ name: label, description, stars, official }) => ({
      label,
      description: `${stars} ★${official ? ` · ${l10n.t('official')}` : ''}`,
      detail: description,
      icon: official ? 'verified' : 'package',
      value: label,
    })),
  );
}

const pageSize = 1000;
const mostPages = 20;
const mostFound = 500;

/** Among the names of a registry, which has no search of its own. Answers a name with a tag. */
async function searchRegistry({ host, registries: { client } }: CommandServices, registry: string): Promise<string> {
  const term = await host.ask({
    title: l10n.t('Search {0}', registryName(registry)),
    prompt: l10n.t('A part of the image name. Leave empty for all images.'),
    value: '',
    placeholder: 'team/',
  });
  const wanted = term.trim().toLowerCase();
  const found = await host.progress(l10n.t('Searching {0}', registryName(registry)), async (_report, signal) => {
    const names: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < mostPages && names.length < mostFound; page++) {
      const { items, next } = await client.repositories(registry, { after, pageSize }, signal);
      names.push(...items.filter((name) => name.includes(wanted)));
      after = next;
      if (after === undefined) break;
    }
    return names.slice(0, mostFound);
  });
  if (found.length === 0)
    throw new UserError('not-found', l10n.t('{0} has no image with "{1}" in its name.', registryName(registry), term));
  const repository = await host.pick(
    `${registryName(registry)}: ${term}`,
    l10n.t('Image'),
    found.map((name) => ({ label: name, icon: 'repo', value: name })),
  );
  const { items } = await host.progress(l10n.t('Reading the tags of {0}', repository), (_report, signal) =>
    client.tags({ registry, repository }, { pageSize }, signal),
  );
  if (items.length === 0)
    throw new UserError('not-found', l10n.t('{0}/{1} has no tags: all of them were deleted.', registry, repository));
  const tag = await host.pick(
    `${registry}/${repository}`,
    l10n.t('Tag'),
    inOrderOfUse(items).map((label) => ({ label, icon: 'tag', value: label })),
  );
  return `${registry}/${repository}:${tag}`;
}

async function useFound(services: CommandServices, name: string): Promise<void> {
  const { host } = services;
  const isDockerfileOpen = host.activeDockerfile() !== undefined;
  const what = await host.pick<'pull' | 'run' | 'from'>(name, l10n.t('What do you want to do with it?'), [
    { label: l10n.t('Pull'), icon: 'cloud-download', value: 'pull' },
    { label: l10n.t('Run'), description: l10n.t('pulls it first'), icon: 'play', value: 'run' },
    ...(isDockerfileOpen
      ? [
          {
            label: l10n.t('Write to FROM'),
            description: l10n.t('at the cursor'),
            icon: 'edit',
            value: 'from' as const,
          },
        ]
      : []),
  ]);
  if (what === 'pull') await pullImage(await onEngine(services), name);
  else if (what === 'run') await runImage(await onEngine(services), withTag(name));
  else await host.editDockerfileLine((line) => lineWithFrom(line, name));
}

/** The line with another image in its FROM; a line that is no FROM gets one above it. */
export function lineWithFrom(line: string, reference: string): string {
  const from = /^(\s*FROM\s+(?:--\S+\s+)*)(\S*)([\s\S]*)$/i.exec(line);
  return from ? `${from[1]}${reference}${from[3]}` : `FROM ${reference}${line.trim() === '' ? '' : `\n${line}`}`;
}
