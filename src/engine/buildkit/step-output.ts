// What the steps of a build write, put together to whole lines. Pieces end anywhere, in the middle of a character too.
import { StringDecoder } from 'node:string_decoder';
import type { BuildProgress } from '../build-api.ts';
import { type WholeLines, wholeLines } from './whole-lines.ts';

type From = 'stdout' | 'stderr';

export interface StepOutput {
  take(step: string, from: From, bytes: Uint8Array): void;
  /** The step is over: what it wrote without a line end is told. */
  end(step: string): void;
  endAll(): void;
}

interface Unfinished {
  readonly step: string;
  readonly decoder: StringDecoder;
  readonly lines: WholeLines;
}

export function createStepOutput(onProgress: (progress: BuildProgress) => void): StepOutput {
  const unfinished = new Map<string, Unfinished>();

  function flush(key: string, { decoder, lines }: Unfinished): void {
    unfinished.delete(key);
    lines.take(decoder.end());
    lines.end();
  }

  return {
    take: (step, from, bytes) => {
      const key = `${from} ${step}`;
      const kept = unfinished.get(key) ?? {
        step,
        decoder: new StringDecoder('utf8'),
        lines: wholeLines((line) => onProgress({ kind: 'output', step, from, line })),
      };
      unfinished.set(key, kept);
      kept.lines.take(kept.decoder.write(Buffer.from(bytes)));
    },
    end: (step) => {
      for (const [key, kept] of [...unfinished]) if (kept.step === step) flush(key, kept);
    },
    endAll: () => {
      for (const [key, kept] of [...unfinished]) flush(key, kept);
    },
  };
}
