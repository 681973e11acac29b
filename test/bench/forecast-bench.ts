// Makes the experiments with the forecast on a real engine: what was foreseen of each step beside what the builder then did.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createBuildLines } from '../../src/builds/line-states.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { ForecastRequest } from '../../src/forecast/build-options.ts';
import { forecastEngineOf, outcomesIn, toldIn } from '../../src/forecast/engine-facts.ts';
import { verdictText } from '../../src/forecast/forecast-text.ts';
import { type ForecastEngine, makeForecast, recordBuild } from '../../src/forecast/forecaster.ts';
import { createForecastStore, type ForecastStore } from '../../src/forecast/store.ts';
import { ranWithAnother, toldWithTwins } from '../../src/forecast/told-together.ts';
import { unless } from '../../src/user-error.ts';
import { startRegistry } from '../support/registry.ts';
import type { Experiment } from './forecast-experiment.ts';
import { allExperiments, type Part, partOf } from './forecast-experiments.ts';
import { makeRepository, outsideProjects, sumOf } from './forecast-outside.ts';
import { projects } from './forecast-projects.ts';
import { createWorkspace, type Workspace } from './forecast-workspace.ts';
import { startOutsideServers } from './outside-servers.ts';

export { figureLine, isKept } from './figures.ts';

export interface ForecastBench {
  readonly dockerHost: string;
  readonly socketPath: string;
  readonly baseImage: string;
  readonly folder: string;
  /** Absent: nothing that comes from elsewhere. */
  readonly outside?: OutsideOptions;
  /** Whether the engine keeps images in containerd's store. */
  readonly containerd: boolean;
  readonly part: Part | 'all';
  /** Only experiments with one of these in their title. */
  readonly only: readonly string[] | undefined;
  readonly say: (line: string) => void;
}

export interface OutsideOptions {
  /** A command line that runs another in the engine's network. */
  readonly enter: readonly string[];
  /** Whether the engine has git, which takes repositories for its builder. */
  readonly hasGit: boolean;
}

export interface Tally {
  experiments: number;
  steps: number;
  right: number;
  undecided: number;
  /** Said to be reused, and ran. */
  broken: number;
  /** Said to run, and were reused. */
  spared: number;
}

export const newTally = (): Tally => ({ experiments: 0, steps: 0, right: 0, undecided: 0, broken: 0, spared: 0 });

interface Setting {
  readonly bench: ForecastBench;
  readonly engine: Engine;
  readonly asked: ForecastEngine;
  readonly store: ForecastStore;
  readonly base: string;
  /** Names of images that were made. */
  readonly made: string[];
}

/** Of projects with what older engines do not know. */
const firstEngines: Readonly<Partial<Record<keyof typeof projects, number>>> = { modern: 23, newest: 28, pinned: 25 };

