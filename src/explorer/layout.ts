// How a view's rows are grouped, sorted and filtered. Pure: rows in, rows out; knows no editor.
import * as l10n from '@vscode/l10n';
import { groupRow } from './group-row.ts';
import type { Grouping, Kind, Row } from './kind.ts';
import { readQuery } from './query.ts';
import { createStillPlaces, type StillPlaces } from './still-places.ts';
import { noUsers } from './users.ts';

export interface Layout {
  /** Ids of the kind's own groupings, sortings and filters; '' for each means: as the kind does by itself. */
  readonly groupBy: string;
  readonly sortBy: string;
  readonly show: string;
  /** What is typed to filter (`query.ts`). */
  readonly text: string;
  /** Ids of the kind's columns in their order; empty: as the kind does by itself. */
  readonly columns: readonly string[];
}

export const plainLayout: Layout = { groupBy: '', sortBy: '', show: '', text: '', columns: [] };

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
  const filter = kind.filters.find(({ id }) => id === layout.show) ?? kind.usual;
  const sorting = kind.sortings.find(({ id }) => id === layout.sortBy);
  const grouping = groupingOf(kind, layout.groupBy);
  const users = kind.users?.(source) ?? noUsers;
  const query = readQuery(layout.text, kind.fields?.(source, users) ?? {});
  const compare = sorting?.compare ?? kind.compare;
  const keeps = (item: T) => filter?.keeps(item, source, users) ?? true;
  const isSamePlace = (a: T, b: T) =>
    compare(a, b) === 0 && grouping?.of(a) === grouping?.of(b) && keeps(a) === keeps(b);
  const all = kind.list(source).map((item) => ({ item, row: kind.row(item, source, now, users, layout.columns) }));
  const placed = places.place(
    all.map(({ item, row }) => ({ item, id: row.id })),
    isSamePlace,
    now,
  );
  const shown = all
    .map(({ item, row }, index) => ({ row, item, placed: placed[index] as T }))
    .filter((each) => keeps(each.placed) && query.matches(each.placed, () => textOf(each.row)))
    .sort((a, b) => compare(a.placed, b.placed));
  if (!grouping) return shown.map(({ row }) => row);
  const groups = new Map<string, { readonly rows: Row[]; readonly items: T[] }>();
  for (const { item, placed, row } of shown) {
    const name = grouping.of(placed) ?? '';
    const group = groups.get(name) ?? { rows: [], items: [] };
    group.rows.push(row);
    group.items.push(item);
    groups.set(name, group);
  }
  return (
    [...groups]
      // What belongs to no group stands last.
      .sort(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b))
      .map(([name, { rows, items }]) =>
        groupRow(
          { id: `group/${kind.view}/${grouping.id}/${name || grouping.none}`, name: name || grouping.none, rows },
          kind.summary?.(items, source, name !== '' && grouping.id === 'project'),
        ),
      )
  );
}

const byLabel = 'label:';

/** The id of the grouping by a label, whatever its name is. */
export const labelGrouping = (label: string): string => `${byLabel}${label}`;

function groupingOf<T>(kind: Pick<Kind<T, never, never>, 'groupings' | 'labels'>, id: string): Grouping<T> | undefined {
  const known = kind.groupings.find((grouping) => grouping.id === id);
  const { labels } = kind;
  if (known || !labels || !id.startsWith(byLabel)) return known;
  const name = id.slice(byLabel.length);
  return {
    id,
    title: l10n.t('Label {0}', name),
    of: (item) => (Object.hasOwn(labels(item), name) ? labels(item)[name] : undefined),
    none: l10n.t('no label {0}', name),
  };
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
    groupBy.startsWith(byLabel) ? groupBy.slice(byLabel.length) : title(kind.groupings, groupBy),
    title(kind.sortings, sortBy),
    title(kind.filters, show),
  ];
  return [
    // A filter first: rows that are missing are what people wonder about.
    ...(text.trim() === '' ? [] : [`"${text.trim()}"`]),
    ...(filter === undefined ? [] : [filter]),
    ...(group === undefined ? [] : [l10n.t('by {0}', group)]),
    ...(sort === undefined ? [] : [sort]),
  ].join(' · ');
}

function textOf(row: Row): string[] {
  return [row.label, row.description, row.object?.id ?? '', ...row.tooltip().map(([, value]) => value)];
}
