// Many looks at a registry, with faults at random requests: each look gives all or says why not, in time, and leaves
// nothing open. What is asked for is written down in `look`.
import { isEngineError } from '../../src/errors.ts';
import type { Credential } from '../../src/registry/credential.ts';
import { createRegistryClient } from '../../src/registry/registry-client.ts';
import { type Fault, openFaultProxy } from '../support/fault-proxy.ts';
import { account, secretsOf } from '../support/registry-account.ts';
import { seeded } from './lint-fuzz.ts';

export interface FaultBench {
  /** Wants the password of `account`. */
  readonly registryHost: string;
  readonly repositories: readonly string[];
  /** Of each repository. */
  readonly tags: readonly string[];
  readonly runs: number;
  readonly seed: number;
  /** Milliseconds that the client gives one request. */
  readonly patience: number;
}

export interface FaultFindings {
  /** Milliseconds of the longest look. */
  slowest: number;
  /** Names that a look did not find and did not fail for. */
  lost: number;
  /** Failures that were not said as one of ours. */
  strange: string[];
  /** Looks in whose failure a secret stood. */
  leaks: number;
  /** Connections that were open after the end. */
  open: number;
  failed: number;
}

const login: Credential = { kind: 'password', ...account };

function faultOf(random: () => number, patience: number): Fault {
  const statuses = [401, 403, 404, 429, 500, 503];
  const status = statuses[Math.floor(random() * statuses.length)] ?? 500;
  const body = `{"errors":[{"code":"X","message":"${account.password}"}]}`;
  const faults: readonly Fault[] = [
    { kind: 'cut' },
    { kind: 'cut', after: Math.floor(random() * 200) },
    { kind: 'silence' },
    { kind: 'delay', milliseconds: patience / 20 },
    { kind: 'garbage' },
    { kind: 'status', status, headers: { 'Retry-After': random() < 0.5 ? '0' : '600' }, body },
    { kind: 'status', status, body: '\0\u0001<html>' },
    { kind: 'status', status: 200, body: '{"tags": 1, "repositories": "x"}' },
    { kind: 'status', status: 307, headers: { Location: 'http://[bad' } },
  ];
  return faults[Math.floor(random() * faults.length)] ?? { kind: 'cut' };
}

export async function measureFaults(bench: FaultBench): Promise<FaultFindings> {
  const { runs, seed, patience, repositories, tags } = bench;
  const proxy = await openFaultProxy(bench.registryHost);
  const random = seeded(seed);
  const found: FaultFindings = { slowest: 0, lost: 0, strange: [], leaks: 0, open: 0, failed: 0 };
  try {
    for (let run = 0; run < runs; run++) {
      // Some looks take ten requests; a fault may come once or stay.
      const first = Math.floor(random() * 10);
      const stays = random() < 0.3;
      const fault = faultOf(random, patience);
      let requests = 0;
      proxy.choose = () => {
        const at = requests++;
        return at === first || (stays && at > first) ? fault : undefined;
      };
      const begin = performance.now();
      const client = createRegistryClient({
        credentials: async () => login,
        trust: () => ({ certificateFolders: [], insecureRegistries: [] }),
        patience,
      });
      try {
        found.lost += await look(client, proxy.host, repositories, tags);
      } catch (error) {
        found.failed++;
        if (!isEngineError(error)) found.strange.push(String(error));
        const said = `${(error as Error).stack} ${(error as Error).cause} ${JSON.stringify(error)}`;
        if (secretsOf(account).some((secret) => said.includes(secret))) found.leaks++;
      } finally {
        client.close();
      }
      found.slowest = Math.max(found.slowest, performance.now() - begin);
    }
    // What was closed here shows there a moment later.
    for (const limit = performance.now() + 2000; performance.now() < limit; ) {
      found.open = await proxy.connections();
      if (found.open === 0) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    await proxy.close();
  }
  return found;
}

/** All that a person sees who opens each branch of the tree; answers how many names were missing. */
async function look(
  client: ReturnType<typeof createRegistryClient>,
  registry: string,
  repositories: readonly string[],
  tags: readonly string[],
): Promise<number> {
  await client.checkAccess(registry);
  const names: string[] = [];
  let after: string | undefined;
  do {
    const page = await client.repositories(registry, { after, pageSize: 2 });
    names.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  let lost = repositories.filter((name) => !names.includes(name)).length;
  for (const repository of repositories) {
    const page = await client.tags({ registry, repository });
    lost += tags.filter((tag) => !page.items.includes(tag)).length;
    const reference = { registry, repository, tag: tags[0], digest: undefined };
    const { images } = await client.manifest(reference);
    for (const { digest } of images) await client.image(reference, digest);
  }
  return lost;
}
