// The whole benchmark of the tree on one engine: makes the crowd, measures, removes the crowd.
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { type CrowdSize, gatherCrowd } from './crowd.ts';
import { type Figure, rounded } from './figures.ts';
import { plainApi } from './plain-api.ts';
import { memoryOfRows } from './row-memory.ts';
import { measureTree } from './tree-speed.ts';

export { figureLine, isKept } from './figures.ts';

export interface TreeBenchOptions {
  readonly socketPath: string;
  readonly noteSocketPath: string;
  readonly size: CrowdSize;
  readonly rounds: number;
  readonly quiet: number;
  readonly rowsInMemory: number;
  readonly say: (line: string) => void;
}

const image = 'longshore-bench-busybox:1';

export async function benchTree({ size, rowsInMemory, say, ...options }: TreeBenchOptions): Promise<Figure[]> {
  const { socketPath, rounds } = options;
  const memory = memoryOfRows(rowsInMemory);
  const api = plainApi(socketPath);
  const { Version }: { Version: string } = JSON.parse(await api.ask('GET', '/version'));
  const isOurs = await ensureBusyboxImage({ socketPath, reference: image });
  const crowd = await gatherCrowd(api, image, size);
  say(`engine ${Version}: ${size.containers} containers, ${size.images} images, ${rounds} rounds`);
  try {
    return [
      ...(await measureTree({ ...options, api, crowd, say })),
      { name: 'tree-heap-of-rows', value: rounded(memory), unit: 'MB', limit: 60 },
    ];
  } finally {
    await crowd.remove();
    if (isOurs) await api.ask('DELETE', `/images/${image}`);
  }
}
