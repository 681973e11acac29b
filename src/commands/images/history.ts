// `docker history` as a document that reads like the Dockerfile did: oldest first, the base image's part set apart.
import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { HistoryEntry, Image } from '../../engine/image-api.ts';
import { instructionOf } from '../../panels/history-words.ts';
import { isBuiltOn } from '../../panels/image-facts.ts';
import { formatAge, formatBytes } from '../../quantities.ts';
import { forEachOf } from '../objects/for-each.ts';
import { plainLine } from '../terminals/terminal-text.ts';
import { imageName } from '../text/object-names.ts';

/** What stands between the steps. */
export const historyHeadings = {
  builtOnTop: () => l10n.t('Built on top:'),
  base: (name: string) => l10n.t('Base image {0}:', name),
};

/** The name of the image that this one is built on, as far as the engine has it, and how many entries are its. */
export interface BasePart {
  readonly id: string;
  readonly name: string;
  readonly entries: number;
}

/** Plain text. `history`: newest first, as the engine tells it. */
export function historyDocument(
  name: string,
  history: readonly HistoryEntry[],
  base: Omit<BasePart, 'id'> | undefined,
  now: number,
): string {
  const oldestFirst = [...history].reverse();
  const rows = oldestFirst.map(({ createdBy, createdAt, size, comment }) => [
    formatBytes(size),
    formatAge(createdAt, now),
    `${plainLine(instructionOf(createdBy))}${comment !== '' && !/^buildkit/.test(comment) ? `  # ${plainLine(comment)}` : ''}`,
  ]);
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const [sizes, ages] = [width(0), width(1)];
  const lines = rows.map(([size = '', age = '', text = '']) => `${size.padStart(sizes)}  ${age.padEnd(ages)}  ${text}`);
  const total = history.reduce((sum, { size }) => sum + size, 0);
  const baseEntries = base?.entries ?? 0;
  return [
    l10n.t('History of {0}, oldest first. Total: {1}.', name, formatBytes(total)),
    l10n.t('Each line: size, time, instruction. 0 B: it only changed settings.'),
    '',
    ...(base
      ? [historyHeadings.base(base.name), ...lines.slice(0, baseEntries), '', historyHeadings.builtOnTop()]
      : []),
    ...lines.slice(baseEntries),
    '',
  ].join('\n');
}

export interface BaseSearch {
  readonly images: readonly Image[];
  /** Of the image itself. */
  readonly history: readonly HistoryEntry[];
  /** undefined: it is gone. */
  layersOf(id: string): Promise<readonly string[] | undefined>;
}

/**
 * The largest of the engine's images whose layers all stand below those of the image `id`. An image is as old as its last step,
 * so only those are asked for that are as old as one of the steps below.
 */
export async function findBase(
  engine: Engine,
  id: string,
  { images, history, layersOf }: BaseSearch,
  signal: AbortSignal,
): Promise<BasePart | undefined> {
  const below = new Set(history.slice(1).map(({ createdAt }) => secondOf(createdAt)));
  const candidates = images.filter((image) => image.id !== id && below.has(secondOf(image.createdAt)));
  if (candidates.length === 0) return undefined;
  const layers = (await layersOf(id)) ?? [];
  const bases: { image: Image; layers: number }[] = [];
  await forEachOf(candidates, imageName, async (image) => {
    const own = (await layersOf(image.id)) ?? [];
    if (isBuiltOn(layers, own)) bases.push({ image, layers: own.length });
  });
  const [nearest] = bases.sort((a, b) => b.layers - a.layers);
  if (!nearest) return undefined;
  const { length: entries } = await engine.images.history(nearest.image.id, signal);
  return { id: nearest.image.id, name: imageName(nearest.image), entries };
}

/** Lists of images tell no fractions. */
const secondOf = (time: number) => Math.floor(time / 1000);
