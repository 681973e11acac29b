// `npm run bench:layers [-- --json FILE] [--gigabytes N]`: the files of an image of 500 MB against the bare `docker save`, and the
// memory that an image of 6 GB takes (or of as many as are asked for), on a throw-away engine. Exit status 1 if one misses its bar.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { onBenchEngine } from './bench-engine.mjs';
import { benchModule } from './bench-module.mjs';

const { json, gigabytes, read } = parseArgs({
  options: {
    json: { type: 'string' },
    gigabytes: { type: 'string', default: '6' },
    // Of this script alone: the engine's address, and the image.
    read: { type: 'string', multiple: true },
  },
}).values;
/** @type {typeof import('./layer-bench.ts')} */
const bench = await benchModule('layer-bench');

if (read) {
  const [dockerHost = '', image = ''] = read;
  console.log(JSON.stringify(await bench.readAlone(dockerHost, JSON.parse(image))));
} else {
  await onBenchEngine(bench, json, ({ engine: { dockerHost } }) =>
    bench.benchLayers({
      dockerHost,
      image: { reference: 'longshore-bench-layers:500mb', layers: 10, filesPerLayer: 1250, fileSize: 40_000 },
      rounds: 7,
      large: {
        reference: 'longshore-bench-layers:large',
        layers: 10 * Number(gigabytes),
        filesPerLayer: 1250,
        fileSize: 80_000,
      },
      strainOf: async (image) => {
        const own = fileURLToPath(import.meta.url);
        const args = [own, '--read', dockerHost, '--read', JSON.stringify(image)];
        return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout);
      },
      say: (line) => console.log(line),
    }),
  );
}
