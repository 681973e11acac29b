// What the tree shows, as data: a kind is a record of functions, a row is a plain value. Knows no command and no editor.
import type { Inventory, InventoryChange } from '../engine/inventory.ts';

/** Theme colours a row's icon may have; the editor maps them. */
export type Tone = 'good' | 'bad' | 'busy' | 'quiet';

export interface Row {
  /** Stable for the object's life (never made of its state), so that a refresh keeps selection and expansion. */
  readonly id: string;
  /** What commands work on; undefined for a row that only tells. */
  readonly objectId: string;
  readonly label: string;
  readonly description: string;
  /** Lines of `name: value`; shown as plain text, since names and labels come from strangers. */
  readonly tooltip: readonly (readonly [name: string, value: string])[];
  /** A codicon's name. */
  readonly icon: string;
  readonly tone: Tone | undefined;
  /** Words for `when` clauses: `container running published`. */
  readonly tokens: readonly string[];
  /** What a screen reader says after label and description: what only icon and colour show. */
  readonly spoken: string;
  readonly children: readonly Row[];
}

export interface Kind<T> {
  /** The view's id in package.json. */
  readonly view: string;
  list(inventory: Inventory): readonly T[];
  /** `now`: milliseconds since 1970, for ages. */
  row(item: T, inventory: Inventory, now: number): Row;
  /** The order in which rows stand. */
  compare(a: T, b: T): number;
  /** Whether that change may have changed this kind's rows. */
  isTouchedBy(change: InventoryChange): boolean;
  /** Every token that a row can have; the manifest's `when` clauses are tested against it. */
  readonly tokens: readonly string[];
}
