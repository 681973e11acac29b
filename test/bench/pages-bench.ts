// How soon a page has its skeleton and its facts, and what it takes, beside a page that only says hello; and what the stats of
// many containers cost the extension host. In a real VS Code, on an engine of its own.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { packageStub } from '../support/stub-extension.mjs';
import { openVsCode, type VsCode } from '../ui/driver.ts';
import { whenClicked } from './editor-page.ts';
import { probeManifest, probeOf, probeSource } from './editor-probe.ts';
import { type Figure, median, rounded } from './figures.ts';
import { askEngine } from './plain-engine.ts';

export { figureLine, isKept } from './figures.ts';

export interface PagesBench {
  /** Of the engine, which is this bench's own. */
  readonly socketPath: string;
  /** Of an image on the engine, with a shell. */
  readonly baseImage: string;
  /** For packages; exists, and is removed by the caller. */
  readonly folder: string;
  readonly rounds: number;
  /** Containers that run. */
  readonly containers: number;
  readonly vsix: string;
  readonly say: (line: string) => void;
}

interface OpenedPage {
  readonly name: string;
  /** Of the command that opens it. */
  readonly command: string;
  /** What is chosen from the list that it shows. */
  readonly choice?: string;
}

const opened: readonly OpenedPage[] = [
  { name: 'container', command: 'Longshore: Describe Container', choice: 'bench-0' },
  { name: 'image', command: 'Longshore: Describe Image', choice: 'longshore-bench-busybox' },
  { name: 'logs', command: 'Longshore: Open Container Logs as Page', choice: 'bench-0' },
  { name: 'changes', command: 'Longshore: Show Changed Files of Container', choice: 'bench-0' },
  { name: 'network', command: 'Longshore: Describe Network', choice: 'bridge' },
  { name: 'disk', command: 'Longshore: Show Disk Usage' },
  { name: 'form', command: 'Longshore: Run Image with Form', choice: 'longshore-bench-busybox' },
];
const hello: OpenedPage = { name: 'hello', command: 'Bench: Open Page' };

/** Milliseconds from the click, and megabytes. */
interface Seen {
  readonly painted: number;
  readonly filled: number;
  readonly heap: number;
}

export async function benchPages(bench: PagesBench): Promise<Figure[]> {
  const { folder, socketPath, baseImage, rounds, containers, say } = bench;
  for (let at = 0; at < containers; at++) {
    const body = { Image: baseImage, Cmd: ['sh', '-c', 'echo ready; exec sleep 3600'], Labels: { bench: '1' } };
    const { Id } = await askEngine<{ Id: string }>(socketPath, 'POST', `/containers/create?name=bench-${at}`, body);
    await askEngine(socketPath, 'POST', `/containers/${Id}/start`);
  }
  const stub = (name: string, code: string, manifest: Readonly<Record<string, unknown>>) =>
    packageStub({ folder, publisher: 'bench', name, code, manifest });
  const probePath = join(folder, 'probe.json');
  const vscode = await openVsCode({
    extension: bench.vsix,
    extensions: [await stub('probe', probeSource, probeManifest), await stub('hello', helloCode, helloManifest)],
    screenshots: 'bench-pages',
    env: { DOCKER_HOST: `unix://${socketPath}`, BENCH_PROBE: probePath },
  });
  const figures: Figure[] = [];
  await vscode.use(async () => {
    await vscode.openContainer('Longshore');
    await vscode.treeItem(/bench-\d/).waitFor();
    const seen = new Map<string, Seen[]>([hello, ...opened].map(({ name }) => [name, []]));
    // In turns; the first round warms up.
    for (let round = -1; round < rounds; round++) {
      for (const each of [hello, ...opened]) {
        const page = await open(vscode, each);
        if (round >= 0) seen.get(each.name)?.push(page);
        await vscode.runCommand('View: Close All Editors');
        await vscode.page.locator('iframe.webview').first().waitFor({ state: 'detached' });
      }
    }
    const of = (name: string, key: keyof Seen) => median((seen.get(name) ?? []).map((each) => each[key]));
    for (const { name } of [hello, ...opened]) {
      const [painted, filled, heap] = (['painted', 'filled', 'heap'] as const).map((key) => rounded(of(name, key)));
      say(`${name}: painted after ${painted} ms, filled after ${filled} ms, heap ${heap} MB`);
    }
    for (const { name } of opened) {
      const value = Math.round((of(name, 'filled') / of('hello', 'filled')) * 100) / 100;
      figures.push({ name: `page-${name}-filled`, value, unit: 'times a page that says hello', limit: 2 });
    }
    figures.push(...(await statsOfAll(vscode, { containers, probePath, usual: of('hello', 'heap'), say })));
  });
  return figures;
}

