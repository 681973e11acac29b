// What every page and the extension say to each other; each kind of page has more. Plain data: both sides are bundled with it.

export type ToAnyPage<Facts> =
  | { readonly type: 'facts'; readonly facts: Facts }
  /** Whether the facts still hold. `gone`: the object was removed; `lost`: the engine does not answer, and why. */
  | { readonly type: 'hold'; readonly hold: 'live' | 'gone' | 'lost'; readonly words: string };

export type FromAnyPage<Action extends string> =
  /** The page is loaded, or loaded anew after it was hidden: it knows nothing. */
  | { readonly type: 'ready' }
  /** A button: a name of the page's own list, never a command's. */
  | { readonly type: 'run'; readonly action: Action }
  | { readonly type: 'copy'; readonly text: string }
  /** Asks the engine again, now. */
  | { readonly type: 'refresh' };

/** A value that a person may want to hide: absent until it is asked for by the name. */
export interface NamedValue {
  readonly name: string;
  readonly value: string | undefined;
}

/** Of pages with environment variables and labels. */
export interface ToValuesPage {
  readonly type: 'value';
  readonly of: 'environment' | 'labels' | 'options';
  readonly name: string;
  readonly value: string;
}

/** Shows, or copies, what is hidden. */
export interface FromValuesPage {
  readonly type: 'reveal' | 'copyHidden';
  readonly of: 'environment' | 'labels' | 'options';
  readonly name: string;
}
