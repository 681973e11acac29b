// What the steps of a build write, put together to whole lines. Pieces end anywhere, in the middle of a character too.
import { StringDecoder } from 'node:string_decoder';
import type { BuildProgress } from '../build-api.ts';

type From = 'stdout' | 'stderr';

export interface StepOutput {
  take(step: string, from: From, bytes: Uint8Array): void;
  /** The step is over: what it wrote without a line end is told. */
  end(step: string): void;
  endAll(): void;
}

interface Unfinished {
  readonly step: string;
  readonly from: From;
  readonly decoder: StringDecoder;
  text: string;
}

export function createStepOutput(onProgress: (progress: BuildProgress) => void): StepOutput {
  const unfinished = new Map<string, Unfinished>();

  function flush(key: string, { step, from, decoder, text }: Unfinished): void {
    unfinished.delete(key);
    const line = text + decoder.end();
    if (line !== '') onProgress({ kind: 'output', step, from, line });
  }

  return {
    take: (step, from, bytes) => {
      const key = `${from} ${step}`;
      const kept = unfinished.get(key) ?? { step, from, decoder: new StringDecoder('utf8'), text: '' };
      unfinished.set(key, kept);
      const lines = (kept.text + kept.decoder.write(Buffer.from(bytes))).split('\n');
      kept.text = lines.pop() ?? '';
      for (const line of lines) onProgress({ kind: 'output', step, from, line: line.replace(/\r$/, '') });
    },
    end: (step) => {
      for (const [key, kept] of [...unfinished]) if (kept.step === step) flush(key, kept);
    },
    endAll: () => {
      for (const [key, kept] of [...unfinished]) flush(key, kept);
    },
  };
}
