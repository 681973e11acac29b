// What the extension hosts take while nothing happens: beside each other, as a user's editor is for hours.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { VsCode } from '../ui/driver.ts';
import { whenOpenedAndMarked, whenRows } from './editor-page.ts';
import { collectedMemory, type Probe, probeNews, probeOf } from './editor-probe.ts';
import { median } from './figures.ts';

/** All memory in megabytes. */
export interface Rest {
  /** What is resident when the rows and the mark have just come, with whatever garbage there is by then. */
  readonly opened: number;
  /** What is resident at rest. */
  readonly memory: number;
  /** What heap and buffers hold once all is collected that can be: the others differ by several between two windows of the same extension. */
  readonly kept: number;
  /** What is resident then. */
  readonly collected: number;
  /** Percent of a core, from when all has opened to the end of the rest. */
  readonly processor: number;
}

export interface RestOptions {
  readonly subjects: readonly { readonly name: string; readonly vscode: VsCode; readonly title: string }[];
  readonly rounds: number;
  /** Of the Dockerfile, with a `RUN sudo`. */
  readonly text: string;
  /** Where the probes write. */
  readonly folder: string;
  /** V8 gives back what it took for the start 20 to 50 seconds after the last work. */
  readonly seconds: number;
}

/** New windows, with a Dockerfile and all rows, of which all rest at the same time. */
export async function atRestWithAllOpen(options: RestOptions): Promise<Readonly<Record<string, Rest[]>>> {
  const { subjects, rounds, text, folder, seconds } = options;
  const found: Record<string, Rest[]> = Object.fromEntries(subjects.map(({ name }) => [name, []]));
  for (const { vscode } of subjects) {
    await vscode.runCommand('View: Close All Editors');
    writeFileSync(join(vscode.workspace, 'Dockerfile'), text);
  }
  for (let round = 0; round < rounds; round++) {
    const opened: Record<string, number> = {};
    // In both orders: the machine has its tides.
    for (const { name, vscode, title } of round % 2 === 0 ? subjects : [...subjects].reverse()) {
      await openAll(vscode, title);
      opened[name] = median((await threeSeconds(join(folder, `${name}.json`))).map(({ memory }) => memory));
    }
    const rests = subjects.map(async ({ name }) => {
      const probePath = join(folder, `${name}.json`);
      const before = probeOf(probePath);
      await setTimeout(seconds * 1000);
      const last = await threeSeconds(probePath);
      const end = last.at(-1) ?? before;
      return {
        name,
        memory: median(last.map(({ memory }) => memory)),
        processor: (100 * (end.processor - before.processor)) / (end.at - before.at),
      };
    });
    for (const { name, memory, processor } of await Promise.all(rests)) {
      const { kept, memory: collected } = await collectedMemory(join(folder, `${name}.json`));
      found[name]?.push({ opened: opened[name] ?? Number.NaN, memory, kept, collected, processor });
    }
    for (const { vscode } of subjects) await vscode.runCommand('View: Close All Editors');
  }
  return found;
}

async function openAll(vscode: VsCode, title: string): Promise<void> {
  await vscode.runCommand('View: Show Explorer');
  await vscode.reload();
  await vscode.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  const marked = await whenOpenedAndMarked(vscode.page, 'RUN sudo');
  await vscode.openFile('Dockerfile');
  await marked();
  const rows = await whenRows(vscode.page, ['bench-container-', 'bench-image-'], { atLeast: 3 });
  await vscode.page.locator('.activitybar').getByRole('tab', { name: title }).click();
  await rows();
}

/** Twelve figures of the probe, once they are within a megabyte of each other. */
async function threeSeconds(probePath: string): Promise<readonly Probe[]> {
  const last: Probe[] = [];
  const memory = () => last.map((probe) => probe.memory);
  while (last.length < 12 || Math.max(...memory()) - Math.min(...memory()) > 1) {
    await probeNews(probePath);
    last.push(probeOf(probePath));
    if (last.length > 12) last.shift();
  }
  return last;
}
