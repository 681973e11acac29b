// What the commands for build contexts ask of the editor, in our own words.
import type { ContextMeasure } from '../../build-context/measure.ts';

export interface BuildContextHost {
  /** Shows it in its view, which appears. It is measured again whenever its ignore file is saved. */
  show(measure: ContextMeasure): Promise<void>;
  /** What is shown; undefined: nothing is. */
  shown(): ContextMeasure | undefined;
  /** The view goes away. */
  hide(): Promise<void>;
  /** Opens a local file in an editor; `line` counts from zero. */
  open(path: string, line?: number): Promise<void>;
  /**
   * Writes a line at the end of an ignore file, which is made if it is not there: by an edit of its document, so that the
   * editor can undo it. Saves it, and shows it beside without taking the keyboard.
   */
  addLine(path: string, line: string): Promise<void>;
}
