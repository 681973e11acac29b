// What the tree shows, as data: a kind is a record of functions, a row is a plain value. Knows no command and no editor.
import type { Inventory, InventoryChange } from '../engine/inventory.ts';
import type { OptionalList } from '../engine/lists.ts';
import type { Column } from './columns.ts';
import type { ObjectRef } from './object-ref.ts';
import type { Fields } from './query.ts';
import type { UsersOf } from './users.ts';

/** Theme colours a row's icon may have; the editor maps them. */
export type Tone = 'good' | 'bad' | 'busy' | 'quiet';

/** On which engine it lies, its tree knows. */
export type RowObject = Omit<ObjectRef, 'engine'>;

export interface Row {
  /** Stable for the object's life (never made of its state), so that a refresh keeps selection and expansion. */
  readonly id: string;
  /** What commands work on; undefined for a row that only tells. */
  readonly object: RowObject | undefined;
  readonly label: string;
  readonly description: string;
  /**
   * Lines of `name: value`; shown as plain text, since names and labels come from strangers. Made when they are wanted:
   * those of thousands of rows, which nobody reads, would take more memory than the rows.
   */
  readonly tooltip: () => readonly (readonly [name: string, value: string])[];
  /** A codicon's name. */
  readonly icon: string;
  readonly tone: Tone | undefined;
  /** Words for `when` clauses: `container running published`. */
  readonly tokens: readonly string[];
  /** What a screen reader says after label and description: what only icon and colour show. */
  readonly spoken: string;
  readonly children: readonly Row[];
  /** Whether its children show at first. */
  readonly isOpen?: boolean;
  /** Its children are not known until it is opened. */
  readonly isLazy?: boolean | undefined;
  /** What a click does; the editor knows the command. `stay`: it only selects, and opens no row below it. */
  readonly verb?: 'more' | 'retry' | 'choose-engine' | 'log' | 'open-file' | 'stay' | undefined;
  /** A file of a container or volume, which has the icon that the user's file icons have for such a name. */
  readonly looksLike?: 'file' | 'folder';
}

/** What a kind says of several of its items together. */
export type Summary = Pick<Row, 'description' | 'icon' | 'tone' | 'tokens'>;

export interface Grouping<T> {
  readonly id: string;
  readonly title: string;
  /** The name of the item's group; undefined: it has none. */
  of(item: T): string | undefined;
  /** The name of the group of those that have none. */
  readonly none: string;
}

export interface Sorting<T> {
  readonly id: string;
  readonly title: string;
  compare(a: T, b: T): number;
}

export interface Filter<T, Source = Inventory> {
  readonly id: string;
  readonly title: string;
  keeps(item: T, source: Source, users?: UsersOf): boolean;
}

/** `Source`: what it lists, which is the engine’s inventory for most; `Change`: what that tells of a change. */
export interface Kind<T, Source = Inventory, Change = InventoryChange> {
  /** The view's id in package.json. */
  readonly view: string;
  /** Of the view. `npm run sync` writes it into package.nls.json, with its translations, and so the texts of `welcome`. */
  readonly title: string;
  /** What the view says in the place of rows; package.json says when, and names them `%welcome.<view>.<name>%`. */
  readonly welcome?: Readonly<Record<string, string>>;
  /** A list that the inventory keeps only from when the view is first seen. */
  readonly wants?: OptionalList;
  list(source: Source): readonly T[];
  /** Which containers use what is listed: found once for all rows, and given to `row` and `keeps`. */
  users?(source: Source): UsersOf;
  /** `now`: milliseconds since 1970, for ages; `columns`: those that are chosen, in their order. */
  row(item: T, source: Source, now: number, users?: UsersOf, columns?: readonly string[]): Row;
  /** What may stand behind the name; absent: nothing can be chosen. */
  readonly columns?: readonly Column<T, Source>[];
  /** What `name:` asks for in a filter. */
  fields?(source: Source, users: UsersOf): Fields<T>;
  /** Labels, by which can be grouped. */
  labels?(item: T): Readonly<Record<string, string>>;
  /** Of those in one group. `isProject`: all belong to one compose project. */
  summary?(items: readonly T[], source: Source, isProject: boolean): Summary;
  /** The order in which rows stand if nothing else is chosen, and how it is called. */
  readonly naturalOrder: string;
  compare(a: T, b: T): number;
  readonly groupings: readonly Grouping<T>[];
  readonly sortings: readonly Sorting<T>[];
  readonly filters: readonly Filter<T, Source>[];
  /** What is listed while no filter is chosen, and how that is called; absent: all. */
  readonly usual?: Omit<Filter<T, Source>, 'id'> & {
    /** Said where it leaves nothing. */
    readonly none: string;
  };
  /** Milliseconds since 1970 that its words count ages from: they are other words after a while. */
  times?(item: T): readonly (number | undefined)[];
  /** How many of them somebody should look at. */
  attention?(source: Source, now: number): number;
  /** Why its list could not be read the last time, while others could. */
  failure?(source: Source): string | undefined;
  /** Whether that change may have changed this kind's rows. */
  isTouchedBy(change: Change): boolean;
  /** Every token that a row can have; the manifest's `when` clauses are tested against it. */
  readonly tokens: readonly string[];
}
