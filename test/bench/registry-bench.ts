// The whole benchmark of registries: starts them, measures, and ends them. The engine is in this process's network.

import { startRegistry } from '../support/registry.ts';
import { account, passwordFile } from '../support/registry-account.ts';
import { pushImage } from '../support/registry-content.ts';
import { type Figure, rounded } from './figures.ts';
import { measureFaults } from './registry-faults.ts';
import { makeTags, measureLists } from './registry-lists.ts';
import { measurePushes } from './registry-push.ts';

export { figureLine, isKept } from './figures.ts';

export interface RegistryBenchOptions {
  readonly socketPath: string;
  readonly pushes: { readonly rounds: number; readonly common: number; readonly changed: number };
  readonly lists: { readonly rounds: number; readonly tags: number };
  readonly faults: { readonly runs: number; readonly seed: number; readonly patience: number };
  readonly say: (line: string) => void;
}

export async function benchRegistry({
  socketPath,
  pushes,
  lists,
  faults,
  say,
}: RegistryBenchOptions): Promise<Figure[]> {
  const file = passwordFile();
  const open = await startRegistry();
  const closed = await startRegistry({ auth: file.auth });
  try {
    const repositories = ['faults/a', 'faults/b', 'faults/c'];
    const tags = ['1', '2', 'latest'];
    for (const name of repositories) {
      for (const tag of tags) await pushImage(closed.host, name, tag, { layers: [Buffer.from(name)], account });
    }
    const push = await measurePushes({
      socketPath,
      registryHost: closed.host,
      rounds: pushes.rounds,
      sizes: pushes,
    });
    say(
      `push of a changed layer, ${pushes.rounds} rounds: ours ${rounded(push.ours)} ms, docker push ${rounded(push.cli)} ms`,
    );
    await makeTags(open.host, lists.tags);
    const list = await measureLists(open.host, lists.tags, lists.rounds);
    say(`${lists.tags} tags, ${lists.rounds} rounds: first page ${rounded(list.firstPage)} ms`);
    const broken = await measureFaults({ ...faults, registryHost: closed.host, repositories, tags });
    say(
      `${faults.runs} looks with faults: ${broken.failed} failed, and said why; longest ${rounded(broken.slowest)} ms`,
    );
    for (const each of broken.strange) say(`  not ours: ${each}`);
    return [
      { name: 'registry-push-time', value: Math.round(100 * push.ratio) / 100, unit: 'x', limit: 1.1 },
      { name: 'registry-first-page', value: rounded(list.firstPage), unit: 'ms', limit: 300 },
      { name: 'registry-missing-tags', value: list.missing, unit: 'tags', limit: 0 },
      { name: 'registry-list-memory', value: rounded(list.grown), unit: 'MB', limit: 60 },
      // A request may fall silent once for a look to fail; what went before it is quick.
      { name: 'registry-fault-longest', value: rounded(broken.slowest), unit: 'ms', limit: 3 * faults.patience },
      { name: 'registry-fault-lost-names', value: broken.lost, unit: 'names', limit: 0 },
      { name: 'registry-fault-strange', value: broken.strange.length, unit: 'failures', limit: 0 },
      { name: 'registry-fault-leaks', value: broken.leaks, unit: 'secrets', limit: 0 },
      { name: 'registry-fault-left-open', value: broken.open, unit: 'connections', limit: 0 },
    ];
  } finally {
    await Promise.all([open.stop(), closed.stop()]);
    file.remove();
  }
}
