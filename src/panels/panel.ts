// What a page is to those who fill it: typed messages both ways, and whether anybody looks. No type of VS Code's.

export interface Panel<ToPanel, FromPanel> {
  /** Lost while the panel is not `ready`: it says so with a message of its own, each time it is shown anew. */
  post(message: ToPanel): void;
  onMessage(listener: (message: FromPanel) => void): void;
  readonly visible: boolean;
  onVisibility(listener: (visible: boolean) => void): void;
  /** Aborted when the user closes the panel. */
  readonly closed: AbortSignal;
}

/** Each has a script in `media/` and an entry in the table of `commands/index.ts` that fills it. */
export const pageKinds = [
  'build',
  'changes',
  'comparison',
  'container',
  'disk',
  'form',
  'image',
  'images',
  'layers',
  'logs',
  'search',
  'stats',
  'used',
] as const;
export type PageKind = (typeof pageKinds)[number];

/** A page to be shown. What it is of outlives the session: the editor gives it back when the window is loaded anew. */
export interface PageRequest {
  readonly kind: PageKind;
  /** A page of the same kind and key is shown again instead of a second one. */
  readonly key: string;
  readonly title: string;
  /** What it is of, as plain data. */
  readonly target: unknown;
  /** What fills it the first time, and may hold secrets: nobody keeps it. */
  readonly once?: unknown;
}

/** Fills a page from now until it is closed. Answers whether it understood the target, which may be another version's. */
export type FillPage<Context> = (
  context: Context,
  panel: Panel<never, never>,
  target: unknown,
  once?: unknown,
) => boolean;
