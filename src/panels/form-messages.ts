// What a form as a page and the extension say to each other, whatever the form is of: its fields are the extension's, what is
// typed is sent as it is typed. Plain data: both sides are bundled with this file.
import type { FromAnyPage, ToAnyPage } from './page-messages.ts';

export interface FormField {
  /** `publish` */
  readonly name: string;
  readonly kind: /** Is there or not. */
    | 'switch'
    /** One text, whose words are a program and its arguments, or not. */
    | 'one'
    /** As many rows as one likes. */
    | 'many';
  /** Of a group of the form. */
  readonly group: string;
  readonly label: string;
  /** `-p`, `--publish` */
  readonly flags: readonly string[];
  /** What to type, in a sentence. */
  readonly prompt: string;
  readonly example: string;
  /** What can be chosen, with the words for it. */
  readonly choices?: Readonly<Record<string, string>>;
  /** The choices are only the usual ones. */
  readonly isOpen?: boolean;
  /** Offered while one types. */
  readonly suggestions?: readonly string[];
  /** Files of this machine, which can be looked for. */
  readonly isFile?: boolean;
}

export type FormAction = 'run' | 'create' | 'build';

export interface FormFacts {
  /** What it is of, in sentences. */
  readonly about: string;
  readonly groups: readonly { readonly name: string; readonly title: string }[];
  readonly fields: readonly FormField[];
  /** The first is what the form is for. */
  readonly actions: readonly { readonly action: FormAction; readonly label: string; readonly title: string }[];
  /** The button that takes all changes back. */
  readonly reset: string;
  /** Whether what was saved under a name can be removed. */
  readonly removesSaved: boolean;
}

/** What stands in the fields, by their names, as it was typed; a switch that is on has `true`. */
export type FormTexts = Readonly<Record<string, readonly string[]>>;

export interface FormNote {
  readonly field: string;
  /** Of a field of many rows: which. */
  readonly at?: number;
  readonly kind: 'wrong' | 'warning' | 'info';
  readonly text: string;
}

export interface FormState {
  readonly type: 'state';
  readonly title: string;
  /** The `docker …` line of what stands in the fields, without what may be secret. */
  readonly line: string;
  /** Why the line that was typed last is none. */
  readonly lineWrong: string;
  /** What was not taken of it. */
  readonly leftOut: string;
  readonly notes: readonly FormNote[];
  /** Rows that may hold a secret: not shown while nobody types there. */
  readonly secret: Readonly<Record<string, readonly number[]>>;
  /** Names under which options were saved. */
  readonly saved: readonly string[];
  /** There is nothing to reset. */
  readonly isUsual: boolean;
  /** Whether the next one proposes the same; undefined: that is not asked here. */
  readonly keeps: boolean | undefined;
  /** What is there again when the window is loaded anew: nothing that may be secret. */
  readonly kept: Readonly<Record<string, unknown>>;
  readonly isBusy: boolean;
  /** What was done last. */
  readonly done: { readonly text: string; readonly canOpen: boolean } | undefined;
}

export type ToFormPage =
  | ToAnyPage<FormFacts>
  /** In the place of all that stands in the fields. */
  | { readonly type: 'texts'; readonly texts: FormTexts }
  | FormState;

export type FromFormPage =
  | FromAnyPage<FormAction>
  | { readonly type: 'set'; readonly name: string; readonly texts: readonly string[] }
  | { readonly type: 'line'; readonly text: string }
  | { readonly type: 'keep'; readonly keeps: boolean }
  | { readonly type: 'choose' | 'remove'; readonly saved: string }
  /** Looks for files of a field. */
  | { readonly type: 'browse'; readonly name: string }
  /** `open`: what was done last. */
  | { readonly type: 'reset' | 'save' | 'copyLine' | 'open' };
