// Groups, sorts and filters a view, and chooses what its rows say.

import * as l10n from '@vscode/l10n';
import { buildKind } from '../../explorer/builds.ts';
import { shownColumns } from '../../explorer/columns.ts';
import { containerKind } from '../../explorer/containers.ts';
import { imageKind } from '../../explorer/images.ts';
import type { Kind } from '../../explorer/kind.ts';
import { type Layout, labelGrouping, layoutWords, plainLayout } from '../../explorer/layout.ts';
import { networkKind } from '../../explorer/networks.ts';
import { registryKind } from '../../explorer/registries.ts';
import { volumeKind } from '../../explorer/volumes.ts';
import { UserError } from '../../user-error.ts';
import type { CommandServices } from '../host/command.ts';
import { type Choice, orStay } from '../host/dialogs.ts';
import { aboutHere } from '../host/docker-equivalent.ts';
import type { Host } from '../host/host.ts';
import { plainCommands } from '../host/on-engine.ts';

type Arranged<T> = Pick<
  Kind<T, never, never>,
  'view' | 'title' | 'groupings' | 'sortings' | 'filters' | 'naturalOrder' | 'labels' | 'columns' | 'usual'
>;

type NamedView = Pick<Kind<never>, 'view' | 'title'>;

/** `items`: what it lists at the moment. */
function arranging<T>(kind: Arranged<T>, items: (services: CommandServices) => readonly T[] = () => []) {
  return async (services: CommandServices): Promise<void> => {
    const { host } = services;
    const layout = host.layout(kind.view);
    const set = (change: Partial<Layout>): Layout => ({ ...layout, ...change });
    const option = (label: string, icon: string, isSet: boolean, value: Layout): Choice<Layout> => ({
      label,
      icon,
      description: isSet ? l10n.t('current') : undefined,
      value,
    });
    const words = layoutWords(kind, layout);
    const isPlain = JSON.stringify(layout) === JSON.stringify(plainLayout);
    const chosen = await host.pick<Layout | 'text' | 'label' | 'columns'>(
      l10n.t('Group, Sort and Filter {0}', kind.title),
      words === '' ? l10n.t('Default layout') : l10n.t('Current: {0}', words),
      [
        { label: l10n.t('Filter by Text…'), icon: 'search', description: layout.text, value: 'text' },
        ...(kind.columns
          ? [{ label: l10n.t('Choose What Rows Show…'), icon: 'list-flat', value: 'columns' as const }]
          : []),
        ...(isPlain ? [] : [option(resetLayoutLabel, 'discard', false, plainLayout)]),
        ...[{ id: '', title: l10n.t('No Groups') }, ...kind.groupings].map(({ id, title }) =>
          option(
            id === '' ? title : l10n.t('Group by {0}', title),
            'list-tree',
            layout.groupBy === id,
            set({ groupBy: id }),
          ),
        ),
        ...(kind.labels ? [{ label: l10n.t('Group by a Label…'), icon: 'list-tree', value: 'label' as const }] : []),
        ...[{ id: '', title: kind.naturalOrder }, ...kind.sortings].map(({ id, title }) =>
          option(l10n.t('Sort: {0}', title), 'list-ordered', layout.sortBy === id, set({ sortBy: id })),
        ),
        ...[{ id: '', title: kind.usual?.title ?? l10n.t('All') }, ...kind.filters].map(({ id, title }) =>
          option(l10n.t('Show: {0}', title), 'filter', layout.show === id, set({ show: id })),
        ),
      ],
    );
    if (chosen === 'text') await filterAsTyped(host, kind);
    else if (chosen === 'columns') await chooseColumns(host, kind);
    else if (chosen === 'label') {
      const label = await chooseLabel(host, kind, items(services));
      await host.setLayout(kind.view, set({ groupBy: labelGrouping(label) }));
    } else await host.setLayout(kind.view, chosen);
  };
}

const filtering = (kind: NamedView) => (services: CommandServices) => filterAsTyped(services.host, kind);

/** The view follows each letter; who leaves with Escape has it as it was. */
async function filterAsTyped(host: Host, { view, title }: NamedView): Promise<void> {
  const layout = host.layout(view);
  const set = (text: string) => host.setLayout(view, { ...layout, text });
  const answer = await orStay(
    layout.text,
    host.ask({
      title: filterTitle(title),
      prompt: l10n.t(
        'Words that a row must have. Also: state:running label:tier=back image:nginx network:shop port:80, and -word for what it must not have.',
      ),
      value: layout.text,
      onChange: (text) => void set(text),
    }),
  );
  await set(answer.trim());
}

