// Groups, sorts and filters a view.
import { buildKind } from '../../explorer/builds.ts';
import { containerKind } from '../../explorer/containers.ts';
import { imageKind } from '../../explorer/images.ts';
import type { Kind } from '../../explorer/kind.ts';
import { type Layout, layoutWords, plainLayout } from '../../explorer/layout.ts';
import { networkKind } from '../../explorer/networks.ts';
import { registryKind } from '../../explorer/registries.ts';
import { volumeKind } from '../../explorer/volumes.ts';
import type { CommandContext } from '../host/command.ts';
import type { Choice } from '../host/host.ts';
import { plainCommands } from '../host/on-engine.ts';

function arranging<T, Source>(kind: Kind<T, Source, never>, noun: string) {
  return async ({ host }: CommandContext): Promise<void> => {
    const layout = host.layout(kind.view);
    const set = (change: Partial<Layout>): Layout => ({ ...layout, ...change });
    const option = (label: string, icon: string, isSet: boolean, value: Layout): Choice<Layout | 'text'> => ({
      label,
      icon,
      description: isSet ? 'now' : undefined,
      value,
    });
    const words = layoutWords(kind, layout);
    const chosen = await host.pick<Layout | 'text'>(
      `Group, Sort and Filter ${noun}`,
      words === '' ? 'Nothing is set' : `Now: ${words}`,
      [
        { label: 'Filter by Text…', icon: 'search', description: layout.text, value: 'text' },
        ...(words === '' ? [] : [option('Show Everything as at First', 'discard', false, plainLayout)]),
        ...[{ id: '', title: 'Nothing: a Flat List' }, ...kind.groupings].map(({ id, title }) =>
          option(`Group by ${title}`, 'list-tree', layout.groupBy === id, set({ groupBy: id })),
        ),
        ...[{ id: '', title: kind.naturalOrder }, ...kind.sortings].map(({ id, title }) =>
          option(`Sort: ${title}`, 'list-ordered', layout.sortBy === id, set({ sortBy: id })),
        ),
        ...[{ id: '', title: 'All' }, ...kind.filters].map(({ id, title }) =>
          option(`Show: ${title}`, 'filter', layout.show === id, set({ show: id })),
        ),
      ],
    );
    if (chosen !== 'text') return host.setLayout(kind.view, chosen);
    const text = await host.ask({
      title: `Filter ${noun} by Text`,
      prompt: 'In the name, image, ports, tags or id. Empty: all.',
      value: layout.text,
    });
    await host.setLayout(kind.view, set({ text: text.trim() }));
  };
}

export const arrangeCommands = plainCommands({
  'longshore.container.arrange': arranging(containerKind, 'Containers'),
  'longshore.image.arrange': arranging(imageKind, 'Images'),
  'longshore.volume.arrange': arranging(volumeKind, 'Volumes'),
  'longshore.network.arrange': arranging(networkKind, 'Networks'),
  'longshore.registry.arrange': arranging(registryKind, 'Registries'),
  'longshore.build.arrange': arranging(buildKind, 'Builds'),
});
