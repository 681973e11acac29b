// How soon a page has its skeleton and its facts, and what it takes, beside a page that only says hello; and what the stats of
// many containers cost the extension host. In a real VS Code, on an engine of its own.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { packageStub } from '../support/stub-extension.mjs';
import { openVsCode, type VsCode } from '../ui/driver.ts';
import { type OpenedPage, openedPages, openPage } from '../ui/opened-pages.ts';
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

const built = 'longshore-bench-steps';
const ofAll = openedPages({
  container: 'bench-0',
  image: 'longshore-bench-busybox',
  built,
  volume: 'bench-data',
});
/** Two of them have their files later than the rest. */
const opened: readonly MeasuredPage[] = [
  ...ofAll,
  { name: 'stats', command: 'Longshore: Show Container Stats', shows: 'tbody tr' },
  ...ofAll
    .filter(({ name }) => ['layers', 'images'].includes(name))
    .map((page) => ({ ...page, name: `${page.name}-files`, shows: '.tree ul.plain li' })),
];
const later = 'later than a page that says hello';
const above = 'above a page that says hello';
const hello: MeasuredPage = { name: 'hello', command: 'Bench: Open Page' };

interface MeasuredPage extends OpenedPage {
  /** What is there once it has its facts. Default: anything but the skeleton. */
  readonly shows?: string;
}

interface Seen {
  /** Milliseconds from the click. */
  readonly painted: number;
  readonly filled: number;
  /** Megabytes that are in use since it is open. */
  readonly heap: number;
}

export async function benchPages(bench: PagesBench): Promise<Figure[]> {
  const { folder, socketPath, baseImage, rounds, containers, say } = bench;
  for (let at = 0; at < containers; at++) {
    const body = { Image: baseImage, Cmd: ['sh', '-c', 'echo ready; exec sleep 3600'], Labels: { bench: '1' } };
    const { Id } = await askEngine<{ Id: string }>(socketPath, 'POST', `/containers/create?name=bench-${at}`, body);
    await askEngine(socketPath, 'POST', `/containers/${Id}/start`);
  }
  await askEngine(socketPath, 'POST', '/volumes/create', { Name: 'bench-data' });
  const stub = (name: string, code: string, manifest: Readonly<Record<string, unknown>>) =>
    packageStub({ folder, publisher: 'bench', name, code, manifest });
  const probePath = join(folder, 'probe.json');
  const vscode = await openVsCode({
    extension: bench.vsix,
    extensions: [await stub('probe', probeSource, probeManifest), await stub('hello', helloCode, helloManifest)],
    screenshots: 'bench-pages',
    prepare: (workspace) => {
      mkdirSync(join(workspace, built));
      writeFileSync(join(workspace, built, 'Dockerfile'), dockerfile(baseImage));
    },
    env: { DOCKER_HOST: `unix://${socketPath}`, BENCH_PROBE: probePath },
  });
  const figures: Figure[] = [];
  await vscode.use(async () => {
    await vscode.openContainer('Longshore');
    await vscode.treeItem(/bench-\d/).waitFor();
    await buildTwice(vscode);
    const seen = new Map<string, Seen[]>([hello, ...opened].map(({ name }) => [name, []]));
    // In turns; the first round warms up.
    for (let round = -1; round < rounds; round++) {
      for (const each of [hello, ...opened]) {
        const before = await heapOf(vscode);
        const times = await open(vscode, each);
        const heap = (await heapOf(vscode)) - before;
        if (round >= 0) seen.get(each.name)?.push({ ...times, heap });
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
    for (const { name } of opened) {
      const [painted, heap] = (['painted', 'heap'] as const).map((key) => rounded(of(name, key) - of('hello', key)));
      figures.push({ name: `page-${name}-painted`, value: painted ?? Number.NaN, unit: `ms ${later}`, limit: 300 });
      figures.push({ name: `page-${name}-heap`, value: heap ?? Number.NaN, unit: `MB ${above}`, limit: 10 });
    }
    figures.push(...(await statsOfAll(vscode, { containers, probePath, usual: of('hello', 'heap'), say })));
  });
  return figures;
}

/** Steps enough that a page of them has something to draw, and files in layers of their own. */
const dockerfile = (base: string) => `FROM ${base}
${Array.from({ length: 10 }, (_, at) => `RUN mkdir -p /srv/${at} && for n in 1 2 3 4 5 6 7 8 9; do echo $n > /srv/${at}/$n; done`).join('\n')}
`;

/** So that there are two builds to compare. */
async function buildTwice(vscode: VsCode): Promise<void> {
  for (let at = 0; at < 2; at++) {
    await vscode.openFile(`${built}/Dockerfile`);
    await vscode.runCommand('Longshore: Build Image');
    await vscode.notification(/Built /);
    await vscode.dismissNotifications();
  }
  await vscode.runCommand('View: Hide Panel');
  await vscode.runCommand('View: Close All Editors');
}

/** The inner frame of the page that is opened next, once it has its facts. */
async function open(vscode: VsCode, page: MeasuredPage): Promise<Omit<Seen, 'heap'>> {
  const clicked = await openPage(vscode, page, () => whenClicked(vscode.page));
  const begun = await clicked();
  const frame = await innerFrame(vscode);
  const filled = await frame.waitForFunction((selector) => {
    const isFilled = document.querySelector(selector) !== null;
    return isFilled ? performance.timeOrigin + performance.now() : 0;
  }, page.shows ?? 'main[aria-busy="false"]');
  const [filledAt, paintedAt] = await Promise.all([filled.jsonValue(), frame.evaluate(firstPaint)]);
  return { painted: paintedAt - begun, filled: filledAt - begun };
}

const firstPaint = () =>
  performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN);

/** Megabytes that scripts hold, of the window with its pages: they share it. Without what only waits to be collected. */
async function heapOf({ page }: VsCode): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
  } finally {
    await session.detach();
  }
}

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
  const before = await heapOf(vscode);
  await vscode.runCommand('Longshore: Show Container Stats');
  const frame = await innerFrame(vscode);
  const rows = frame.locator('tbody tr');
  await rows.nth(containers - 1).waitFor({ timeout: 60_000 });
  // Its absence asks the probe for a fresh start.
  rmSync(probePath, { force: true });
  await vscode.page.waitForTimeout(10_000);
  const { delay } = probeOf(probePath);
  const heap = (await heapOf(vscode)) - before;
  say(
    `stats of ${containers} containers: delay of the extension host ${rounded(delay)} ms (p99), heap of the page ${rounded(heap)} MB`,
  );
  await vscode.screenshot('stats of all');
  return [
    { name: 'page-stats-of-all-delay', value: rounded(delay), unit: 'ms', limit: 50 },
    { name: 'page-stats-of-all-heap', value: rounded(heap - usual), unit: `MB ${above}`, limit: 60 },
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
