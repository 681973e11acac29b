// What a build would have been if what the rules advise had been done: the same files and images, with an instruction moved
// down. Kept with the record of the build, so that what the advice is worth is reckoned and not guessed.
import { dirname, resolve } from 'node:path';
import { applyFix } from '../dockerfile/linting/apply-fixes.ts';
import { findingsOf } from '../dockerfile/linting/findings.ts';
import { copyManifestBeforeInstall } from '../dockerfile/rules/copy-manifest-before-install.ts';
import { lateChangingVariable } from '../dockerfile/rules/late-changing-variable.ts';
import { type DockerfileDocument, type Instruction, parseDockerfile } from '../dockerfile/text/document.ts';
import { diskFolder } from '../surroundings/disk-folder.ts';
import { surroundingsOf } from '../surroundings/surroundings.ts';
import type { PlanOptions } from './build-plan.ts';
import { planBuild } from './build-plan.ts';
import type { ContextFiles } from './context-files.ts';
import { type KeyedStep, keysOf } from './keys.ts';
import type { RecordedReordering, RecordedStep, ReorderedStep } from './record.ts';

export interface BuiltSteps extends PlanOptions {
  readonly document: DockerfileDocument;
  readonly files: ContextFiles;
  readonly sameContent: ReadonlyMap<string, string>;
  readonly steps: readonly KeyedStep[];
  /** What became of each of them. */
  readonly recorded: readonly RecordedStep[];
}

/** None where the build says nothing of its cache, or where nobody can tell which files the advice is about. */
export async function reorderingsOf(build: BuiltSteps): Promise<readonly RecordedReordering[]> {
  const { document, request } = build;
  if (request.noCache || build.recorded.every(({ duration }) => duration === undefined)) return [];
  const folder = dirname(request.dockerfile);
  const file = request.dockerfile.slice(folder.length + 1);
  const surroundings = await surroundingsOf(diskFolder(folder), file, document);
  const context = resolve(folder, surroundings.contextPath ?? '');
  if (!surroundings.contextFiles || context !== resolve(request.contextFolder)) return [];
  const findings = [copyManifestBeforeInstall, lateChangingVariable].flatMap((rule) =>
    findingsOf(rule, document, surroundings),
  );
  return findings.flatMap(({ fix, range }): RecordedReordering[] => {
    const at = document.offsetAt(range.start);
    const moved = document.instructions.find(({ start, end }) => start <= at && at < end);
    if (!fix || !moved) return [];
    const steps = reordered(build, applyFix(document.text, fix), moved);
    const stage = document.stages[moved.stageIndex];
    const line = document.lineText(document.positionAt(moved.start).line).trim();
    return stage && steps.length > 0 ? [{ stage: stage.name?.text ?? String(stage.index), moved: line, steps }] : [];
  });
}

/** The commands of the stage below `from`, with the keys that they would have had. */
function reordered({ steps, recorded, files, sameContent, ...options }: BuiltSteps, text: string, moved: Instruction) {
  const document = parseDockerfile(text);
  const others = keysOf(document, planBuild(document, options), files, sameContent);
  const commands = steps.filter(({ keyword }) => keyword === 'RUN');
  return commands.flatMap((step): ReorderedStep[] => {
    const isAlike = (each: KeyedStep) => identityOf(each) === identityOf(step);
    const [other, ...more] = others.filter(isAlike);
    const isSameText = ({ stage, text: line }: KeyedStep) => stage === step.stage && line === step.text;
    const isOnly = commands.filter((each) => isAlike(each) || isSameText(each)).length === 1;
    const isBehind = step.stage === moved.stageIndex && step.instruction.start > moved.start;
    if (!isBehind || !isOnly || !other || more.length > 0) return [];
    // Only the build itself would have found out what it is made of.
    if (other.open || [...madeOf(others, others.indexOf(other))].some((index) => others[index]?.open)) return [];
    const at = steps.indexOf(step);
    const duration = recorded[at]?.duration;
    const beside = steps.reduce(
      (sum, _, index) => sum + (isBeside(steps, at, index) ? (recorded[index]?.duration ?? 0) : 0),
      0,
    );
    return [
      {
        step: at,
        key: other.key,
        ...(duration === undefined ? {} : { saves: Math.max(duration - beside, 0) }),
      },
    ];
  });
}

/** Another text of the instruction, or of what is above it, does not matter. */
function identityOf({ keyword, stageName, ingredients }: KeyedStep): string {
  return `${keyword} ${stageName} ${ingredients.find(({ kind }) => kind === 'instruction')?.digest}`;
}

/** Whether the builder may do one while it does the other: then the other costs nobody its whole time. */
function isBeside(steps: readonly KeyedStep[], one: number, other: number): boolean {
  return one !== other && !madeOf(steps, one).has(other) && !madeOf(steps, other).has(one);
}

/** The steps that one stands upon or takes from. */
function madeOf(steps: readonly KeyedStep[], step: number): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [step];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const { below = -1, stageEnds = [] } = steps[index] ?? {};
    for (const next of [below, ...stageEnds]) {
      if (next < 0 || found.has(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}