export async function benchForecast(bench: ForecastBench): Promise<Record<Part, Tally>> {
  const engine = await connect(
    resolveEndpoint({ env: { DOCKER_HOST: bench.dockerHost }, dockerConfigFolder: '/nonexistent' }),
  );
  const { version } = await engine.info();
  const major = Number.parseInt(version, 10);
  bench.say(`engine ${version}`);
  const store = createForecastStore(join(bench.folder, 'records'));
  const base = 'longshore-forecast-base:1';
  const setting: Setting = { bench, engine, asked: await forecastEngineOf(engine), store, base, made: [base] };
  const tallies = { open: newTally(), apart: newTally(), combined: newTally(), outside: newTally() };
  const runId = Date.now().toString(36);
  const elsewhere = bench.outside && (await startElsewhere(bench.outside, bench.folder, runId));
  const given = { BASE: base, RUN_ID: runId, ...elsewhere?.given };
  const fill = (text: string) =>
    Object.entries(given).reduce((filled, [name, value]) => filled.replaceAll(name, value), text);
  try {
    for (const name of Object.keys(projects) as (keyof typeof projects)[]) {
      if (major < (firstEngines[name] ?? 0)) continue;
      if (name in outsideProjects && !elsewhere) continue;
      if (name === 'pinned' && !bench.outside?.hasGit) {
        bench.say('No git in the engine: repositories are left out.');
        continue;
      }
      const chosen = allExperiments.filter(
        (each) =>
          each.project === name &&
          (bench.part === 'all' || partOf(each) === bench.part) &&
          (bench.only?.some((words) => each.title.includes(words)) ?? true),
      );
      if (chosen.length === 0) continue;
      const workspace = createWorkspace(join(bench.folder, name), projects[name], fill);
      await setBase(setting, '');
      if (name === 'pulled') await pushBase(setting, fill('REGISTRY/longshore-forecast:1'));
      workspace.reset();
      await build(setting, workspace, {}, newTally(), `${name}: first build`);
      for (const experiment of chosen) {
        await runExperiment(setting, workspace, experiment, tallies[partOf(experiment)]);
      }
    }
  } finally {
    for (const image of setting.made.reverse()) await unless(engine.images.remove(image, { force: true }), 'not-found');
    engine.close();
    await elsewhere?.stop();
  }
  return tallies;
}

/** What stands for it in the projects is in `given`. */
async function startElsewhere({ enter }: OutsideOptions, folder: string, runId: string) {
  const servers = await startOutsideServers(enter, folder);
  const registry = await startRegistry({ within: enter });
  const { first, second } = makeRepository(folder, runId);
  return {
    given: {
      ...{ WEB: servers.web, GIT: servers.git, REGISTRY: registry.host },
      ...{ FIRST_COMMIT: first, SECOND_COMMIT: second, TOOL_SUM: sumOf(`tool ${runId}`) },
    },
    stop: async () => {
      await registry.stop();
      await servers.stop();
    },
  };
}

async function runExperiment(setting: Setting, workspace: Workspace, experiment: Experiment, tally: Tally) {
  const { title, change, next = [], request = {}, isPrimed, base, pruned } = experiment;
  tally.experiments++;
  workspace.reset();
  if (isPrimed) await build(setting, workspace, {}, newTally(), `${title}: primed`);
  if (base !== undefined) await setBase(setting, base);
  if (pruned) {
    await pruneCache(setting.bench.socketPath, pruned === 'all');
    // containerd's store has given away what the base is made of, and builds nothing upon it.
    if (setting.bench.containerd) await setBase(setting, '');
  }
  change(workspace);
  await build(setting, workspace, request, tally, title);
  for (const [index, again] of next.entries()) {
    again(workspace);
    await build(setting, workspace, request.noCache ? {} : request, tally, `${title} (${index + 2})`);
  }
  if (base !== undefined) await setBase(setting, '');
}

