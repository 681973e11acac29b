// What a command may ask a person. A dialog that the user leaves throws `Cancelled`. In our own words: no type of VS Code's.
import type { Offer } from '../../user-error.ts';

/** The user changed their mind: stops the command, and nobody says a word about it. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export interface Choice<T> {
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  /** A codicon's name. */
  readonly icon?: string | undefined;
  /** What also finds it when it is typed: `--cap-add`. */
  readonly keywords?: readonly string[];
  /** Not there before something is typed. */
  readonly whenTyped?: boolean;
  /** The heading above it and those of the same heading that follow. */
  readonly heading?: string;
  readonly value: T;
}

/** Of a list of which one is chosen. */
export interface PickChoice<T> extends Choice<T> {
  /** Not there before something is typed that it can take; what it answers is chosen then, in the place of `value`. */
  readonly takes?: (typed: string) => T | undefined;
}

export interface TickList<T> {
  /** Called with what is ticked whenever that changes. */
  title(ticked: readonly T[]): string;
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
}

export interface Question {
  readonly title: string;
  /** What to type, in a sentence. */
  readonly prompt: string;
  readonly value?: string | undefined;
  readonly placeholder?: string | undefined;
  /** What is typed is not shown, and kept nowhere. */
  readonly secret?: boolean;
  /** Answers what is wrong with the text, or undefined if nothing is. */
  validate?(text: string): string | undefined;
  /** Called with each letter that is typed. */
  onChange?(text: string): void;
}

export interface Confirmation {
  /** The question, naming the things: `Remove the container "web"?` */
  readonly question: string;
  /** What goes and what stays. */
  readonly detail: string;
  /** The button: a verb. */
  readonly action: string;
  /** A second button, which does more: a verb, too. */
  readonly also?: string;
}

export interface Progress {
  readonly message?: string | undefined;
  /** From 0 to 1, of the whole. */
  readonly fraction?: number | undefined;
}

export interface Dialogs {
  /** One of the choices. */
  pick<T>(title: string, placeholder: string, choices: readonly PickChoice<T>[]): Promise<T>;
  /** Any of the choices, all ticked at first. Nothing ticked counts as leaving. */
  tick<T>(list: TickList<T>): Promise<T[]>;
  ask(question: Question): Promise<string>;
  /** Returns only if the user agreed. */
  confirm(confirmation: Confirmation): Promise<'action' | 'also'>;
  /** Files that are there, as absolute paths; at least one. */
  chooseFiles(wish: {
    title: string;
    action: string;
    several: boolean;
    /** Endings without the dot. */
    endings?: readonly string[];
  }): Promise<string[]>;
  /** A file to be written, as an absolute path; the user has agreed if it is there already. */
  chooseNewFile(wish: { title: string; action: string; name: string }): Promise<string>;
  /** Shows that something is under way, with a Cancel button that aborts the signal. */
  progress<T>(
    title: string,
    work: (report: (progress: Progress) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
  /** A message that needs no answer; does not wait. */
  inform(message: string, offers?: readonly Offer[]): void;
}

/** Leaving one question goes back to the form that asked it, not out of that: `now` is answered then. */
export async function orStay<T>(now: T, question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof Cancelled) return now;
    throw error;
  }
}
