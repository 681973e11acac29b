// What the first transfer of a large context costs the process that sends it: this one, whichever it is.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import { type Strain, watchStrain } from './loop-delay.ts';

export interface TransferTask {
  readonly socketPath: string;
  /** Of a Dockerfile that needs all of it. */
  readonly context: string;
  readonly rounds: number;
}

/** One for each round. */
export async function strainOfTransfers({ socketPath, context, rounds }: TransferTask): Promise<Strain[]> {
  const env = { DOCKER_HOST: `unix://${socketPath}` };
  const engine = await connect(resolveEndpoint({ env, dockerConfigFolder: context }));
  const strains: Strain[] = [];
  let folder = context;
  try {
    for (let round = 0; round < rounds; round++) {
      // By another name it is another folder, of which the engine has no copy.
      const next = `${context}-${round}`;
      renameSync(folder, next);
      folder = next;
      const dockerfile = join(folder, 'Dockerfile');
      const strain = watchStrain();
      const build = { contextFolder: folder, dockerfile, tags: [], networkMode: 'none' };
      const { imageId } = await engine.build(build, () => {});
      strains.push(strain());
      await engine.images.remove(imageId, { force: true });
    }
  } finally {
    renameSync(folder, context);
    engine.close();
  }
  return strains;
}
