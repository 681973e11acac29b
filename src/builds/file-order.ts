// Which instruction the steps of an older builder mean: it goes through the file from its top, so each step is the next
// instruction that begins like it. Its numbers do not say: they count instructions that BuildKit makes no step of, the triggers
// of base images, and, in Docker's, the ARGs before the first FROM.
import type { Instruction } from '../dockerfile/text/document.ts';
import { isSameText } from './step-name.ts';
import type { FileStage } from './steps-of-file.ts';

export interface FileOrder {
  has(step: string): boolean;
  /** One, or none: it makes no step in BuildKit (ENV, CMD …), or is not in the file. */
  of(step: string): readonly Instruction[];
  /** `stage`: the one that it is in, if the builder says so. Whether the step is new. */
  take(step: string, name: string, stage: number | undefined): boolean;
}

/** `targetStage`: what comes behind it is not built. */
export function createFileOrder(stages: readonly FileStage[], targetStage: number): FileOrder {
  const candidates = stages
    .filter(({ stage }) => stage.index <= targetStage)
    .flatMap(({ stage, steps }) => {
      const texts = new Map(steps.map(({ instruction, text }) => [instruction, text]));
      return [stage.from, ...stage.instructions].map((instruction) => ({
        instruction,
        stage: stage.index,
        makesStep: texts.has(instruction),
        text: texts.get(instruction) ?? `${instruction.keyword} ${instruction.rest.text}`,
      }));
    });
  const found = new Map<string, readonly Instruction[]>();
  let next = 0;
  return {
    has: (step) => found.has(step),
    of: (step) => found.get(step) ?? [],
    take(step, name, stage) {
      if (found.has(step)) return false;
      const told = name.replace(/^\[[^\]]*\]\s*/, '');
      const at = candidates.findIndex(
        (candidate, index) =>
          index >= next && (stage === undefined || candidate.stage === stage) && isSameText(candidate.text, told),
      );
      const candidate = candidates[at];
      if (candidate) next = at + 1;
      found.set(step, candidate?.makesStep ? [candidate.instruction] : []);
      return true;
    },
  };
}
