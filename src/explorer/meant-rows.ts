// Which rows a command is meant for that was given none: from the palette it works on what is selected, if that is what it works
// on. Pure.
import type { ObjectKind, ObjectRefs } from './object-ref.ts';

interface Noun {
  readonly view: string;
  readonly kinds: readonly ObjectKind[];
}

/** By the second part of a command's id. */
const nouns: Readonly<Record<string, Noun>> = {
  container: { view: 'longshore.containers', kinds: ['container'] },
  image: { view: 'longshore.images', kinds: ['image', 'tag'] },
  volume: { view: 'longshore.volumes', kinds: ['volume'] },
  network: { view: 'longshore.networks', kinds: ['network'] },
  registry: { view: 'longshore.registries', kinds: ['registry', 'repository', 'remote-tag', 'remote-image'] },
  build: { view: 'longshore.builds', kinds: ['build'] },
};

/** They stand as buttons above the rows, where they are meant for no row; or ask for a thing that is not there yet. */
const aboutNoRow: ReadonlySet<string> = new Set([
  'longshore.container.detach',
  'longshore.image.run',
  'longshore.image.search',
  'longshore.registry.add',
  'longshore.registry.refresh',
  'longshore.registry.logIn',
  'longshore.registry.start',
]);

/** `command`: its id; `selected`: what is selected in a view, by the view's id. Answers undefined if that is nothing for it. */
export function rowsMeantBy(command: string, selected: (view: string) => ObjectRefs): ObjectRefs | undefined {
  const noun = nouns[command.split('.')[1] ?? ''];
  if (!noun || aboutNoRow.has(command)) return undefined;
  const refs = selected(noun.view).filter(({ kind }) => noun.kinds.includes(kind));
  return refs.length > 0 ? refs : undefined;
}
