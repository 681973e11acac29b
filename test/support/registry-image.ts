// An image of the reference registry, made from the machine's own docker-registry program with the libraries that it
// needs: for the command that starts a registry, where none can be pulled.
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { tarEnd, tarHeader, tarPadding } from '../../src/build-context/tar-header.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { isEngineError } from '../../src/errors.ts';
import { findProgram, run } from './processes.mjs';

/** As that of the image on Docker Hub, whose folder for data is a volume. */
const configuration = {
  version: '0.1',
  storage: { filesystem: { rootdirectory: '/var/lib/registry' } },
  http: { addr: ':5000' },
};

/** Makes sure that the engine has it; answers whether it had to be made. */
export async function ensureRegistryImage(engine: Engine, reference: string): Promise<boolean> {
  const there = await engine.images.inspect(reference).catch((error: unknown) => {
    if (!isEngineError(error, 'not-found') && !isEngineError(error, 'image-not-found')) throw error;
    return undefined;
  });
  if (there) return false;
  const program = findProgram('docker-registry');
  if (!program) throw new Error('docker-registry is not installed: apt-get install docker-registry');
  // `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)`, and the loader by its path alone.
  const libraries = [...(await run('ldd', [program])).matchAll(/(\/\S+) \(0x/g)].map(([, path]) => String(path));
  const entries = [
    entry('docker-registry', readFileSync(program)),
    ...libraries.map((path) => entry(path.slice(1), readFileSync(path))),
    entry('config.yml', Buffer.from(JSON.stringify(configuration))),
  ];
  const changes = ['ENTRYPOINT ["/docker-registry"]', 'CMD ["serve", "/config.yml"]', 'EXPOSE 5000'];
  await engine.images.importFiles(Readable.from([...entries, tarEnd()]), { reference, message: '', changes });
  return true;
}

function entry(path: string, content: Buffer): Buffer {
  const header = tarHeader({ path, kind: 'file', mode: 0o755, size: content.length, modifiedAt: 0 });
  return Buffer.concat([header, content, tarPadding(content.length)]);
}
