// How a view's rows are grouped, sorted and filtered. Pure: rows in, rows out; knows no editor.
import * as l10n from '@vscode/l10n';
import type { Kind, Row } from './kind.ts';
import { createStillPlaces, type StillPlaces } from './still-places.ts';

export interface Layout {
  /** Ids of the kind's own groupings, sortings and filters; '' for each means: as the kind does by itself. */
  readonly groupBy: string;
  readonly sortBy: string;
  readonly show: string;
  /** Rows that have this text somewhere, large and small letters the same. */
  readonly text: string;
}

export const plainLayout: Layout = { groupBy: '', sortBy: '', show: '', text: '' };

/**
 * The rows of the view. An id that the kind does not know (of a newer or older version) counts as ''. `places`: where the rows
 * stood before.
 */
export function arrange<T, Source>(
  kind: Kind<T, Source, never>,
  source: Source,
  layout: Layout,
  now: number,
  places: StillPlaces<T> = createStillPlaces(),
): Row[] {
  const filter = kind.filters.find(({ id }) => id === layout.show);
  const sorting = kind.sortings.find(({ id }) => id === layout.sortBy);
  const grouping = kind.groupings.find(({ id }) => id === layout.groupBy);
  const text = layout.text.toLowerCase();
  const users = kind.users?.(source);
  const compare = sorting?.compare ?? kind.compare;
  const keeps = (item: T) => filter?.keeps(item, source, users) ?? true;
  const isSamePlace = (a: T, b: T) =>
    compare(a, b) === 0 && grouping?.of(a) === grouping?.of(b) && keeps(a) === keeps(b);
  const all = kind.list(source).map((item) => ({ item, row: kind.row(item, source, now, users) }));
  const placed = places.place(
    all.map(({ item, row }) => ({ item, id: row.id })),
    isSamePlace,
    now,
  );
  const shown = all
    .map(({ row }, index) => ({ row, item: placed[index] as T }))
    .filter(({ item, row }) => keeps(item) && (text === '' || hasText(row, text)))
    .sort((a, b) => compare(a.item, b.item));
  if (!grouping) return shown.map(({ row }) => row);
  const groups = new Map<string, Row[]>();
  for (const { item, row } of shown) {
    const name = grouping.of(item);
    groups.set(name ?? '', [...(groups.get(name ?? '') ?? []), row]);
  }
  return (
    [...groups]
      // What belongs to no group stands last.
      .sort(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b))
      .map(([name, rows]) => groupRow(kind.view, grouping.id, name === '' ? grouping.none : name, rows))
  );
}

/** What is set, for the view's title: `by project · running · "web"`; empty: nothing is. */
interface Arrangements {
  readonly groupings: readonly { readonly id: string; readonly title: string }[];
  readonly sortings: readonly { readonly id: string; readonly title: string }[];
  readonly filters: readonly { readonly id: string; readonly title: string }[];
}

export function layoutWords(kind: Arrangements, { groupBy, sortBy, show, text }: Layout): string {
  const title = (choices: readonly { id: string; title: string }[], id: string) =>
    choices.find((choice) => choice.id === id)?.title.toLowerCase();
  const [group, sort, filter] = [
    title(kind.groupings, groupBy),
    title(kind.sortings, sortBy),
    title(kind.filters, show),
  ];
  return [
    ...(group === undefined ? [] : [l10n.t('by {0}', group)]),
    ...(sort === undefined ? [] : [sort]),
    ...(filter === undefined ? [] : [filter]),
    ...(text === '' ? [] : [`"${text}"`]),
  ].join(' · ');
}

function hasText(row: Row, text: string): boolean {
  return [row.label, row.description, row.object?.id ?? '', ...row.tooltip().map(([, value]) => value)].some((part) =>
    part.toLowerCase().includes(text),
  );
}

function groupRow(view: string, grouping: string, name: string, rows: readonly Row[]): Row {
  return {
    id: `group/${view}/${grouping}/${name}`,
    object: undefined,
    label: name,
    description: String(rows.length),
    tooltip: () => [[l10n.t('Group'), name]],
    icon: 'folder',
    tone: undefined,
    tokens: ['group'],
    spoken: l10n.t('{0}, group of {1}', name, rows.length),
    children: rows,
    isOpen: true,
  };
}
