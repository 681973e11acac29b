// Groups, sorts and filters a view.
import * as l10n from '@vscode/l10n';
import { buildKind } from '../../explorer/builds.ts';
import { containerKind } from '../../explorer/containers.ts';
import { imageKind } from '../../explorer/images.ts';
import type { Kind } from '../../explorer/kind.ts';
import { type Layout, layoutWords, plainLayout } from '../../explorer/layout.ts';
import { networkKind } from '../../explorer/networks.ts';
import { registryKind } from '../../explorer/registries.ts';
import { volumeKind } from '../../explorer/volumes.ts';
import type { CommandContext } from '../host/command.ts';
import type { Choice } from '../host/dialogs.ts';
import { plainCommands } from '../host/on-engine.ts';

function arranging<T, Source>(kind: Kind<T, Source, never>, noun: string) {
  return async ({ host }: CommandContext): Promise<void> => {
    const layout = host.layout(kind.view);
    const set = (change: Partial<Layout>): Layout => ({ ...layout, ...change });
    const option = (label: string, icon: string, isSet: boolean, value: Layout): Choice<Layout | 'text'> => ({
      label,
      icon,
      description: isSet ? l10n.t('current') : undefined,
      value,
    });
    const words = layoutWords(kind, layout);
    const chosen = await host.pick<Layout | 'text'>(
      l10n.t('Group, Sort and Filter {0}', noun),
      words === '' ? l10n.t('Default layout') : l10n.t('Current: {0}', words),
      [
        { label: l10n.t('Filter by Text…'), icon: 'search', description: layout.text, value: 'text' },
        ...(words === '' ? [] : [option(l10n.t('Reset to Default'), 'discard', false, plainLayout)]),
        ...[{ id: '', title: l10n.t('No Groups') }, ...kind.groupings].map(({ id, title }) =>
          option(l10n.t('Group by {0}', title), 'list-tree', layout.groupBy === id, set({ groupBy: id })),
        ),
        ...[{ id: '', title: kind.naturalOrder }, ...kind.sortings].map(({ id, title }) =>
          option(l10n.t('Sort: {0}', title), 'list-ordered', layout.sortBy === id, set({ sortBy: id })),
        ),
        ...[{ id: '', title: l10n.t('All') }, ...kind.filters].map(({ id, title }) =>
          option(l10n.t('Show: {0}', title), 'filter', layout.show === id, set({ show: id })),
        ),
      ],
    );
    if (chosen !== 'text') return host.setLayout(kind.view, chosen);
    const text = await host.ask({
      title: l10n.t('Filter {0} by Text', noun),
      prompt: l10n.t('Searches name, image, ports, tags and ID. Leave empty to show all.'),
      value: layout.text,
    });
    await host.setLayout(kind.view, set({ text: text.trim() }));
  };
}

export const arrangeCommands = plainCommands({
  'longshore.container.arrange': arranging(containerKind, l10n.t('Containers')),
  'longshore.image.arrange': arranging(imageKind, l10n.t('Images')),
  'longshore.volume.arrange': arranging(volumeKind, l10n.t('Volumes')),
  'longshore.network.arrange': arranging(networkKind, l10n.t('Networks')),
  'longshore.registry.arrange': arranging(registryKind, l10n.t('Registries')),
  'longshore.build.arrange': arranging(buildKind, l10n.t('Builds')),
});
