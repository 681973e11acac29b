// The forecast of one build, and its record afterwards: reads what the build would read, and asks the engine for its images.
import { randomBytes } from 'node:crypto';
import { posix } from 'node:path';
import { type DockerfileDocument, parseDockerfile } from '../dockerfile/text/document.ts';
import type { EngineId } from '../engine/engine-id.ts';
import type { ImageDetails } from '../engine/image-api.ts';
import { type BaseImage, type BaseImages, baseImageOf } from './base-image.ts';
import type { ForecastRequest } from './build-options.ts';
import { planBuild, type StagePlan } from './build-plan.ts';
import type { BuilderTraits } from './builder-traits.ts';
import { cacheLoss } from './cache-loss.ts';
import {
  type ContextFiles,
  type ContextKnowledge,
  factsOf,
  readContextFiles,
  type UnsavedFile,
} from './context-files.ts';
import { digestOf } from './digest.ts';
import type { FileFact, KnownFacts } from './file-facts.ts';
import { type KeyedStep, keysOf } from './keys.ts';
import { type CacheMemory, memoryOf, stageStepKey, takesFrom } from './memory.ts';
import { reasonOf } from './reason.ts';
import {
  type CacheRecordId,
  type ForecastRecord,
  type RecordedStep,
  recordedStep,
  type StepOutcome,
} from './record.ts';
import { reorderingsOf } from './reorderings.ts';
import { ranWithAnother, toldWithTwins } from './told-together.ts';
import { type Verdict, verdictsOf } from './verdict.ts';
import { type WhatIf, whatIfs } from './what-if.ts';

/** What a forecast asks of an engine. */
export interface ForecastEngine {
  /** Unique and lasting per engine. */
  readonly id: string;
  readonly endpoint: EngineId;
  /** `linux/amd64`: what it builds for if nobody says otherwise. */
  readonly platform: string;
  readonly builder: BuilderTraits;
  /** undefined: it does not have the image. */
  inspect(reference: string, signal?: AbortSignal): Promise<ImageDetails | undefined>;
  /** What its builder keeps. */
  cacheRecords(signal?: AbortSignal): Promise<readonly CacheRecordId[]>;
}

export interface StepForecast {
  readonly step: KeyedStep;
  readonly verdict: Verdict;
  /** Milliseconds that it took when it ran last; undefined: not known. */
  readonly duration: number | undefined;
  /** What would have spared it, or others that it is in the way of. */
  readonly whatIf?: WhatIf | undefined;
}

export interface Forecast {
  /** Whether there is a record of an earlier build of this Dockerfile on this engine. */
  readonly hasRecord: boolean;
  readonly steps: readonly StepForecast[];
  /** Files and folders that were looked at. */
  readonly filesSeen: number;
  /** What stands behind it, for the record of the build. */
  readonly basis: ForecastBasis;
}

export interface ForecastBasis {
  readonly request: ForecastRequest;
  readonly engine: ForecastEngine;
  readonly document: DockerfileDocument;
  readonly stages: readonly StagePlan[];
  readonly images: BaseImages;
  readonly files: ContextFiles;
  readonly knowledge: ContextKnowledge;
  readonly memory: CacheMemory;
  /** The builder has lost something since the last record. */
  readonly hasLostCache: boolean;
  /** Of the context, since then; none where the builder is not confused by it. */
  readonly removedFolders: readonly string[];
}

export interface ForecastInputs {
  /** Of the Dockerfile, as it would be built. */
  readonly text: string;
  readonly request: ForecastRequest;
  readonly engine: ForecastEngine;
  /** Of any engine and Dockerfile. */
  readonly records: readonly ForecastRecord[];
  /** What was read of this context since; absent: nothing but what the records say. */
  readonly read?: KnownFacts;
  /** The Dockerfile, if the editor has another text of it than the disk. */
  readonly unsaved?: UnsavedFile | undefined;
  /** How they are read; absent: all of them now. */
  readonly readFiles?: typeof readContextFiles;
}

