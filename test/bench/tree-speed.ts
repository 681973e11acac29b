// How fast the tree follows an engine with much in it, and what that costs the engine. Measures the inventory and the
// rows against the plain API, in turn and in the same run.
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import { type Inventory, watchInventory } from '../../src/engine/inventory.ts';
import { containerKind } from '../../src/explorer/containers.ts';
import { imageKind } from '../../src/explorer/images.ts';
import { arrange, plainLayout } from '../../src/explorer/layout.ts';
import { type Crowd, inTurns } from './crowd.ts';
import { type Figure, median, rounded } from './figures.ts';
import type { PlainApi } from './plain-api.ts';
import { listenAndNote, type RequestLog } from './request-log.ts';

export interface TreeBench {
  readonly api: PlainApi;
  readonly socketPath: string;
  /** Where the socket that notes requests may be. */
  readonly noteSocketPath: string;
  readonly crowd: Crowd;
  readonly rounds: number;
  /** Milliseconds in which nothing shall be asked. */
  readonly quiet: number;
  /** Takes one line about what was found. */
  readonly say: (line: string) => void;
}

export async function measureTree(bench: TreeBench): Promise<Figure[]> {
  const first = await firstLists(bench);
  const log = await listenAndNote(bench.noteSocketPath, bench.socketPath);
  const inventory = inventoryAt(log.socketPath);
  try {
    await inventory.lists();
    return [...first, ...(await events(bench, inventory, log)), ...(await burst(bench, inventory, log))];
  } finally {
    inventory.dispose();
    await log.close();
  }
}

function inventoryAt(socketPath: string): Inventory {
  const endpoint = resolveEndpoint({
    env: { DOCKER_HOST: `unix://${socketPath}` },
    dockerConfigFolder: '/nonexistent',
  });
  return watchInventory({ connect: () => connect(endpoint), log: () => {} });
}

function rowsOf(inventory: Inventory) {
  const now = Date.now();
  return [...arrange(containerKind, inventory, plainLayout, now), ...arrange(imageKind, inventory, plainLayout, now)];
}

/** From nothing to all rows, against the same two lists asked for plainly and not even parsed. */
async function firstLists({ api, socketPath, crowd, rounds, say }: TreeBench): Promise<Figure[]> {
  const plain = () => Promise.all([api.ask('GET', '/containers/json?all=1'), api.ask('GET', '/images/json')]);
  const ours = async () => {
    const inventory = inventoryAt(socketPath);
    await inventory.lists();
    const rows = rowsOf(inventory);
    inventory.dispose();
    const least = crowd.containers.length + crowd.images.length;
    if (rows.length < least) throw new Error(`Only ${rows.length} of ${least} rows are there.`);
  };
  const times = { plain: [] as number[], ours: [] as number[] };
  // One for the engine's caches and for what is loaded once.
  await plain();
  const cold = await timeOf(ours);
  for (let round = 0; round < rounds; round++) {
    const inTurn = round % 2 === 0 ? (['plain', 'ours'] as const) : (['ours', 'plain'] as const);
    for (const which of inTurn) times[which].push(await timeOf(which === 'plain' ? plain : ours));
  }
  const [plainTime, ourTime] = [median(times.plain), median(times.ours)];
  say(`first lists, medians of ${rounds}: plain API ${rounded(plainTime)} ms, tree ${rounded(ourTime)} ms`);
  say(`the very first, which loads the client: ${rounded(cold)} ms`);
  return [{ name: 'tree-first-lists', value: hundredths(ourTime / plainTime), unit: 'x', limit: 2 }];
}

/** From when the engine tells that a container has a new name to when its row shows it. */
async function events({ api, crowd, rounds, say }: TreeBench, inventory: Inventory, log: RequestLog) {
  const times: number[] = [];
  const counts: number[] = [];
  let wide = 0;
  for (let round = 0; round < rounds; round++) {
    const id = crowd.containers[round % crowd.containers.length] ?? '';
    const name = `${crowd.prefix}-renamed-${round}`;
    const asked = log.requests.length;
    const told = await eventOf(api, id);
    const shown = shownNames(inventory, new Map([[id, name]]));
    await api.ask('POST', `/containers/${id}/rename?name=${name}`);
    times.push((await shown) - (await told.time));
    const requests = log.requests.slice(asked);
    counts.push(requests.length);
    wide += requests.filter((line) => !line.includes(id)).length;
  }
  say(`event to row, ${rounds} rounds: ${times.map((time) => Math.round(time)).join(' ')} ms`);
  return [
    { name: 'tree-event-to-row', value: rounded(median(times)), unit: 'ms', limit: 100 },
    { name: 'tree-requests-for-an-event', value: Math.max(...counts), unit: 'requests', limit: 1 },
    { name: 'tree-requests-for-other-objects', value: wide, unit: 'requests', limit: 0 },
  ];
}

/** Every container gets a new name; up to 500 of them. Then nothing happens. */
async function burst({ api, crowd, quiet, say }: TreeBench, inventory: Inventory, log: RequestLog) {
  const names = new Map(crowd.containers.slice(0, 500).map((id, index) => [id, `${crowd.prefix}-burst-${index}`]));
  const asked = log.requests.length;
  const begin = performance.now();
  const shown = shownNames(inventory, names);
  await inTurns([...names], ([id, name]) => api.ask('POST', `/containers/${id}/rename?name=${name}`));
  const made = performance.now() - begin;
  const all = (await shown) - begin;
  // A request too many may still come: only after some quiet is all of the burst over.
  await sleep(quiet);
  const requests = log.requests.slice(asked);
  say(`burst: ${names.size} events in ${Math.round(made)} ms, all shown after ${Math.round(all)} ms`);
  const askedInBurst = log.requests.length;
  await sleep(quiet);
  return [
    { name: 'tree-requests-for-a-burst', value: requests.length, unit: 'requests', limit: 2 },
    { name: 'tree-requests-in-quiet', value: log.requests.length - askedInBurst, unit: 'requests', limit: 0 },
  ];
}

/** Resolves with the time at which rows made anew show all these containers under these names. */
function shownNames(inventory: Inventory, names: ReadonlyMap<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const registration = inventory.onDidChange(() => {
      const labels = new Map(rowsOf(inventory).map((row) => [row.object?.id, row.label]));
      if ([...names].some(([id, name]) => labels.get(id) !== name)) return;
      registration.dispose();
      resolve(performance.now());
    });
  });
}

/** Listens, then: the time at which the engine tells of that object. */
async function eventOf(api: PlainApi, id: string): Promise<{ readonly time: Promise<number> }> {
  let tell = (_time: number) => {};
  const time = new Promise<number>((resolve) => {
    tell = resolve;
  });
  const listening = await api.events((event) => {
    if (event.Actor.ID === id) tell(performance.now());
  });
  return { time: time.finally(listening.stop) };
}

async function timeOf(task: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await task();
  return performance.now() - begin;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
