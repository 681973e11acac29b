// How long a forecast takes in a large workspace, in the thread that the editor asks, and how late the asking thread is meanwhile.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { builderTraits } from '../../src/forecast/builder-traits.ts';
import type { DeskSetup } from '../../src/forecast/desk.ts';
import type { Foreseen } from '../../src/forecast/foreseen.ts';
import { type CallMessage, createThreadCalls } from '../../src/forecast/thread-calls.ts';
import { type Figure, median, rounded } from './figures.ts';
import { watchStrain } from './loop-delay.ts';

export { figureLine, isKept } from './figures.ts';

/** Files in the workspace, and how often each figure is taken. */
const size = 20_000;
const times = 15;

const facts = {
  id: 'bench',
  endpoint: '0123456789ab',
  platform: 'linux/amd64',
  builder: builderTraits('28'),
  engine: 0,
};
const image = {
  layers: ['sha256:1'],
  environment: [],
  platform: 'linux/amd64',
  workingDirectory: '',
  user: '',
  raw: {},
};

/** `worker`: the path of the bundle; `folder`: an empty one. */
export async function forecastSpeed(worker: string, folder: string): Promise<Figure[]> {
  const context = join(folder, 'context');
  for (let index = 0; index < size; index++) {
    const path = join(context, `p${index % 40}`, `q${index % 400}`);
    if (index < 400) mkdirSync(path, { recursive: true });
    writeFileSync(join(path, `f${index}.js`), `// ${index}\n`.repeat(40));
  }
  const text = 'FROM base:1\nWORKDIR /app\nCOPY p1/q1 ./first\nRUN one\nCOPY . .\nRUN two\n';
  writeFileSync(join(context, 'Dockerfile'), text);
  const request = { contextFolder: context, dockerfile: join(context, 'Dockerfile') };
  const workerData: DeskSetup = { folder: join(folder, 'records'), texts: undefined };
  const thread = new Worker(worker, { workerData });
  const calls = createThreadCalls(
    (message) => thread.postMessage(message),
    async (name) => (name === 'inspect' ? image : []),
  );
  thread.on('message', (message: CallMessage) => calls.receive(message));
  const question = { text, request, engine: facts };
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const begun = performance.now();
    await work();
    return performance.now() - begun;
  };
  try {
    const strain = watchStrain();
    const first = await timed(() => calls.call('begin', { ...question, build: 1 }));
    const { worst } = strain();
    await calls.call('sent', { build: 1 });
    const outcomes = new Map(
      [...text.matchAll(/^\w+ /gm)].map(({ index }) => [index, { outcome: 'ran', duration: 1000 }]),
    );
    await calls.call('end', { build: 1, outcomes, since: Date.now() + 1000, at: Date.now(), isSynced: true });
    const changed: number[] = [];
    const whole: number[] = [];
    const watcher = { id: 1, excluded: ['**/.git/objects/**'] };
    // What was written just now may change once more in the same tick of the clock, and is read each time.
    for (const until = Date.now() + 2500; Date.now() < until; ) await calls.call('foresee', { ...question, watcher });
    const keptStrain = watchStrain();
    for (let round = 0; round < 2 * times; round++) {
      const isWatched = round % 2 === 0;
      writeFileSync(join(context, 'p3/q3/f3.js'), `// round ${round}\n`);
      let foreseen: Foreseen | undefined;
      const time = await timed(async () => {
        void calls.call('changed', { watcher: 1, paths: ['p3/q3/f3.js'], isOver: false });
        foreseen = (await calls.call('foresee', isWatched ? { ...question, watcher } : question)) as Foreseen;
      });
      (isWatched ? changed : whole).push(time);
      const kinds = foreseen?.steps.map(({ verdict }) => verdict.kind).join(' ');
      if (kinds !== 'reused reused reused reused runs runs') throw new Error(`Foreseen was: ${kinds}`);
    }
    const keptWorst = keptStrain().worst;
    return [
      { name: 'forecast-first', value: rounded(first), unit: 'ms', limit: 5000 },
      { name: 'forecast-first-loop-delay', value: rounded(worst), unit: 'ms', limit: 50 },
      { name: 'forecast-one-file-changed', value: rounded(median(changed)), unit: 'ms', limit: 100 },
      { name: 'forecast-one-file-changed-slowest', value: rounded(Math.max(...changed)), unit: 'ms', limit: 300 },
      { name: 'forecast-one-file-changed-loop-delay', value: rounded(keptWorst), unit: 'ms', limit: 50 },
      {
        name: 'forecast-one-file-changed-against-whole-walk',
        value: Math.round((median(changed) / median(whole)) * 100) / 100,
        unit: 'times',
        limit: 0.5,
      },
    ];
  } finally {
    await thread.terminate();
    rmSync(folder, { recursive: true, force: true });
  }
}