/** Rejects with BuildContextError where the build itself could not read its context. */
export async function makeForecast(inputs: ForecastInputs, signal?: AbortSignal): Promise<Forecast> {
  const { text, request, engine } = inputs;
  const document = parseDockerfile(text);
  const options = { request, enginePlatform: engine.platform, builder: engine.builder };
  const named = referencesIn(planBuild(document, { ...options, images: new Map() }));
  const images = await imagesOf(named, engine, signal);
  const stages = planBuild(document, { ...options, images });
  const records = inputs.records
    .filter((record) => record.engine === engine.id)
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const loss = cacheLoss(records.length > 0 ? await engine.cacheRecords(signal) : undefined, records);
  const knowledge = knowledgeOf(records, inputs, loss.context);
  const selections = stages.flatMap(({ steps }) => steps.flatMap((step) => step.selections));
  const files = await (inputs.readFiles ?? readContextFiles)(request, selections, knowledge, signal);
  const removed = engine.builder.forgetsFolders ? removedFolders(files, newestOfContext(records, request)) : [];
  const memory = memoryOf(loss.steps === 'all' ? [] : records, loss.steps === 'some', removed);
  const steps = keysOf(document, stages, files, memory.sameContent);
  const scope = scopeOf(request, engine);
  const ofFile = records.filter(({ dockerfile }) => dockerfile === request.dockerfile);
  const before = ofFile.find((record) => record.scope === scope) ?? ofFile[0];
  const verdicts = verdictsOf(steps, memory, {
    noCache: request.noCache ?? false,
    countsVariableOrder: engine.builder.countsVariableOrder ?? false,
    reasonOf: (step) => (loss.steps === 'all' ? { kind: 'pruned' } : reasonOf(step, steps, files, before)),
  });
  const durations = durationsIn(ofFile);
  const helps = whatIfs(
    records.filter((record) => record.scope === scope),
    document,
  );
  return {
    hasRecord: before !== undefined,
    steps: steps.flatMap((step, index) => {
      const verdict = verdicts[index];
      const duration = durations.get(`${step.stageName} ${step.text}`);
      const whatIf = helps.find(({ lines }) => lines.includes(step.line));
      return verdict ? [{ step, verdict, duration, whatIf }] : [];
    }),
    filesSeen: files.nodes.size - 1,
    basis: {
      request,
      engine,
      document,
      stages,
      images,
      files,
      knowledge,
      memory,
      hasLostCache: loss.steps !== 'none',
      removedFolders: removed,
    },
  };
}

/** What a step of the build did; undefined: the builder said nothing of it. */
export type ToldOutcome = { readonly outcome: 'ran' | 'reused' | 'missing'; readonly duration?: number | undefined };

export interface BuildOutcome {
  /** `assumed`: somebody else built it, of whom nothing is known but that it was built. */
  readonly told: ((step: KeyedStep) => ToldOutcome | undefined) | 'assumed';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether the engine asked only for what it lacked. */
  readonly isSynced: boolean;
  /** What `readAgain` read once the engine had read them; absent: they are read now. */
  readonly files?: ContextFiles;
  /** Milliseconds since 1970: when the build began, if the forecast was made beside it; absent: it was made before. */
  readonly since?: number;
}

/** The files once more. Rejects with BuildContextError. */
export async function readAgain({ basis }: Pick<Forecast, 'basis'>, signal?: AbortSignal): Promise<ContextFiles> {
  const { request, stages, files, knowledge } = basis;
  return readContextFiles(
    request,
    stages.flatMap(({ steps }) => steps.flatMap((step) => step.selections)),
    { read: factsOfDisk(files), sent: knowledge.sent },
    signal,
  );
}

/**
 * The record of a build that was made right after the forecast, or beside it. What changed meanwhile is left out, since nobody
 * knows which of both the engine saw. Rejects with BuildContextError.
 */
