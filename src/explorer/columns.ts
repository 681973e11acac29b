// What stands in a row behind its name: columns, of which the user chooses some and their order. Pure.
import type { UsersOf } from './users.ts';

export interface Column<T, Source> {
  readonly id: string;
  readonly title: string;
  /** Not there unless it is chosen. */
  readonly isExtra?: boolean;
  /** Empty: there is nothing to say. */
  of(item: T, seen: Seen<Source>): string | readonly string[];
}

/** What an item is seen with. */
export interface Seen<Source> {
  readonly source: Source;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly users: UsersOf;
}

/** `chosen`: ids in their order; empty: as the kind does by itself. One that the kind does not know counts for nothing. */
export function shownColumns<C extends { readonly id: string; readonly isExtra?: boolean }>(
  columns: readonly C[],
  chosen: readonly string[],
): readonly C[] {
  const known = chosen.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  return known.length > 0 ? known : columns.filter(({ isExtra }) => !isExtra);
}

/** The description of a row. */
export function inColumns<T, Source>(
  columns: readonly Column<T, Source>[],
  chosen: readonly string[],
  item: T,
  seen: Seen<Source>,
): string {
  return shownColumns(columns, chosen)
    .flatMap((column) => column.of(item, seen))
    .filter((words) => words !== '')
    .join('  ·  ');
}
