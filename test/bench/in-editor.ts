// Runs inside VS Code's extension host in the place of tests: does what LONGSHORE_BENCH says and writes what it found.
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { commands, env, extensions, Uri, window, workspace } from 'vscode';
import { strainOfTransfers, type TransferTask } from './build-strain.ts';
import { openAsDocument } from './log-speed.ts';
import { type Strain, watchStrain } from './loop-delay.ts';

export type EditorTask =
  | {
      readonly kind: 'logs';
      readonly socketPath: string;
      readonly steady: string;
      readonly long: string;
      readonly milliseconds: number;
    }
  | ({ readonly kind: 'transfers' } & TransferTask)
  | {
      readonly kind: 'rows';
      readonly socketPath: string;
      readonly last: { readonly id: string; readonly name: string };
    };

export interface LogsInEditor {
  readonly idle: Strain & RoundTrips;
  readonly following: Strain & RoundTrips;
  readonly document: Strain & { readonly time: number; readonly length: number };
}

/** Megabytes. */
export interface RowsInEditor {
  readonly heap: number;
  readonly resident: number;
}

interface RoundTrips {
  /** Milliseconds from the extension host to the window and back: how soon a click is answered. */
  readonly roundTrip: number;
  readonly worstRoundTrip: number;
}

export async function run(): Promise<void> {
  const task: EditorTask = JSON.parse(String(process.env.LONGSHORE_BENCH));
  await extensions.getExtension('longshore.longshore')?.activate();
  writeFileSync(String(process.env.LONGSHORE_BENCH_RESULT), JSON.stringify(await perform(task)));
}

async function perform(task: EditorTask): Promise<LogsInEditor | RowsInEditor | Strain[]> {
  switch (task.kind) {
    case 'logs':
      return logs(task);
    case 'rows':
      return rows(task);
    case 'transfers':
      // Starting has an end, but no event.
      await sleep(5000);
      return strainOfTransfers(task);
  }
}

async function logs({ socketPath, steady, long, milliseconds }: EditorTask & { kind: 'logs' }): Promise<LogsInEditor> {
  // Starting has an end, but no event.
  await sleep(5000);
  const idle = await strainFor(milliseconds);
  await commands.executeCommand('longshore.container.logs', [steady]);
  await sleep(2000);
  if (window.activeTerminal === undefined) throw new Error('No terminal has opened.');
  const following = await strainFor(milliseconds);
  for (const terminal of window.terminals) terminal.dispose();
  await sleep(1000);
  let text = '';
  workspace.registerTextDocumentContentProvider('longshore-bench', { provideTextDocumentContent: () => text });
  const document = await openAsDocument(socketPath, long, async (content) => {
    text = content;
    await window.showTextDocument(await workspace.openTextDocument(Uri.parse('longshore-bench:/long.log')));
  });
  return { idle, following, document };
}

async function strainFor(milliseconds: number): Promise<Strain & RoundTrips> {
  const times: number[] = [];
  const strain = watchStrain();
  for (const begin = performance.now(); performance.now() - begin < milliseconds; ) {
    const asked = performance.now();
    await commands.executeCommand('setContext', 'longshore.bench', times.length);
    times.push(performance.now() - asked);
    await sleep(50);
  }
  const sorted = times.sort((a, b) => a - b);
  const roundTrip = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return { ...strain(), roundTrip, worstRoundTrip: sorted.at(-1) ?? Number.NaN };
}

async function rows({ socketPath, last }: EditorTask & { kind: 'rows' }): Promise<RowsInEditor> {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const memory = async () => {
    // What waits to be given up is given up in turns of the event loop.
    for (let turn = 0; turn < 5; turn++) {
      collectGarbage();
      await sleep(200);
    }
    return process.memoryUsage();
  };
  await sleep(5000);
  const before = await memory();
  await commands.executeCommand('longshore.images.focus');
  await commands.executeCommand('longshore.containers.focus');
  while (!(await listsAnswered(socketPath))) await sleep(200);
  // Rows go to the window in the turns after.
  await sleep(8000);
  const after = await memory();
  await commands.executeCommand('longshore.container.copyName', [last.id]);
  const copied = await env.clipboard.readText();
  if (copied !== last.name) throw new Error(`The last container is not there: ${copied}`);
  return { heap: (after.heapUsed - before.heapUsed) / 1e6, resident: (after.rss - before.rss) / 1e6 };
}

/** The crowded engine says how many lists it has answered. */
function listsAnswered(socketPath: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    request({ socketPath, host: 'localhost', path: '/bench/answered' }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      response.on('end', () => resolve(Number(text) >= 2));
    })
      .on('error', reject)
      .end();
  });
}