export async function recordBuild(
  { basis, steps: foreseen }: Forecast,
  build: BuildOutcome,
  signal?: AbortSignal,
): Promise<ForecastRecord> {
  const { request, engine, document, stages, images, memory } = basis;
  const ran = (step: KeyedStep) => build.told !== 'assumed' && build.told(step)?.outcome === 'ran';
  // It ran although the engine should not have noticed: it has noticed.
  const hasNoticed = foreseen.some(({ step }) => step.open?.kind === 'unnoticed' && ran(step));
  const read = build.files ?? (await readAgain({ basis }, signal));
  const files = hasNoticed ? asOnDisk(read) : read;
  const before = hasNoticed ? asOnDisk(basis.files) : basis.files;
  const isDoubtful = doubtfulSteps(files, build.since);
  const sameContent = new Map(memory.sameContent);
  const learned: (readonly [string, string])[] = [];
  let steps = keysOf(document, stages, files, sameContent);
  for (let more = sameAsBefore(steps, build, memory); more; more = sameAsBefore(steps, build, memory)) {
    sameContent.set(...more);
    learned.push(more);
    steps = keysOf(document, stages, files, sameContent);
  }
  const stepsBefore = keysOf(document, stages, before, sameContent);
  const recorded: RecordedStep[] = [];
  for (const [index, step] of steps.entries()) {
    const isTheSame = stepsBefore[index]?.key === step.key && !isDoubtful(step);
    const told =
      build.told === 'assumed'
        ? ({ outcome: 'there' } as const)
        : toldOrKnown(toldWithTwins(step, steps, build.told), step, memory);
    const below = recorded[step.below];
    const outcome: StepOutcome = isTheSame && below?.outcome !== 'missing' ? told.outcome : 'missing';
    recorded.push(recordedStep(step, steps, outcome, 'duration' in told ? told.duration : undefined));
  }
  const hasLostCache = foreseen.some(
    ({ step, verdict }) =>
      verdict.kind === 'reused' && step.keyword !== 'FROM' && ran(step) && !ranWithAnother(step, foreseen),
  );
  return {
    version: 4,
    id: `${build.at.toString(36).padStart(9, '0')}-${randomBytes(3).toString('hex')}`,
    scope: scopeOf(request, engine),
    engine: engine.id,
    endpoint: engine.endpoint,
    dockerfile: request.dockerfile,
    contextFolder: request.contextFolder,
    at: build.at,
    isSynced: build.isSynced,
    steps: recorded,
    sameContent: learned,
    hasLostCache: hasLostCache || basis.hasLostCache,
    removedFolders: basis.removedFolders,
    reorderings: await reorderingsOf({
      ...{ request, images, enginePlatform: engine.platform, builder: engine.builder },
      ...{ document, files, sameContent, steps, recorded },
    }),
    cacheRecords: await engine.cacheRecords(signal),
    files: factsOf(files),
  };
}

type Told = { readonly outcome: StepOutcome; readonly duration?: number | undefined };

/** A step that the builder does not name was not needed; whether it has it is then only known from before. */
function toldOrKnown(told: ToldOutcome | undefined, step: KeyedStep, memory: CacheMemory): Told {
  if (told) return step.keyword === 'FROM' && told.outcome === 'ran' ? { outcome: 'there' } : told;
  return { outcome: step.keyword === 'FROM' || memory.keys.has(step.key) ? 'there' : 'missing' };
}

/**
 * A step that takes from a stage was reused, although no build has had the stage like this: what it takes is the same as in
 * the one build that has had this step upon the same. Answers both, as `sameContent` has them.
 */
function sameAsBefore(
  steps: readonly KeyedStep[],
  { told }: BuildOutcome,
  memory: CacheMemory,
): readonly [string, string] | undefined {
  if (told === 'assumed') return undefined;
  for (const step of steps) {
    if (step.fromStages === '' || memory.keys.has(step.key) || told(step)?.outcome !== 'reused') continue;
    const belowKey = steps[step.below]?.key ?? '';
    const seen = [...(memory.stageSteps.get(stageStepKey({ belowKey, own: step.own })) ?? [])];
    const [only] = seen;
    if (only !== undefined && seen.length === 1 && only !== step.fromStages) return [step.fromStages, only];
  }
  return undefined;
}

/**
 * Steps whose files changed after the build began, by the clock of the file system: it may be behind by one of its ticks,
 * but then the engine has not yet begun to read.
 */