/** Again and again until the user leaves: one that is chosen comes last, one that is there goes. */
async function chooseColumns<T>(host: Host, kind: Arranged<T>): Promise<void> {
  const columns = kind.columns ?? [];
  for (;;) {
    const layout = host.layout(kind.view);
    const shown = shownColumns(columns, layout.columns);
    const shownIds = shown.map(({ id }) => id);
    const hidden = columns.filter(({ id }) => !shownIds.includes(id));
    const chosen = await host.pick<readonly string[]>(
      l10n.t('What Rows of {0} Show', kind.title),
      l10n.t('Pick one to hide it, or to show it after the others. Press Escape when done.'),
      [
        ...shown.map(({ id, title }, index) => ({
          label: title,
          description: l10n.t('shown, number {0}', index + 1),
          icon: 'check',
          // None would be as the kind does by itself, which is not what was meant.
          value: shownIds.length === 1 ? shownIds : shownIds.filter((each) => each !== id),
        })),
        ...hidden.map(({ id, title }) => ({ label: title, icon: 'blank', value: [...shownIds, id] })),
        ...(layout.columns.length > 0
          ? [{ label: resetLayoutLabel, icon: 'discard', value: [] as readonly string[] }]
          : []),
      ],
    );
    await host.setLayout(kind.view, { ...layout, columns: chosen });
  }
}

async function chooseLabel<T>(host: Host, kind: Arranged<T>, items: readonly T[]): Promise<string> {
  const counts = new Map<string, number>();
  for (const item of items) {
    for (const name of Object.keys(kind.labels?.(item) ?? {})) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) throw new UserError('not-found', l10n.t('Nothing in this view has a label.'));
  return host.pick(
    l10n.t('Group by a Label'),
    l10n.t('Label'),
    [...counts]
      .sort(([a, one], [b, other]) => other - one || a.localeCompare(b))
      .map(([name, count]) => ({ label: name, description: String(count), icon: 'tag', value: name })),
  );
}

export const arrangeCommands = plainCommands(
  {
    'longshore.container.arrange': arranging(containerKind, ({ engines }) => engines.chosen.containers),
    'longshore.image.arrange': arranging(imageKind, ({ engines }) => engines.chosen.images),
    'longshore.volume.arrange': arranging(volumeKind, ({ engines }) => engines.chosen.volumes ?? []),
    'longshore.network.arrange': arranging(networkKind, ({ engines }) => engines.chosen.networks ?? []),
    'longshore.registry.arrange': arranging(registryKind),
    'longshore.build.arrange': arranging(buildKind),

    'longshore.container.filter': filtering(containerKind),
    'longshore.image.filter': filtering(imageKind),
    'longshore.volume.filter': filtering(volumeKind),
    'longshore.network.filter': filtering(networkKind),
    'longshore.build.filter': filtering(buildKind),
  },
  {
    'longshore.container.arrange': { title: l10n.t('Group, Sort and Filter Containers'), docker: aboutHere },
    'longshore.image.arrange': { title: l10n.t('Group, Sort and Filter Images'), docker: aboutHere },
    'longshore.volume.arrange': { title: l10n.t('Group, Sort and Filter Volumes'), docker: aboutHere },
    'longshore.network.arrange': { title: l10n.t('Group, Sort and Filter Networks'), docker: aboutHere },
    'longshore.registry.arrange': { title: l10n.t('Filter Registries'), docker: aboutHere },
    'longshore.build.arrange': { title: l10n.t('Group, Sort and Filter Builds'), docker: aboutHere },
    'longshore.container.filter': { title: l10n.t('Filter Containers'), docker: aboutHere },
    'longshore.image.filter': { title: l10n.t('Filter Images'), docker: aboutHere },
    'longshore.volume.filter': { title: l10n.t('Filter Volumes'), docker: aboutHere },
    'longshore.network.filter': { title: l10n.t('Filter Networks'), docker: aboutHere },
    'longshore.build.filter': { title: l10n.t('Filter Builds'), docker: aboutHere },
  },
);

export const filterTitle = (view: string) => l10n.t('Filter {0} by Text', view);

export const resetLayoutLabel = l10n.t('Reset to Default');
