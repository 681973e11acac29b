// Time and memory of listing the tags of a large repository, each time as by somebody who has just opened it.
import { createRegistryClient } from '../../src/registry/registry-client.ts';
import { pushImage } from '../support/registry-content.ts';
import { median } from './figures.ts';
import { watchStrain } from './loop-delay.ts';

const repository = 'longshore-bench/tags';

export async function makeTags(registryHost: string, count: number): Promise<void> {
  await pushImage(registryHost, repository, 'v0', { layers: [Buffer.from('x')] });
  const url = (tag: string) => `http://${registryHost}/v2/${repository}/manifests/${tag}`;
  const type = 'application/vnd.docker.distribution.manifest.v2+json';
  const manifest = await (await fetch(url('v0'), { headers: { Accept: type } })).arrayBuffer();
  const rest = Array.from({ length: count - 1 }, (_, index) => `v${index + 1}`).values();
  const work = async () => {
    for (const tag of rest) {
      const answer = await fetch(url(tag), { method: 'PUT', body: manifest, headers: { 'Content-Type': type } });
      if (answer.status !== 201) throw new Error(`The tag ${tag} could not be made: ${answer.status}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
}

/** Milliseconds to the first page, tags that are missing in the whole list, megabytes that the process grew by. */
export async function measureLists(registryHost: string, count: number, rounds: number) {
  const strain = watchStrain();
  const times: number[] = [];
  let missing = 0;
  for (let round = 0; round < rounds; round++) {
    const client = createRegistryClient({
      credentials: async () => undefined,
      trust: () => ({ certificateFolders: [], insecureRegistries: [] }),
    });
    const found = new Set<string>();
    const begin = performance.now();
    let after: string | undefined;
    do {
      const page = await client.tags({ registry: registryHost, repository }, { after });
      if (found.size === 0) times.push(performance.now() - begin);
      for (const tag of page.items) found.add(tag);
      after = page.next;
    } while (after !== undefined);
    missing = Math.max(missing, count - found.size);
    client.close();
  }
  return { firstPage: median(times), missing, grown: strain().grown };
}
