// An image as a page to be read: what `docker image inspect` says, who uses it, and what is built on it.
import * as l10n from '@vscode/l10n';
import { argumentsWithoutSecrets } from '../dockerfile/knowledge/hidden-values.ts';
import type { HistoryEntry, ImageDetails } from '../engine/image-api.ts';
import { formatAge, formatBytes } from '../quantities.ts';
import { factTable, listSection, pageOf, plainText, table, withoutSecret } from './page.ts';

export interface ImageSurroundings {
  /** Names of the containers that use it, running or not. */
  readonly containers: readonly string[];
  /** Names of images whose first layers are all of this one; undefined: there are too many images to ask. */
  readonly builtOnIt: readonly string[] | undefined;
  readonly history: readonly HistoryEntry[];
}

/** `now`: milliseconds since 1970. */
export function imagePage(details: ImageDetails, around: ImageSurroundings, now: number): string {
  const [name = details.id.replace(/^sha256:/, '').slice(0, 12)] = details.tags;
  return pageOf(name, [
    factTable([
      [l10n.t('Names'), details.tags.join(', ') || l10n.t('none: a newer image has its name')],
      [details.platforms.length > 1 ? l10n.t('Platforms') : l10n.t('Platform'), details.platforms.join(', ')],
      [l10n.t('Size'), l10n.t('{0}, including layers shared with other images', formatBytes(details.size))],
      [l10n.t('Created'), formatAge(details.createdAt, now)],
      [l10n.t('Author'), details.author],
      [l10n.t('Entrypoint'), jsonWords(argumentsWithoutSecrets(details.entrypoint))],
      [l10n.t('Command'), jsonWords(argumentsWithoutSecrets(details.command))],
      [l10n.t('Working directory'), details.workingDirectory || '/'],
      [l10n.t('User'), details.user || l10n.t('root (not set)')],
      [l10n.t('Ports'), details.exposedPorts.map(({ port, protocol }) => `${port}/${protocol}`).join(', ')],
      [l10n.t('Volumes'), details.volumes.join(', ')],
      [l10n.t('Layers'), String(details.layers.length)],
      [l10n.t('ID'), details.id],
    ]),
    ...listSection(l10n.t('Digests'), details.digests),
    ...listSection(l10n.t('Containers that use it'), around.containers),
    ...listSection(
      l10n.t('Images based on it'),
      around.builtOnIt ?? [l10n.t('There are too many images to compare them all.')],
    ),
    ...listSection(l10n.t('Environment'), details.environment.map(withoutSecret)),
    ...listSection(
      l10n.t('Labels'),
      Object.entries(details.labels).map(([label, value]) => `${label} = ${value}`),
    ),
    ...historySection(around.history, now),
    l10n.t('For the full output of the engine, use *Inspect Image*.'),
  ]);
}

/** Whether the image with the layers `other` begins with all of `base` and goes on. */
export function isBuiltOn(other: readonly string[], base: readonly string[]): boolean {
  return base.length > 0 && other.length > base.length && base.every((layer, index) => other[index] === layer);
}

function jsonWords(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : JSON.stringify(words);
}

function historySection(history: readonly HistoryEntry[], now: number): string[] {
  if (history.length === 0) return [];
  const rows = history.map(({ createdBy, size, createdAt }) => [
    plainText(
      createdBy.replace(/^\/bin\/sh -c #\(nop\)\s*/, '').replace(/ # buildkit$/, '') || l10n.t('(not recorded)'),
    ),
    size === 0 ? '–' : formatBytes(size),
    formatAge(createdAt, now),
  ]);
  return [`## ${l10n.t('Layers, newest first')}`, table([l10n.t('Created by'), l10n.t('Size'), l10n.t('Time')], rows)];
}
