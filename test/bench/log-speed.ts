// Following a fast log and reading a long one, by the extension's own terminal program and document, in this process.

import { setTimeout as sleep } from 'node:timers/promises';
import { createEquivalents } from '../../src/commands/host/equivalents.ts';
import type { Host } from '../../src/commands/host/host.ts';
import { containerLogCommands, logsProgram } from '../../src/commands/logs/container-logs.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import { createEngines } from '../../src/engine/engines.ts';
import type { Inventory } from '../../src/engine/inventory.ts';
import { memoryBuilds } from '../support/memory-builds.ts';
import { scriptedHost } from '../support/scripted-host.ts';
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