/** Foreseen, made, compared and recorded. */
async function build(
  { bench, engine, asked, store, made }: Setting,
  workspace: Workspace,
  options: Partial<ForecastRequest>,
  tally: Tally,
  title: string,
): Promise<void> {
  const dockerfile = workspace.at('Dockerfile');
  const request: ForecastRequest = { contextFolder: workspace.folder, dockerfile, networkMode: 'none', ...options };
  const text = await readFile(dockerfile, 'utf8');
  const forecast = await makeForecast({ text, request, engine: asked, records: await store.read() });
  const lines = createBuildLines(text, { target: request.target, buildArgs: request.buildArgs });
  const secrets = [
    { id: 'token', variable: 'FORECAST_TOKEN' },
    { id: 'password', variable: 'FORECAST_TOKEN' },
  ];
  const build = { ...request, tags: [keptTag(made)], secrets, environment: { FORECAST_TOKEN: 'x' } };
  const result = await engine
    .build(build, (progress) => lines.take(progress))
    .catch((error: unknown) => {
      throw new Error(`${title} cannot be built`, { cause: error });
    });
  const told = toldIn(outcomesIn(lines));
  const allSteps = forecast.steps.map(({ step }) => step);
  const remarks: string[] = [];
  for (const { step, verdict } of forecast.steps) {
    if (step.keyword === 'FROM') continue;
    const outcome = toldWithTwins(step, allSteps, told)?.outcome ?? 'reused';
    tally.steps++;
    const isOfAnother = verdict.kind === 'reused' && outcome === 'ran' && ranWithAnother(step, forecast.steps);
    const isDecided = verdict.kind === 'reused' || verdict.kind === 'runs';
    const remark = `${step.line + 1} ${step.text.slice(0, 40)}: ${verdictText(verdict)}; it was ${outcome}`;
    if (!isDecided) {
      tally.undecided++;
      remarks.push(`  ? ${remark}`);
      // Of a step that only others need, all of which come from the cache, builders tell nothing: it does not run.
    } else if ((verdict.kind === 'reused') === (outcome !== 'ran') || isOfAnother) tally.right++;
    else {
      if (verdict.kind === 'reused') tally.broken++;
      else tally.spared++;
      remarks.push(`  ! ${remark}`);
    }
  }
  if (remarks.length > 0) bench.say([title, ...remarks].join('\n'));
  await store.write(await recordBuild(forecast, { told, at: Date.now(), isSynced: result.way === 'sync' }));
}

/** Makes the base image anew, with these instructions behind its FROM. */
async function setBase({ bench, engine, base, made }: Setting, instructions: string): Promise<void> {
  const folder = join(bench.folder, 'base');
  mkdirSync(folder, { recursive: true });
  const workspace = createWorkspace(
    folder,
    { dockerfile: `FROM ${bench.baseImage}\nRUN echo base >/base\n${instructions}\n`, files: {} },
    (text) => text,
  );
  workspace.reset();
  const dockerfile = workspace.at('Dockerfile');
  await engine.build(
    { contextFolder: folder, dockerfile, tags: [base, keptTag(made)], networkMode: 'none' },
    () => undefined,
  );
}

/** Gives the base another name, of the registry, and puts it there. */
async function pushBase({ engine, base, made }: Setting, reference: string): Promise<void> {
  await engine.images.tag(base, reference);
  made.push(reference);
  await engine.images.push(reference, () => undefined);
}

/** Of its own: containerd's store gives layers away while another build still needs them once an image loses its name. */
function keptTag(made: string[]): string {
  const tag = `longshore-forecast-bench:${randomUUID()}`;
  made.push(tag);
  return tag;
}

function pruneCache(socketPath: string, isAll: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      { socketPath, host: 'localhost', method: 'POST', path: `/build/prune?all=${isAll ? 1 : 0}` },
      (answer) => {
        answer.resume().on('end', () => resolve());
      },
    );
    asked.on('error', reject).end();
  });
}

/** The bars: of the decided steps 99.5 % right, 5 % undecided, and never reused what then ran. */
export function forecastFigures(tallies: Record<string, Tally>) {
  return Object.entries(tallies)
    .filter(([, { experiments }]) => experiments > 0)
    .flatMap(([part, { steps, right, undecided, broken, experiments }]) => {
      const decided = steps - undecided;
      const percent = (of: number, all: number) => Math.round((10_000 * of) / all) / 100;
      return [
        {
          name: `forecast-${part}-wrong-of-${decided}-decided`,
          value: percent(decided - right, decided),
          unit: '%',
          limit: 0.5,
        },
        {
          name: `forecast-${part}-undecided-of-${steps}-steps`,
          value: percent(undecided, steps),
          unit: '%',
          // Most steps of those stand behind something that is taken from a stage which runs, or from elsewhere.
          limit: part === 'combined' || part === 'outside' ? Number.POSITIVE_INFINITY : 5,
        },
        {
          name: `forecast-${part}-reused-but-ran-in-${experiments}-experiments`,
          value: broken,
          unit: 'steps',
          limit: 0,
        },
      ];
    });
}