function doubtfulSteps({ nodes }: ContextFiles, since = Number.POSITIVE_INFINITY): (step: KeyedStep) => boolean {
  const changed = [...nodes.values()].filter(
    ({ fact }) =>
      Number(BigInt(fact.changed) / 1_000_000n) > since || Number(BigInt(fact.modified) / 1_000_000n) > since,
  );
  const paths = new Set(changed.map(({ path }) => path));
  const folders = new Set(changed.filter(({ fact }) => fact.kind === 'folder').map(({ path }) => path));
  return (step) => step.paths().some((path) => paths.has(path)) || takesFrom(step, folders);
}

/** Without regard to what the engine may take them for. */
function asOnDisk({ nodes }: ContextFiles): ContextFiles {
  const seen = [...nodes].map(
    ([path, node]) => [path, { ...node, digest: node.fact.digest, mode: node.fact.mode }] as const,
  );
  return { nodes: new Map(seen), unnoticed: new Set(), digests: new WeakMap() };
}

/** Reading again is spared for files; folders and links are read in any case. */
function factsOfDisk({ nodes }: ContextFiles): Map<string, FileFact> {
  return new Map([...nodes].map(([path, { fact }]) => [path, fact]));
}

function newestOfContext(
  records: readonly ForecastRecord[],
  { contextFolder }: ForecastRequest,
): ForecastRecord | undefined {
  return records.find((record) => record.contextFolder === contextFolder);
}

/**
 * Folders that are gone, where others came beside them at once, as when one is renamed: removing alone confuses no builder. With
 * all that was in them.
 */
function removedFolders({ nodes }: ContextFiles, before: ForecastRecord | undefined): string[] {
  if (!before) return [];
  const gone = [...before.files].flatMap(([path, { kind }]) => (kind === 'folder' && !nodes.has(path) ? [path] : []));
  const added = [...nodes.values()].filter(
    ({ path, fact }) => path !== '' && fact.kind === 'folder' && !before.files.has(path),
  );
  const parents = new Set(added.map(({ path }) => posix.dirname(path)));
  const replaced = gone.filter((path) => parents.has(posix.dirname(path)));
  return gone.filter((path) => replaced.some((each) => path === each || path.startsWith(`${each}/`)));
}

function knowledgeOf(
  records: readonly ForecastRecord[],
  { request, read = new Map(), unsaved }: ForecastInputs,
  isContextLost: boolean,
): ContextKnowledge {
  const newest = newestOfContext(records, request);
  const files = newest?.files ?? new Map<string, FileFact>();
  return {
    read: { get: (path) => read.get(path) ?? files.get(path), set: (path, fact) => read.set?.(path, fact) },
    sent: newest?.isSynced && !isContextLost ? files : undefined,
    unsaved,
  };
}

/** What is forecast alike: of which engine, Dockerfile, context, target, platform and options. */
export function scopeOf(request: ForecastRequest, { id, platform }: ForecastEngine): string {
  const { dockerfile, contextFolder, target = '', networkMode = '', extraHosts = [], shmSize = '' } = request;
  const options = [networkMode, String(shmSize), ...extraHosts];
  return digestOf(id, dockerfile, contextFolder, target, request.platform ?? platform, ...options);
}

/** Of images that FROM and `--from` name, those that the engine does not have included. */
function referencesIn(stages: readonly StagePlan[]): ReadonlySet<string> {
  return new Set(
    stages.flatMap(({ start, steps }) => [
      ...(start.kind === 'image' && start.open?.kind !== 'named-context' ? [start.reference] : []),
      ...steps.flatMap(({ images }) => images),
    ]),
  );
}

async function imagesOf(
  references: ReadonlySet<string>,
  engine: ForecastEngine,
  signal?: AbortSignal,
): Promise<Map<string, BaseImage>> {
  const images = new Map<string, BaseImage>();
  for (const reference of references) {
    const details = await engine.inspect(reference, signal);
    if (details) images.set(reference, baseImageOf(details));
  }
  return images;
}

function durationsIn(newestFirst: readonly ForecastRecord[]): ReadonlyMap<string, number> {
  const durations = new Map<string, number>();
  for (const { steps } of newestFirst) {
    for (const { stage, text, duration } of steps) {
      const name = `${stage} ${text}`;
      if (duration !== undefined && !durations.has(name)) durations.set(name, duration);
    }
  }
  return durations;
}
