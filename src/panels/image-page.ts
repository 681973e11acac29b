// An image as a page to be read: what `docker image inspect` says, who uses it, and what is built on it.
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
      ['Names', details.tags.join(', ') || 'none: its name moved on to a newer image'],
      [details.platforms.length > 1 ? 'Platforms' : 'Platform', details.platforms.join(', ')],
      ['Size', `${formatBytes(details.size)}, layers shared with other images included`],
      ['Created', formatAge(details.createdAt, now)],
      ['Author', details.author],
      ['Entrypoint', jsonWords(argumentsWithoutSecrets(details.entrypoint))],
      ['Command', jsonWords(argumentsWithoutSecrets(details.command))],
      ['Working directory', details.workingDirectory || '/'],
      ['User', details.user || 'root (none is set)'],
      ['Ports', details.exposedPorts.map(({ port, protocol }) => `${port}/${protocol}`).join(', ')],
      ['Volumes', details.volumes.join(', ')],
      ['Layers', String(details.layers.length)],
      ['Id', details.id],
    ]),
    ...listSection('Digests', details.digests),
    ...listSection('Containers that use it', around.containers),
    ...listSection('Images built on it', around.builtOnIt ?? ['There are too many images to compare them all.']),
    ...listSection('Environment', details.environment.map(withoutSecret)),
    ...listSection(
      'Labels',
      Object.entries(details.labels).map(([label, value]) => `${label} = ${value}`),
    ),
    ...historySection(around.history, now),
    'The engine’s whole answer: the command *Inspect Image*.',
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
    plainText(createdBy.replace(/^\/bin\/sh -c #\(nop\)\s*/, '').replace(/ # buildkit$/, '') || '(nothing told)'),
    size === 0 ? '–' : formatBytes(size),
    formatAge(createdAt, now),
  ]);
  return ['## Layers, newest first', table(['Made by', 'Size', 'When'], rows)];
}
