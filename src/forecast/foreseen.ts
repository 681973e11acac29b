// A forecast as it goes from thread to thread and to the editor: plain values, and nothing of what stands behind them.
import type { Forecast, StepForecast } from './forecaster.ts';
import type { KeyedStep } from './keys.ts';

export interface ForeseenStep extends Pick<StepForecast, 'verdict' | 'duration' | 'whatIf'> {
  readonly step: Pick<KeyedStep, 'line' | 'text' | 'keyword' | 'stageName'> & {
    /** Where its instruction starts in the text. */
    readonly start: number;
  };
}

export interface Foreseen {
  readonly hasRecord: boolean;
  /** In the order of the file. */
  readonly steps: readonly ForeseenStep[];
}

export function foreseenOf({ hasRecord, steps }: Forecast): Foreseen {
  return {
    hasRecord,
    steps: steps.map(({ step: { line, text, keyword, stageName, instruction }, verdict, duration, whatIf }) => ({
      step: { line, text, keyword, stageName, start: instruction.start },
      verdict,
      duration,
      whatIf,
    })),
  };
}
