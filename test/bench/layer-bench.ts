// How long the files of an image's layers take to be read, against reading what `docker save` sends to nothing, and how much
// memory that takes. Images are generated: layers of pseudo-random bytes, without compression.
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { tarEnd, tarHeader, tarPadding } from '../../src/build-context/tar-header.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { readLayers } from '../../src/image-layers/layer-archive.ts';
import { imageLayers, type LayerNode, walk } from '../../src/image-layers/layer-tree.ts';
import { createTurns } from '../../src/image-layers/turns.ts';
import { type Figure, median, rounded } from './figures.ts';
import { watchStrain } from './loop-delay.ts';

export { figureLine, isKept } from './figures.ts';

export interface GeneratedImage {
  readonly reference: string;
  readonly layers: number;
  readonly filesPerLayer: number;
  /** Bytes of each. */
  readonly fileSize: number;
}

export interface LayerStrain {
  /** Megabytes. */
  readonly grown: number;
  /** Milliseconds in which a path is found among all. */
  readonly found: number;
}

export interface LayerBench {
  readonly dockerHost: string;
  /** Both ways are measured with it, in turn. */
  readonly image: GeneratedImage;
  readonly rounds: number;
  /** Only what it takes of memory, in a process of its own. */
  readonly large: GeneratedImage;
  readonly strainOf: (image: GeneratedImage) => Promise<LayerStrain>;
  readonly say: (line: string) => void;
}

export async function benchLayers(options: LayerBench): Promise<Figure[]> {
  const { dockerHost, image, rounds, large, strainOf, say } = options;
  const engine = await connect(
    resolveEndpoint({ env: { DOCKER_HOST: dockerHost }, dockerConfigFolder: '/nonexistent' }),
  );
  try {
    for (const each of [image, large]) {
      await engine.images.load(Readable.from(archiveOf(each), { objectMode: false }));
      say(`${each.reference}: ${(sizeOf(each) / 1e6).toFixed(0)} MB in ${each.layers * each.filesPerLayer} files`);
    }
    const ratios: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round++) {
      // Each goes first in turn: the second finds more in the engine's memory.
      const order = round % 2 === 0 ? [drained, read] : [read, drained];
      const times = new Map<unknown, number>();
      for (const way of order) times.set(way, await timed(() => way(engine, image)));
      const [plain = 0, ours = 0] = [times.get(drained), times.get(read)];
      bare.push(plain);
      ratios.push(ours / plain);
      say(`round ${round + 1}: ${plain.toFixed(0)} ms to nothing, ${ours.toFixed(0)} ms with all files`);
    }
    const { grown, found } = await strainOf(large);
    return [
      { name: 'layers-against-bare-save', value: Math.round(median(ratios) * 100) / 100, unit: 'times', limit: 1.15 },
      { name: 'layers-bare-save', value: rounded(median(bare)), unit: 'ms', limit: Number.POSITIVE_INFINITY },
      { name: 'layers-memory-of-large-image', value: rounded(grown), unit: 'MB', limit: 150 },
      { name: 'layers-find-in-large-image', value: rounded(found), unit: 'ms', limit: 50 },
    ];
  } finally {
    engine.close();
  }
}

const engineAt = (dockerHost: string) =>
  connect(resolveEndpoint({ env: { DOCKER_HOST: dockerHost }, dockerConfigFolder: '/nonexistent' }));

/** In a process that has done nothing else. */
export async function readAlone(dockerHost: string, image: GeneratedImage): Promise<LayerStrain> {
  const engine = await engineAt(dockerHost);
  const ending = watchStrain();
  const layers = await read(engine, image);
  const { grown } = ending();
  let count = 0;
  const look = (path: string, { kind }: LayerNode) => {
    if (kind === 'file' && path.toLowerCase().includes('7')) count++;
  };
  const found = await timed(() => walk(layers.files, '', look, createTurns()));
  engine.close();
  if (count === 0) throw new Error('No path was found.');
  return { grown, found };
}

async function drained(engine: Engine, { reference }: GeneratedImage): Promise<void> {
  for await (const _ of await engine.images.save([reference]));
}

async function read(engine: Engine, { reference, layers, filesPerLayer }: GeneratedImage) {
  const archived = await readLayers(await engine.images.save([reference]));
  const found = await imageLayers(archived.map(({ entries }) => entries));
  let files = 0;
  const count = (_: string, { kind }: LayerNode) => {
    if (kind === 'file') files++;
  };
  await walk(found.files, '', count, createTurns());
  if (files !== layers * filesPerLayer) throw new Error(`${files} files`);
  return found;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function sizeOf({ layers, filesPerLayer, fileSize }: GeneratedImage): number {
  return layers * filesPerLayer * fileSize;
}

const noise = randomBytes(1 << 20);

function* layerOf({ filesPerLayer, fileSize }: GeneratedImage, layer: number): Generator<Buffer> {
  const header = (path: string, kind: 'file' | 'folder', size: number) =>
    tarHeader({ path, kind, mode: 0o755, size, modifiedAt: 1_700_000_000 });
  yield header(`layer${layer}/`, 'folder', 0);
  for (let file = 0; file < filesPerLayer; file++) {
    yield header(`layer${layer}/folder${file % 20}/file${file}`, 'file', fileSize);
    for (let left = fileSize; left > 0; left -= noise.length) yield noise.subarray(0, Math.min(left, noise.length));
    yield tarPadding(fileSize);
  }
  yield tarEnd();
}

/** As `docker save` writes it. */
function* archiveOf(image: GeneratedImage): Generator<Buffer> {
  const layers = Array.from({ length: image.layers }, (_, layer) => {
    const hash = createHash('sha256');
    let size = 0;
    for (const piece of layerOf(image, layer)) {
      hash.update(piece);
      size += piece.length;
    }
    return { digest: hash.digest('hex'), size };
  });
  const member = (path: string, content: Buffer) => [
    tarHeader({ path, kind: 'file', mode: 0o644, size: content.length, modifiedAt: 1 }),
    content,
    tarPadding(content.length),
  ];
  for (const [index, { digest, size }] of layers.entries()) {
    yield tarHeader({ path: `${digest}/`, kind: 'folder', mode: 0o755, size: 0, modifiedAt: 1 });
    yield tarHeader({ path: `${digest}/layer.tar`, kind: 'file', mode: 0o644, size, modifiedAt: 1 });
    yield* layerOf(image, index);
    yield tarPadding(size);
  }
  const config = {
    ...{ architecture: 'amd64', os: 'linux', config: {}, created: '2026-01-01T00:00:00Z' },
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => `sha256:${digest}`) },
    history: layers.map((_, index) => ({ created: '2026-01-01T00:00:00Z', created_by: `COPY layer${index} /` })),
  };
  yield* member('config.json', Buffer.from(JSON.stringify(config)));
  const manifest = [
    {
      Config: 'config.json',
      RepoTags: [image.reference],
      Layers: layers.map(({ digest }) => `${digest}/layer.tar`),
    },
  ];
  yield* member('manifest.json', Buffer.from(JSON.stringify(manifest)));
  yield tarEnd();
}
