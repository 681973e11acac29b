// Draws what news come of, however many they are.
import type { LogOutputChannel } from 'vscode';
import { logError } from './report.ts';

/** Milliseconds between two drawings: news come in crowds. */
const drawPause = 30;

export interface PacedDrawing {
  soon(): void;
  /** No more news will come for now. */
  now(): void;
  dispose(): void;
}

/** `what`: for the log, if it fails. */
export function pacedDrawing(draw: () => void, what: string, log: LogOutputChannel): PacedDrawing {
  let drawing: NodeJS.Timeout | undefined;
  let drawn = Number.NEGATIVE_INFINITY;
  const now = () => {
    clearTimeout(drawing);
    drawing = undefined;
    drawn = performance.now();
    try {
      draw();
    } catch (error) {
      logError(error, log, what);
    }
  };
  return {
    now,
    soon: () => {
      // The first of a crowd is drawn with what comes in the same moment.
      drawing ??= setTimeout(now, Math.max(5, drawn + drawPause - performance.now()));
    },
    dispose: () => clearTimeout(drawing),
  };
}
