// The page that searches Docker Hub: results while a person types, then a pull, or the FROM of a Dockerfile.
import * as l10n from '@vscode/l10n';
import { registryPage } from '../../dockerfile/knowledge/registry-pages.ts';
import { inOrderOfUse } from '../../dockerfile/language/image-completion.ts';
import { parseDockerfile } from '../../dockerfile/text/document.ts';
import type { EngineId } from '../../engine/engine-id.ts';
import { type ImageReference, parseImageReference } from '../../image-reference.ts';
import type { Panel } from '../../panels/panel.ts';
import type { FromSearchPage, SizeFacts, ToSearchPage } from '../../panels/search-messages.ts';
import { runSearchPage } from '../../panels/search-session.ts';
import { account } from '../accounts/account.ts';
import type { CommandServices } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands, onSameEngine } from '../host/on-engine.ts';
import { pullImage } from '../images/pull.ts';
import { lineWithFrom } from '../images/search.ts';
import { chooseDockerfile } from './choose-dockerfile.ts';

export const searchPageCommands = engineCommands(
  {
    'longshore.image.searchPage': async ({ host, engine }: EngineServices): Promise<void> => {
      host.openPage({
        kind: 'search',
        key: engine.id,
        title: l10n.t('Search Docker Hub'),
        target: { engine: engine.id },
      });
    },
  },
  { 'longshore.image.searchPage': { title: l10n.t('Search Docker Hub'), docker: calls('images.search') } },
);

export function fillSearchPage(
  services: CommandServices,
  panel: Panel<ToSearchPage, FromSearchPage>,
  kept: unknown,
): boolean {
  const { host, registries } = services;
  const { engine, term } = (kept ?? {}) as { readonly engine?: EngineId; readonly term?: unknown };
  if (typeof engine !== 'string') return false;
  const pageSize = 1000;
  runSearchPage(panel, {
    begin: typeof term === 'string' ? term : '',
    search: async (term, signal) => {
      const at = await onSameEngine(services, engine);
      return at.engine.images.search(term, signal, account(services));
    },
    tags: async (name, signal) => {
      const { items, next } = await registries.client.tags(repositoryOf(name), { pageSize }, signal);
      return { tags: inOrderOfUse(items), isMore: next !== undefined };
    },
    size: async (name, tag, signal) => {
      const { platform } = await (await onSameEngine(services, engine)).engine.info(signal);
      return sizeOf(services, name, tag, platform, signal);
    },
    pull: (reference) => host.report(onSameEngine(services, engine).then((at) => pullImage(at, reference))),
    writeToFrom: (reference) => host.report(writeToFrom(services, reference)),
    copy: (text) => void host.copy(text),
    openHub: (name) => {
      const address = registryPage(repositoryOf(name));
      if (address !== undefined) host.report(host.openInBrowser(address));
    },
  });
  return true;
}

const repositoryOf = (name: string): ImageReference =>
  parseImageReference(name) ?? { registry: 'docker.io', repository: name, tag: undefined, digest: undefined };

/** Of the image for that platform, else of the first. */
async function sizeOf(
  { registries: { client } }: CommandServices,
  name: string,
  tag: string,
  platform: string,
  signal: AbortSignal,
): Promise<SizeFacts | undefined> {
  const repository = repositoryOf(name);
  const { images } = await client.manifest({ ...repository, tag }, signal);
  const wanted = images.find((image) => image.platform === platform) ?? images[0];
  if (!wanted) return undefined;
  const { size, createdAt, platform: told } = await client.image(repository, wanted.digest, signal);
  return {
    bytes: size,
    platform: told ?? wanted.platform ?? '',
    platforms: images.flatMap((image) => image.platform ?? []),
    createdAt,
  };
}

/** Into the FROM of a Dockerfile that the person chooses, at the stage that they choose; does not save. */
async function writeToFrom(services: CommandServices, reference: string): Promise<void> {
  const { host } = services;
  const title = l10n.t('Use {0} in FROM', reference);
  const { dockerfile } = await chooseDockerfile(services, undefined, title);
  const document = parseDockerfile(await host.savedText(dockerfile));
  const lines = document.stages.map(({ from }) => document.positionAt(from.start).line);
  const line =
    lines.length > 1
      ? await host.pick(
          title,
          l10n.t('Which FROM?'),
          lines.map((at) => ({ label: document.lineText(at).trim(), icon: 'layers', value: at })),
        )
      : (lines[0] ?? 0);
  await host.buildContext.open(dockerfile, line);
  await host.editDockerfileLine((text) => lineWithFrom(text, reference));
}
