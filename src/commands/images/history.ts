// `docker history` as a document that reads like the Dockerfile did: oldest first, the base image's part set apart.
import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { HistoryEntry, Image } from '../../engine/image-api.ts';
import { instructionOf } from '../../panels/history-words.ts';
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
  readonly name: string;
  readonly entries: number;
}

/** Plain text. `history`: newest first, as the engine tells it. */
export function historyDocument(
  name: string,
  history: readonly HistoryEntry[],
  base: BasePart | undefined,
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

/** The largest image of the engine whose layers all stand below this one's. */
export async function findBase(engine: Engine, image: Image, signal: AbortSignal): Promise<BasePart | undefined> {
  const { layers } = await engine.images.inspect(image.id, signal);
  const others = (await engine.images.list(signal)).filter(({ id }) => id !== image.id);
  const bases: { image: Image; layers: number }[] = [];
  await forEachOf(others, imageName, async (other) => {
    const below = (await engine.images.inspect(other.id, signal)).layers;
    const isBelow =
      below.length > 0 && below.length < layers.length && below.every((layer, at) => layer === layers[at]);
    if (isBelow) bases.push({ image: other, layers: below.length });
  });
  const [nearest] = bases.sort((a, b) => b.layers - a.layers);
  if (!nearest) return undefined;
  const { length: entries } = await engine.images.history(nearest.image.id, signal);
  return { name: imageName(nearest.image), entries };
}
