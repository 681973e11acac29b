// The steps of a forecast where their instructions stand now, while somebody types.
import { anchorsIn } from '../builds/anchors.ts';
import { type DockerfileDocument, parseDockerfile } from '../dockerfile/text/document.ts';
import type { ForeseenStep } from './foreseen.ts';
import type { LiveForecast } from './live-forecasts.ts';

export interface PlacedStep extends ForeseenStep {
  /** Lines in the text as it is now; the first is 0. */
  readonly first: number;
  readonly last: number;
}

/** Those whose instruction is another now are left out: their forecast is on its way. */
export function placedSteps({ text, foreseen }: LiveForecast, now: DockerfileDocument): readonly PlacedStep[] {
  const then = now.text === text ? now : parseDockerfile(text);
  const byLine = new Map(
    anchorsIn(then, now).map((anchor) => [then.positionAt(anchor.instruction.start).line, anchor] as const),
  );
  return foreseen.steps.flatMap((step) => {
    const anchor = byLine.get(step.step.line);
    return anchor ? [{ ...step, first: anchor.first, last: anchor.last }] : [];
  });
}
