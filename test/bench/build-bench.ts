// How long builds take beside the Docker CLI's with BuildKit, on the same engine, in turn; and what sending a large
// context costs this process. Knows no engine of its own: whoever calls gives one with the base image.
import { execFile } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { TransferTask } from './build-strain.ts';
import { type Figure, median } from './figures.ts';
import type { Strain } from './loop-delay.ts';

export { figureLine, isKept } from './figures.ts';

export interface BuildBench {
  readonly socketPath: string;
  /** Builds a folder's Dockerfile without a network, and answers the id of the image. */
  readonly rival: (context: string) => Promise<string>;
  /** Of an image on the engine, with a shell. */
  readonly baseImage: string;
  /** Empty; on a real disk. */
  readonly folder: string;
  readonly large: { readonly files: number; readonly bytes: number };
  /** What transfers cost the extension host of an editor. */
  readonly inEditor: (task: { readonly kind: 'transfers' } & TransferTask) => Promise<Strain[]>;
  /** Of each measurement, of both rivals. */
  readonly rounds: number;
  readonly say: (line: string) => void;
}

/** Files of a small project. */
const smallFiles = 30;
const filesInFolder = 200;
const transfersInEditor = 3;

export async function benchBuild(bench: BuildBench): Promise<Figure[]> {
  const { socketPath, rival, baseImage, folder, large, inEditor, rounds, say } = bench;
  const env = { DOCKER_HOST: `unix://${socketPath}` };
  const engine = await connect(resolveEndpoint({ env, dockerConfigFolder: folder }));
  const images = new Set<string>();
  try {
    const rivals: Rivals = {
      ours: async (context) => void images.add(await ourBuild(engine, context)),
      cli: async (context) => void images.add(await rival(context)),
    };
    // The whole context is needed, and the engine does not spend its time on copies of it.
    const steps = `FROM ${baseImage}\nRUN --mount=type=bind,target=/context true\n`;
    const files = { Dockerfile: steps, '.dockerignore': 'Dockerfile\n' };
    let context = makeContext(join(folder, 'large-0'), files, large);
    const small = makeContext(join(folder, 'small'), { Dockerfile: `FROM ${baseImage}\nCOPY . /app\n` }, smallSize);
    const { version } = await engine.info();
    say(`engine ${version}: ${large.files} files, ${Math.round(large.bytes / 1e6)} MB, ${rounds} rounds`);

    let move = 0;
    // By another name it is another folder, of which the engine has no copy.
    const moved = () => {
      const next = join(folder, `large-${++move}`);
      renameSync(context, next);
      context = next;
      return next;
    };
    const first = await compare(rounds, say, 'first transfer', moved, rivals);
    const strains = await inEditor({ kind: 'transfers', socketPath, context, rounds: transfersInEditor });
    for (const { p99, worst, grown, processor } of strains) {
      const [late, most, share] = [p99, worst, processor * 100].map(Math.round);
      say(
        `in the editor: loop late by ${late} ms (99 %), ${most} ms at most; ${Math.round(grown)} MB more; ${share} % of a processor`,
      );
    }
    for (const rival of [rivals.ours, rivals.cli]) await rival(context);
    const unchanged = await compare(rounds, say, 'nothing changed', () => context, rivals);
    let change = 0;
    const oneChanged = () => {
      writeFileSync(join(context, 'f0', '0'), `changed ${++change}`);
      return context;
    };
    const changed = await compare(rounds, say, 'one file changed', oneChanged, rivals);
    for (const rival of [rivals.ours, rivals.cli]) await rival(small);
    // So short that other work of the machine shows: more rounds tell it apart.
    const little = await compare(3 * rounds, say, 'small project', () => small, rivals);
    return [
      { name: 'build-unchanged-to-cli', value: hundredth(unchanged), unit: 'ratio', limit: 1 },
      { name: 'build-one-changed-to-cli', value: hundredth(changed), unit: 'ratio', limit: 1 },
      { name: 'build-first-transfer-to-cli', value: hundredth(first), unit: 'ratio', limit: 1.2 },
      { name: 'build-small-to-cli', value: hundredth(little), unit: 'ratio', limit: 1 },
      {
        name: 'build-first-transfer-memory',
        value: hundredth(Math.max(...strains.map(({ grown }) => grown))),
        unit: 'MB',
        limit: 150,
      },
      {
        name: 'build-first-transfer-loop-p99',
        value: hundredth(median(strains.map(({ p99 }) => p99))),
        unit: 'ms',
        limit: 50,
      },
    ];
  } finally {
    for (const image of images) await engine.images.remove(image, { force: true });
    engine.close();
  }
}

interface Rivals {
  readonly ours: (context: string) => Promise<void>;
  readonly cli: (context: string) => Promise<void>;
}

/** The median of the rounds' ratios of our time to the CLI's; `prepare` makes the context before each build. */
async function compare(
  rounds: number,
  say: (line: string) => void,
  what: string,
  prepare: () => string,
  rivals: Rivals,
): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const times = { ours: 0, cli: 0 };
    // Who comes second finds more in the caches of the machine: each is it in turn.
    for (const name of round % 2 === 0 ? (['ours', 'cli'] as const) : (['cli', 'ours'] as const)) {
      const context = prepare();
      const begun = performance.now();
      await rivals[name](context);
      times[name] = performance.now() - begun;
    }
    ratios.push(times.ours / times.cli);
    say(`${what}: ${Math.round(times.ours)} ms, CLI ${Math.round(times.cli)} ms`);
  }
  return median(ratios);
}

async function ourBuild(engine: Engine, context: string): Promise<string> {
  const request = { contextFolder: context, dockerfile: join(context, 'Dockerfile'), tags: [], networkMode: 'none' };
  const { imageId, way } = await engine.build(request, () => {});
  if (way !== 'sync') throw new Error(`The build went the way "${way}".`);
  return imageId;
}

/** `cli`: a Docker CLI that can build with BuildKit. */
export function cliBuilds(cli: string, dockerHost: string): BuildBench['rival'] {
  return async (context) => {
    const args = ['--host', dockerHost, 'build', '--quiet', '--network', 'none', context];
    const { stdout } = await promisify(execFile)(cli, args, { env: { ...process.env, DOCKER_BUILDKIT: '1' } });
    return stdout.trim();
  };
}

const smallSize = { files: smallFiles, bytes: smallFiles * 2000 };

/** A context of so many files of the same size, none like another. Answers `folder`. */
function makeContext(
  folder: string,
  files: Readonly<Record<string, string>>,
  size: { readonly files: number; readonly bytes: number },
): string {
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const bytes = Math.floor(size.bytes / size.files);
  for (let number = 0; number < size.files; number++) {
    const parent = join(folder, `f${Math.floor(number / filesInFolder)}`);
    if (number % filesInFolder === 0) mkdirSync(parent);
    writeFileSync(join(parent, String(number)), Buffer.alloc(bytes, `${folder} ${number} `));
  }
  return folder;
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
