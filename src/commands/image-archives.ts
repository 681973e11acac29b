// Images to and from tar archives: save, load, and import of a root file system.
import { basename } from 'node:path';
import { isEngineError } from '../engine/errors.ts';
import { formatBytes } from '../quantities.ts';
import { readArchive, writeArchive } from './archive-files.ts';
import { chooseImages, imageName, shortId } from './choose.ts';
import type { CommandContext, CommandTable, ObjectIds } from './command.ts';
import { imageIfThere } from './image-if-there.ts';
import { withTag, wrongReference } from './reference.ts';
import { runImage } from './run-image.ts';
import { splitWords } from './shell-words.ts';
import { count } from './words.ts';

export const imageArchiveCommands = {
  'longshore.image.save': async (context: CommandContext, ids?: ObjectIds): Promise<void> => {
    const { host, inventory } = context;
    const images = await chooseImages(context, ids, 'Save an Image');
    const [first] = images;
    const what = images.length === 1 && first ? imageName(first) : count(images.length, 'image');
    const path = await host.chooseNewFile({
      title: `Save ${what}`,
      action: 'Save',
      name: `${images.length === 1 && first ? imageName(first) : 'images'}.tar`,
    });
    const engine = await inventory.engine();
    // All names, so that a load brings them back; an image without a name is saved by its id.
    const references = images.flatMap(({ tags, id }) => (tags.length > 0 ? tags : [id]));
    const expected = images.reduce((sum, { size }) => sum + size, 0);
    const bytes = await host.progress(`Saving ${what}`, async (report, signal) =>
      writeArchive(await engine.images.save(references, signal), path, expected, report, signal),
    );
    host.inform(`Saved ${what} to ${path}: ${formatBytes(bytes)}. "Load Images" brings it back, with its names.`);
  },

  'longshore.image.load': async (context: CommandContext): Promise<void> => {
    const { host, inventory } = context;
    const [path = ''] = await host.chooseFiles({
      title: 'Load Images',
      action: 'Load',
      several: false,
      endings: ['tar', 'gz', 'tgz'],
    });
    const engine = await inventory.engine();
    const loaded = await host.progress(`Loading ${basename(path)}`, (report, signal) =>
      readArchive(path, report, signal, (archive) => engine.images.load(archive, signal)),
    );
    const [only] = loaded;
    host.inform(
      loaded.length === 0 ? `${basename(path)} held no image.` : `Loaded ${loaded.join(', ')}.`,
      loaded.length === 1 && only !== undefined ? [{ title: 'Run', run: () => runImage(context, only) }] : [],
    );
  },

  'longshore.image.import': async (context: CommandContext): Promise<void> => {
    const { host, inventory } = context;
    const [path = ''] = await host.chooseFiles({
      title: 'Import a Root File System',
      action: 'Import',
      several: false,
      endings: ['tar', 'gz', 'tgz', 'xz', 'bz2'],
    });
    const name = await host.ask({
      title: 'Import a Root File System (1 of 3)',
      prompt: 'A name for the image. Empty: it gets none.',
      value: '',
      placeholder: 'name:tag',
      validate: (text) => (text.trim() === '' ? undefined : wrongReference(text)),
    });
    const changes = await host.ask({
      title: 'Import a Root File System (2 of 3)',
      prompt: 'Dockerfile instructions to apply, each in quotes. An archive of files says nothing about what to run.',
      value: '\'CMD ["/bin/sh"]\'',
      placeholder: "'CMD [\"/bin/sh\"]' 'ENV A=b'",
      validate: wrongChanges,
    });
    const message = await host.ask({
      title: 'Import a Root File System (3 of 3)',
      prompt: 'A message for its history. It may be empty.',
      value: `Imported from ${basename(path)}`,
    });
    const engine = await inventory.engine();
    const reference = name.trim() === '' ? undefined : withTag(name.trim());
    const before = reference === undefined ? undefined : await imageIfThere(engine, reference);
    const importing = host.progress(`Importing ${basename(path)}`, (report, signal) =>
      readArchive(path, report, signal, (archive) =>
        engine.images.importFiles(archive, { reference, message, changes: parseChanges(changes) }, signal),
      ),
    );
    const id = await importing.catch(async (error) => {
      // Engines with containerd's store give the name before they look into the archive.
      const isLeft = reference !== undefined && !before && isEngineError(error, 'invalid');
      if (isLeft && (await imageIfThere(engine, reference))) await engine.images.remove(reference);
      throw error;
    });
    host.inform(`Imported ${reference ?? shortId(id)}.`, [
      { title: 'Run', run: () => runImage(context, reference ?? id) },
    ]);
  },
} satisfies CommandTable;

/** The instructions that an import and a commit understand (docker import, docker commit: `--change`). */
const changeInstructions = ['CMD', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'LABEL', 'ONBUILD', 'USER', 'VOLUME', 'WORKDIR'];

/** What is wrong with the quoted instructions, or undefined. */
export function wrongChanges(text: string): string | undefined {
  const changes = splitWords(text);
  if ('wrong' in changes) return changes.wrong;
  const bad = changes.find((change) => !changeInstructions.includes(String(change.split(/\s/)[0]).toUpperCase()));
  return bad === undefined ? undefined : `"${bad}" is not one of ${changeInstructions.join(', ')}; put each in quotes.`;
}

/** Of a text in which `wrongChanges` finds nothing. */
export function parseChanges(text: string): string[] {
  const changes = splitWords(text);
  return 'wrong' in changes ? [] : changes;
}
