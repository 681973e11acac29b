// Which steps a build makes of a Dockerfile: each stage's instructions that BuildKit turns into a step, in its counting.
// Source: frontend/dockerfile/dockerfile2llb/convert.go; what was not clear there was tried on engines.
import { createHash } from 'node:crypto';
import type { Base } from '../dockerfile/meaning/base-image.ts';
import { stageMeant } from '../dockerfile/meaning/named-stage.ts';
import { basesOf } from '../dockerfile/meaning/stage-bases.ts';
import { sourceNamesWithTrigger } from '../dockerfile/meaning/stage-names.ts';
import { visitWithVariables } from '../dockerfile/meaning/variable-walk.ts';
import { expand, type Variables } from '../dockerfile/meaning/variables.ts';
import { workingDirectory } from '../dockerfile/meaning/working-directory.ts';
import type { DockerfileDocument, Instruction, Stage } from '../dockerfile/text/document.ts';

export interface FileStep {
  readonly instruction: Instruction;
  readonly stage: Stage;
  /** `RUN npm ci` with variables replaced as far as they are known. */
  readonly text: string;
  /**
   * The same for steps that do the same upon the same: BuildKit makes them once, under the name of one of their stages.
   */
  readonly chain: string;
}

export interface FileStage {
  readonly stage: Stage;
  /** What BuildKit calls it: its name in lower case, else `stage-<index>`. */
  readonly name: string;
  /** In order; the first has the number 1. FROM is among them if it starts from an image. */
  readonly steps: readonly FileStep[];
  /** The base's reference, if it is an image. */
  readonly image: string | undefined;
}

const stepKeywords = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);
/** What these set goes into the steps below, by the variables, the folder, or as it is written. */
const settings = new Set(['USER', 'SHELL']);

export function stepsOfFile(
  document: DockerfileDocument,
  buildArguments?: ReadonlyMap<string, string>,
): readonly FileStage[] {
  const bases = basesOf(document, buildArguments);
  const texts = expandedTexts(document, buildArguments);
  const stages: FileStage[] = [];
  const ends: { readonly chain: string; readonly settings: string }[] = [];
  /** Triggers that a stage leaves for those made from it. */
  const triggers: Instruction[][] = [];
  for (const stage of document.stages) {
    const base = bases[stage.index];
    const parent = base?.kind === 'stage' ? ends[base.stage.index] : undefined;
    let chain = parent?.chain ?? chainOf('', baseName(base, stage));
    let set = parent?.settings ?? '';
    const steps: FileStep[] = [];
    const add = (at: Instruction, what: string, inputs: string) => {
      chain = chainOf(chain, inputs);
      steps.push({ instruction: at, stage, text: what, chain });
    };
    if (base?.kind !== 'stage' && base?.kind !== 'scratch')
      steps.push({
        instruction: stage.from,
        stage,
        text: `FROM ${base?.kind === 'image' ? base.reference : ''}`,
        chain,
      });
    // They run right behind the FROM, and belong to it.
    for (const trigger of base?.kind === 'stage' ? (triggers[base.stage.index] ?? []) : []) {
      if (stepKeywords.has(trigger.keyword))
        add(stage.from, `${trigger.keyword} ${trigger.rest.text}`, `onbuild ${trigger.keyword} ${trigger.rest.text}`);
    }
    const own: Instruction[] = [];
    for (const instruction of stage.instructions) {
      const { keyword, inner } = instruction;
      if (keyword === 'ONBUILD' && inner) own.push(inner);
      if (settings.has(keyword)) set = chainOf(set, `${keyword} ${instruction.rest.text}`);
      if (!stepKeywords.has(keyword) || isRootFolder(instruction)) continue;
      const { text, variables } = texts.get(instruction) ?? { text: instruction.rest.text, variables: '' };
      const inputs = [keyword, text, bodies(document, instruction), workingDirectory(document, instruction) ?? '?'];
      if (keyword === 'RUN') inputs.push(set, variables);
      const from = fromStage(document, instruction);
      if (from) inputs.push(ends[from.index]?.chain ?? '');
      add(instruction, `${keyword} ${text}`, JSON.stringify(inputs));
    }
    triggers.push(own);
    ends.push({ chain, settings: set });
    stages.push({
      stage,
      name: stage.key ?? `stage-${stage.index}`,
      steps,
      image: base?.kind === 'image' ? base.reference : undefined,
    });
  }
  return stages;
}

/** The stages that a build to `target` (a name, a number, or the last) goes through. */
export function neededStages(document: DockerfileDocument, target: string | undefined): ReadonlySet<number> {
  const { stages } = document;
  const last = target === undefined ? stages.at(-1) : stageMeant(document, target, stages.length);
  const needed = new Set<number>();
  const open = last ? [last] : [];
  const bases = basesOf(document);
  for (let stage = open.pop(); stage; stage = open.pop()) {
    if (needed.has(stage.index)) continue;
    needed.add(stage.index);
    const base = bases[stage.index];
    if (base?.kind === 'stage') open.push(base.stage);
    for (const instruction of stage.instructions) {
      for (const { text } of sourceNamesWithTrigger(document, instruction)) {
        const used = stageMeant(document, text, stage.index);
        if (used) open.push(used);
      }
    }
  }
  return needed;
}

/** It is there in any case: BuildKit makes no step for it, and does not count it. */
function isRootFolder({ keyword, rest }: Instruction): boolean {
  return keyword === 'WORKDIR' && /^(["']?)\/+\1$/.test(rest.text);
}

function fromStage(document: DockerfileDocument, instruction: Instruction): Stage | undefined {
  const [name] = sourceNamesWithTrigger(document, instruction);
  return name && stageMeant(document, name.text, instruction.stageIndex);
}

interface ExpandedText {
  readonly text: string;
  /** All that ARG and ENV have set, for a RUN. */
  readonly variables: string;
}

function expandedTexts(
  document: DockerfileDocument,
  buildArguments: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<Instruction, ExpandedText> {
  const texts = new Map<Instruction, ExpandedText>();
  visitWithVariables(
    document,
    (instruction, variables) => {
      if (!stepKeywords.has(instruction.keyword)) return;
      const isRun = instruction.keyword === 'RUN';
      const flags = instruction.flags.map(({ name, value }) => `--${name}${value ? `=${value.text}` : ''} `).join('');
      const written = `${flags}${instruction.rest.text}`;
      texts.set(instruction, {
        // The shell's variables are the shell's.
        text: isRun ? written : (expand(written, variables) ?? written),
        variables: isRun ? described(variables) : '',
      });
    },
    buildArguments,
  );
  return texts;
}

function described(variables: Variables): string {
  return JSON.stringify([...variables].sort(([a], [b]) => (a < b ? -1 : Number(a > b))));
}

function bodies({ text }: DockerfileDocument, { heredocs }: Instruction): string {
  return heredocs.map(({ body }) => text.slice(body.start, body.end)).join('\0');
}

function baseName(base: Base | undefined, stage: Stage): string {
  if (base?.kind === 'image') return `FROM ${base.reference}`;
  return base?.kind === 'scratch' ? 'FROM scratch' : `FROM ? ${stage.base?.text ?? ''}`;
}

/** A short text that stands for both. The variables of a long file would otherwise be repeated in each step. */
function chainOf(before: string, what: string): string {
  return createHash('sha256').update(before).update('\0').update(what).digest('base64url');
}
