// Time of a push of which one small layer is new, beside `docker push` of an image just like it.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { tarEnd, tarHeader, tarPadding } from '../../src/build-context/tar-header.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Credential } from '../../src/registry/credential.ts';
import { account } from '../support/registry-account.ts';
import { median } from './figures.ts';

export interface PushBench {
  readonly socketPath: string;
  /** Wants the password of `account`. */
  readonly registryHost: string;
  readonly rounds: number;
  /** Bytes of the layer that is there already, and of the new one. */
  readonly sizes: { readonly common: number; readonly changed: number };
}

const login: Credential = { kind: 'password', ...account };

/** Medians in milliseconds, and the median of the ratios. */
export async function measurePushes({ socketPath, registryHost, rounds, sizes }: PushBench) {
  const dockerHost = `unix://${socketPath}`;
  const engine = await connect(
    resolveEndpoint({ env: { DOCKER_HOST: dockerHost }, dockerConfigFolder: '/nonexistent' }),
  );
  const configFolder = mkdtempSync(join(tmpdir(), 'longshore-bench-'));
  const auth = Buffer.from(`${account.username}:${account.password}`).toString('base64');
  writeFileSync(join(configFolder, 'config.json'), JSON.stringify({ auths: { [registryHost]: { auth } } }));
  const repository = `${registryHost}/longshore-bench/push`;
  const names: string[] = [];
  const push = (reference: string) =>
    engine.images.push(reference, () => {}, undefined, { credentials: async () => login });
  const pushByCli = (reference: string) =>
    promisify(execFile)('docker', ['push', reference], {
      env: { ...process.env, DOCKER_HOST: dockerHost, DOCKER_CONFIG: configFolder, DOCKER_CONTEXT: '' },
    });
  try {
    const common = `${repository}:common`;
    names.push(common);
    await engine.images.importFiles(archive('common', sizes.common), {
      reference: common,
      message: '',
      changes: ['CMD ["x"]'],
    });
    await push(common);
    const times = { ours: [] as number[], cli: [] as number[] };
    // The first round warms both and is not counted.
    for (let round = 0; round <= rounds; round++) {
      const both = round % 2 === 0 ? (['ours', 'cli'] as const) : (['cli', 'ours'] as const);
      for (const which of both) {
        const reference = await changedImage(engine, common, `${repository}:${round}-${which}`, sizes.changed);
        names.push(reference);
        const begin = performance.now();
        await (which === 'ours' ? push(reference) : pushByCli(reference));
        if (round > 0) times[which].push(performance.now() - begin);
      }
    }
    const ratios = times.ours.map((time, round) => time / (times.cli[round] ?? Number.NaN));
    return { ours: median(times.ours), cli: median(times.cli), ratio: median(ratios) };
  } finally {
    for (const name of names.reverse()) await engine.images.remove(name, { force: true });
    engine.close();
    rmSync(configFolder, { recursive: true, force: true });
  }
}

async function changedImage(engine: Engine, from: string, reference: string, size: number): Promise<string> {
  const container = await engine.containers.create({ image: from });
  try {
    await engine.files.write(container, '/', archive('changed', size));
    const request = { reference, message: '', author: '', changes: ['CMD ["x"]'], pause: false };
    await engine.containers.commit(container, request);
  } finally {
    await engine.containers.remove(container, { volumes: true });
  }
  return reference;
}

/** One file of bytes that are not compressible. */
function archive(path: string, size: number): Readable {
  const header = tarHeader({ path, kind: 'file', mode: 0o644, size, modifiedAt: 0 });
  return Readable.from([Buffer.concat([header, randomBytes(size), tarPadding(size), tarEnd()])]);
}
