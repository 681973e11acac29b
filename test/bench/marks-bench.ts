// How soon what the engine says of a build's step is drawn behind its line, in the window of a real VS Code. Knows no
// engine of its own: whoever calls gives one with the base image.
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { decodeStatus } from '../../src/engine/buildkit/status-message.ts';
import { removeImage } from '../support/engine-cleanup.ts';
import { openVsCode } from '../ui/driver.ts';
import { type Figure, median, rounded } from './figures.ts';

export { figureLine, isKept } from './figures.ts';

export interface MarksBench {
  readonly socketPath: string;
  /** Of an image on the engine, with a shell. */
  readonly baseImage: string;
  /** Where a socket before the engine's may be. */
  readonly relayPath: string;
  readonly steps: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

/** `begin 3`, `end 3` → milliseconds since 1970. */
type Times = Record<string, number>;

const folder = 'longshore-bench-marks';
const tag = `${folder}:latest`;

export async function benchMarks(bench: MarksBench): Promise<Figure[]> {
  const { socketPath, baseImage, relayPath, steps, rounds, say } = bench;
  const told: Times = {};
  const relay = await relayThatNotes(relayPath, socketPath, told);
  const vscode = await openVsCode({ screenshots: 'bench-marks', env: { DOCKER_HOST: `unix://${relayPath}` } });
  const path = join(vscode.workspace, folder, 'Dockerfile');
  const delays: number[] = [];
  try {
    mkdirSync(join(vscode.workspace, folder));
    for (let round = 0; round < rounds; round++) {
      const unlike = randomBytes(4).toString('hex');
      const lines = Array.from({ length: steps }, (_, step) => `RUN : step-${step}-${unlike} && sleep 0.3`);
      writeFileSync(path, [`FROM ${baseImage}`, ...lines, ''].join('\n'));
      await vscode.openFile(`${folder}/Dockerfile`);
      await vscode.line(`step-0-${unlike}`).waitFor();
      for (const name of Object.keys(told)) delete told[name];
      const drawing = whenDrawn(vscode.page, steps);
      await vscode.codeLens(/^Build$/).click();
      const drawn = await drawing;
      const found = Object.entries(drawn).map(([name, time]) => time - (told[name] ?? Number.NaN));
      if (found.some(Number.isNaN)) throw new Error(`The engine's messages were not noted: ${Object.keys(told)}`);
      delays.push(...found);
      say(
        `round ${round + 1}: ${found.length} marks, ${rounded(median(found))} ms, ${rounded(Math.max(...found))} ms at most`,
      );
      await vscode.codeLens(/built just now/).waitFor();
      await vscode.dismissNotifications();
    }
  } finally {
    await vscode.close();
    relay.close();
    await removeImage(socketPath, tag);
  }
  const sorted = delays.sort((a, b) => a - b);
  const late = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
  return [
    { name: 'build-message-to-mark', value: rounded(median(delays)), unit: 'ms', limit: 150 },
    { name: 'build-message-to-mark-p95', value: rounded(late), unit: 'ms', limit: 150 },
  ];
}

const now = () => performance.timeOrigin + performance.now();

/** A socket before the engine's that notes when the first message passes of a step's begin and of its end. */
async function relayThatNotes(path: string, enginePath: string, told: Times) {
  const server = createServer((socket) => {
    const engine = connect(enginePath);
    socket.pipe(engine).pipe(socket);
    socket.on('error', () => engine.destroy());
    engine.on('error', () => socket.destroy());
    let rest = '';
    engine.on('data', (bytes: Buffer) => {
      const time = now();
      const lines = (rest + bytes.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const aux = /"id":"moby\.buildkit\.trace","aux":"([^"]+)"/.exec(line)?.[1];
        for (const { name, started, completed } of aux ? decodeStatus(Buffer.from(aux, 'base64')).vertexes : []) {
          const step = / step-(\d+)-/.exec(name)?.[1];
          if (step === undefined) continue;
          if (started !== undefined) told[`begin ${step}`] ??= time;
          if (completed !== undefined) told[`end ${step}`] ??= time;
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}

/** The frame after the one in which a step's line says that it runs, or is done, for the first time. */
function whenDrawn(page: Awaited<ReturnType<typeof openVsCode>>['page'], steps: number): Promise<Times> {
  return page.evaluate(async (count) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const times: Times = {};
    let seen: string[] = [];
    while (Object.keys(times).length < 2 * count) {
      await frame();
      const time = performance.timeOrigin + performance.now();
      for (const name of seen) times[name] ??= time;
      seen = [];
      const lenses = [...document.querySelectorAll('.codelens-decoration')].map(({ textContent }) => textContent);
      if (/failed.just.now/.test(lenses.join())) throw new Error('The build failed.');
      for (const line of document.querySelectorAll('.editor-instance .view-line')) {
        const step = /step-(\d+)-/.exec(line.textContent ?? '')?.[1];
        if (step === undefined) continue;
        const mark = [...line.querySelectorAll('span')].map((span) => getComputedStyle(span, '::after').content).join();
        if (/running/.test(mark)) seen.push(`begin ${step}`);
        if (/✓/.test(mark)) seen.push(`end ${step}`);
      }
    }
    return times;
  }, steps);
}
