// Which rows a command is meant for that was given none: from the palette it works on what is selected, if that is what it works
// on. Pure.
import type { ObjectKind, ObjectRefs } from './object-ref.ts';

interface Noun {
  readonly views: readonly string[];
  readonly kinds: readonly ObjectKind[];
}

/** By the second part of a command's id. */
const nouns: Readonly<Record<string, Noun>> = {
  container: { views: ['longshore.containers'], kinds: ['container'] },
  image: { views: ['longshore.images'], kinds: ['image', 'tag'] },
  volume: { views: ['longshore.volumes'], kinds: ['volume'] },
  network: { views: ['longshore.networks'], kinds: ['network'] },
  registry: { views: ['longshore.registries'], kinds: ['registry', 'repository', 'remote-tag', 'remote-image'] },
  file: { views: ['longshore.containers', 'longshore.volumes'], kinds: ['file'] },
  build: { views: ['longshore.builds'], kinds: ['build'] },
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
  const refs = noun.views.flatMap(selected).filter(({ kind }) => noun.kinds.includes(kind));
  return refs.length > 0 ? refs : undefined;
}

const onFiles: Readonly<Record<string, string>> = {
  describe: 'longshore.file.open',
  remove: 'longshore.file.delete',
  rename: 'longshore.file.rename',
  copyName: 'longshore.file.copyPath',
};

/** What the keys of containers and volumes do on the files below them; undefined: nothing. */
export function commandOnFiles(command: string): string | undefined {
  return onFiles[command.split('.')[2] ?? ''];
}

/** Files stand below what most commands of their view are about: of both, what the first is. */
export function ofOneSort(refs: ObjectRefs): ObjectRefs {
  return refs.filter(({ kind }) => (kind === 'file') === (refs[0]?.kind === 'file'));
}
