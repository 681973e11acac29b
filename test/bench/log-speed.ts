// Following a fast log and reading a long one, by the extension's own terminal program and document, in this process.

import { setTimeout as sleep } from 'node:timers/promises';
import { createEquivalents } from '../../src/commands/host/equivalents.ts';
import type { Host } from '../../src/commands/host/host.ts';
import { containerLogCommands, logsProgram } from '../../src/commands/logs/container-logs.ts';
import { fillLogsPage } from '../../src/commands/logs/page.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import { createEngines } from '../../src/engine/engines.ts';
import type { Inventory } from '../../src/engine/inventory.ts';
import { type FromLogsPage, noFilter, type ToLogsPage } from '../../src/panels/log-messages.ts';
import { createLogStore } from '../../src/panels/log-store.ts';
import { logSlice } from '../../src/panels/logs-session.ts';
import { memoryBuilds } from '../support/memory-builds.ts';
import { scriptedHost } from '../support/scripted-host.ts';
import { scriptedPanel } from '../support/scripted-panel.ts';
import { testRegistries } from '../support/test-registries.ts';
import { type Strain, watchStrain } from './loop-delay.ts';

export interface Followed extends Strain {
  /** Lines a second. */
  readonly shown: number;
  readonly leftOut: number;
  /** Writes to the terminal a second. */
  readonly writes: number;
}

const engineAt = (socketPath: string) =>
  connect(resolveEndpoint({ env: { DOCKER_HOST: `unix://${socketPath}` }, dockerConfigFolder: '/nonexistent' }));

/** Follows the log of a running container for that long. */
export async function followInTerminal(socketPath: string, id: string, milliseconds: number): Promise<Followed> {
  const engine = await engineAt(socketPath);
  const container = await engine.containers.get(id);
  if (!container) throw new Error(`There is no container ${id}.`);
  const closing = new AbortController();
  const counted = { lines: 0, leftOut: 0, writes: 0 };
  const strain = watchStrain();
  const begin = performance.now();
  const inventory = {
    connection: { state: 'connected' as const, engine },
    engine: async () => engine,
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const done = logsProgram(inventory, container).run({
    size: () => ({ columns: 80, rows: 24 }),
    write: (text) => {
      counted.writes++;
      counted.lines += text.match(/^\d{10} /gm)?.length ?? 0;
      for (const [, number] of text.matchAll(/\[([\d,]+) lines? left out/g))
        counted.leftOut += Number(number?.replaceAll(',', ''));
    },
    onInput: () => undefined,
    onResize: () => undefined,
    offerDetach: () => () => undefined,
    closed: closing.signal,
  });
  await Promise.race([done, sleep(milliseconds)]);
  const seconds = (performance.now() - begin) / 1000;
  const found = strain();
  closing.abort();
  await done;
  engine.close();
  const perSecond = (count: number) => count / seconds;
  return {
    ...found,
    shown: perSecond(counted.lines),
    leftOut: perSecond(counted.leftOut),
    writes: perSecond(counted.writes),
  };
}

export interface FollowedByPage extends Strain {
  /** Lines a second, and messages to the page a second with their bytes. */
  readonly lines: number;
  readonly messages: number;
  readonly bytes: number;
}

/** The same on the page of logs, with a filter and a search over all that comes. */
export async function followInPage(socketPath: string, id: string, milliseconds: number): Promise<FollowedByPage> {
  const engine = await engineAt(socketPath);
  const inventory = {
    connection: { state: 'connected' as const, engine },
    last: { id: engine.id, address: engine.address },
    engine: async () => engine,
    onDidChange: () => ({ dispose: () => undefined }),
  } as unknown as Inventory;
  const panel = scriptedPanel<ToLogsPage, FromLogsPage>();
  const strain = watchStrain();
  const begin = performance.now();
  const services = {
    host: scriptedHost(),
    engines: createEngines(inventory),
    builds: memoryBuilds(),
    registries: testRegistries(),
    equivalents: createEquivalents(),
  };
  const isFilled = fillLogsPage(services, panel, { engine: engine.id, containers: [{ id, name: 'steady' }] });
  if (!isFilled) throw new Error('The page was not filled.');
  panel.say({ type: 'ready' });
  panel.say({ type: 'filter', filter: { ...noFilter, text: '^\\d*[05] ', isRegex: true } });
  panel.say({ type: 'search', search: { text: '000', isRegex: false }, near: 0 });
  await sleep(milliseconds);
  const seconds = (performance.now() - begin) / 1000;
  const found = strain();
  const counts = panel.posted.filter((message) => message.type === 'counts').at(-1);
  panel.close();
  engine.close();
  const bytes = panel.posted.reduce((sum, message) => sum + JSON.stringify(message).length, 0);
  return {
    ...found,
    lines: ((counts?.kept ?? 0) + (counts?.dropped ?? 0)) / seconds,
    messages: panel.posted.length / seconds,
    bytes: bytes / seconds,
  };
}

export interface FullStore {
  /** Megabytes (1,000,000 bytes) of a million lines. */
  readonly megabytes: number;
  /** Milliseconds of the longest slice of a filter and a search over all of them, and of both together. */
  readonly worstSlice: number;
  readonly whole: number;
}

/** A million lines as a page keeps them. */
export function fillStore(lineLength: number): FullStore {
  const store = createLogStore({ lines: 1_000_000, characters: 100_000_000 });
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const text = 'x'.repeat(lineLength - 11);
  for (let batch = 0; batch < 1000; batch++) {
    store.add(
      Array.from({ length: 1000 }, (_, at) => ({
        source: 0,
        // As it comes from an engine: each a string of its own.
        at: Buffer.from(`2026-01-01T00:00:00.${String(batch * 1000 + at).padStart(9, '0')}Z`).toString(),
        from: 'stdout' as const,
        text: Buffer.from(`${String(batch * 1000 + at).padStart(10, '0')} ${text}`).toString(),
      })),
    );
  }
  globalThis.gc?.();
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  store.filter({ ...noFilter, text: '[05] x', isRegex: true });
  store.search({ text: '123', isRegex: false });
  const begin = performance.now();
  let worstSlice = 0;
  for (let isLeft = true; isLeft; ) {
    const slice = performance.now();
    isLeft = store.work(logSlice);
    worstSlice = Math.max(worstSlice, performance.now() - slice);
  }
  if (store.kept !== 1_000_000) throw new Error(`${store.kept} lines are kept`);
  return { megabytes, worstSlice, whole: performance.now() - begin };
}

/** Opens the whole log as a document. Answers milliseconds and the document's length in characters. */
export async function openAsDocument(
  socketPath: string,
  id: string,
  show: (text: string) => Promise<void> = async () => undefined,
): Promise<Strain & { time: number; length: number }> {
  const engine = await engineAt(socketPath);
  const containers = await engine.containers.list();
  const inventory = {
    engine: async () => engine,
    lists: async () => ({ containers, images: [] }),
  } as unknown as Inventory;
  const script = scriptedHost([{ pick: 'Everything' }, { pick: 'Without Times' }]);
  let length = 0;
  const host: Host = {
    ...script,
    showDocument: async (_name, text) => {
      length = text.length;
      await show(text);
    },
  };
  const strain = watchStrain();
  const begin = performance.now();
  await containerLogCommands['longshore.container.logsDocument'](
    {
      host,
      engines: createEngines(inventory),
      builds: memoryBuilds(),
      registries: testRegistries(),
      equivalents: createEquivalents(),
    },
    [{ engine: engine.id, kind: 'container', id }],
  );
  const time = performance.now() - begin;
  const found = strain();
  engine.close();
  return { ...found, time, length };
}