/** The inner frame of the page that is opened next, once it has its facts. */
async function open(vscode: VsCode, { command, choice }: OpenedPage): Promise<Seen> {
  let clicked = await whenClicked(vscode.page);
  await vscode.runCommand(command);
  if (choice) {
    await clicked();
    clicked = await whenClicked(vscode.page);
    await vscode.search(choice);
    await vscode.choose(new RegExp(`^\\W*${choice}(?!\\d)`));
  }
  const begun = await clicked();
  const frame = await innerFrame(vscode);
  const filled = await frame.waitForFunction(() => {
    const isFilled = document.querySelector('main')?.getAttribute('aria-busy') === 'false';
    return isFilled ? performance.timeOrigin + performance.now() : 0;
  });
  const [filledAt, { paintedAt, heap }] = await Promise.all([filled.jsonValue(), frame.evaluate(facts)]);
  return { painted: paintedAt - begun, filled: filledAt - begun, heap };
}

const facts = () => ({
  paintedAt:
    performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN),
  heap: ((performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize ?? 0) / 1e6,
});

async function innerFrame({ page }: VsCode): Promise<Frame> {
  const main = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('main');
  const frame = await (await main.elementHandle())?.ownerFrame();
  if (!frame) throw new Error('The page has no frame.');
  return frame;
}

/** All containers at once, for ten seconds of readings. */
async function statsOfAll(
  vscode: VsCode,
  options: {
    readonly containers: number;
    readonly probePath: string;
    /** Megabytes of a page that says hello. */
    readonly usual: number;
    readonly say: (line: string) => void;
  },
): Promise<Figure[]> {
  const { containers, probePath, usual, say } = options;
  await vscode.runCommand('Longshore: Show Container Stats');
  const frame = await innerFrame(vscode);
  const rows = frame.locator('tbody tr');
  await rows.nth(containers - 1).waitFor({ timeout: 60_000 });
  // Its absence asks the probe for a fresh start.
  rmSync(probePath, { force: true });
  await vscode.page.waitForTimeout(10_000);
  const { delay } = probeOf(probePath);
  const { heap } = await frame.evaluate(facts);
  say(
    `stats of ${containers} containers: delay of the extension host ${rounded(delay)} ms (p99), heap of the page ${rounded(heap)} MB`,
  );
  await vscode.screenshot('stats of all');
  return [
    { name: 'page-stats-delay', value: rounded(delay), unit: 'ms', limit: 50 },
    // Pages share the memory of their window.
    { name: 'page-stats-heap', value: rounded(heap - usual), unit: 'MB above a page that says hello', limit: 60 },
  ];
}

const helloManifest = {
  main: './extension.js',
  contributes: { commands: [{ command: 'bench.page', title: 'Bench: Open Page' }] },
};
const helloCode = `
const { commands, window, ViewColumn } = require('vscode');
exports.activate = () => {
  commands.registerCommand('bench.page', () => {
    const view = window.createWebviewPanel('bench', 'Hello', ViewColumn.Active, { enableScripts: true });
    view.webview.html = '<!DOCTYPE html><html><body><main aria-busy="false">Hello</main></body></html>';
  });
};
`;
