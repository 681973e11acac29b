// Images to and from tar archives: save, load, and import of a root file system.
import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { formatBytes } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';
import { localWords, readArchive, writeArchive } from '../host/archive-files.ts';
import type { ObjectIds } from '../host/command.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { chooseImages } from '../objects/choose.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { runImage } from '../running/run-image.ts';
import { openChange, parseChanges, wrongChanges } from '../text/image-changes.ts';
import { withTag, wrongReference } from '../text/image-names.ts';
import { imageName, nameOrShortId, shortId } from '../text/object-names.ts';
import { unpackable, withoutLeftover } from './archive-faults.ts';
import { type ArchiveKind, archiveKind } from './archive-kind.ts';

export const imageArchiveCommands = engineCommands(
  {
    'longshore.image.save': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const images = await chooseImages(services, ids, l10n.t('Save an Image'));
      const [first] = images;
      const one = images.length === 1 && first ? imageName(first) : undefined;
      const path = await host.chooseNewFile({
        title: one === undefined ? l10n.t('Save {0} Images', images.length) : l10n.t('Save {0}', one),
        action: l10n.t('Save'),
        name: `${one ?? 'images'}.tar`,
      });
      // All names, so that a load brings them back; an image without a name is saved by its id.
      const references = images.flatMap(({ tags, id }) => (tags.length > 0 ? tags : [id]));
      const expected = images.reduce((sum, { size }) => sum + size, 0);
      const bytes = await services.equivalents.during(
        ['save', '-o', path, ...references.map(nameOrShortId)],
        host.progress(one === undefined ? l10n.t('Saving images') : l10n.t('Saving {0}', one), async (report, signal) =>
          writeArchive(await engine.images.save(references, signal), path, expected, report, signal),
        ),
      );
      host.inform(
        one === undefined
          ? l10n.t(
              'Saved {0} images to {1}: {2}. Use "Load Images" to restore them with their names.',
              images.length,
              path,
              formatBytes(bytes),
            )
          : l10n.t('Saved {0} to {1}: {2}. Use "Load Images" to restore it.', one, path, formatBytes(bytes)),
      );
    },

    'longshore.image.load': async (services: EngineServices): Promise<void> => {
      const [path = ''] = await services.host.chooseFiles({
        title: l10n.t('Load Images'),
        action: l10n.t('Load'),
        several: false,
        endings,
      });
      await loadImages(services, path);
    },

    'longshore.image.import': async (services: EngineServices): Promise<void> => {
      const [path = ''] = await services.host.chooseFiles({
        title: l10n.t('Import a Root File System'),
        action: l10n.t('Import'),
        several: false,
        endings,
      });
      await importFiles(services, path);
    },
  },
  {
    'longshore.image.save': { title: l10n.t('Save Images to Archive'), docker: { itself: 'docker save' } },
    'longshore.image.load': { title: l10n.t('Load Images from Archive'), docker: { itself: 'docker load' } },
    'longshore.image.import': {
      title: l10n.t('Import Root File System as Image'),
      docker: { itself: 'docker import' },
    },
  },
);

/** Of archives, packed in all the ways that engines unpack. */
const endings = ['tar', 'gz', 'tgz', 'bz2', 'tbz2', 'xz', 'txz', 'zst', 'tzst'];

async function loadImages(services: EngineServices, path: string): Promise<void> {
  const { host, engine } = services;
  const kind = await kindOf(path);
  if (kind.content === 'files') {
    throw new UserError('invalid', isFiles(basename(path)), {
      offer: { title: l10n.t('Import'), run: () => importFiles(services, path) },
    });
  }
  const loaded = await services.equivalents.during(
    ['load', '-i', path],
    host.progress(l10n.t('Loading {0}', basename(path)), (report, signal) =>
      unpackable(engine, path, kind, signal, (unpack) =>
        readArchive(path, report, signal, (archive) => engine.images.load(unpack(archive), signal)),
      ),
    ),
  );
  const [only] = loaded;
  host.inform(
    loaded.length === 0 ? l10n.t('{0} contains no images.', basename(path)) : l10n.t('Loaded {0}.', loaded.join(', ')),
    loaded.length === 1 && only !== undefined ? [{ title: l10n.t('Run'), run: () => runImage(services, only) }] : [],
  );
}

async function importFiles(services: EngineServices, path: string): Promise<void> {
  const { host, engine } = services;
  const kind = await kindOf(path);
  if (kind.content === 'images') {
    throw new UserError('invalid', isImages(basename(path)), {
      offer: { title: l10n.t('Load'), run: () => loadImages(services, path) },
    });
  }
  const name = await host.ask({
    title: l10n.t('Import a Root File System (1 of 3)'),
    prompt: l10n.t('A name for the image (optional).'),
    value: '',
    placeholder: 'name:tag',
    validate: (text) => (text.trim() === '' ? undefined : wrongReference(text)),
  });
  const changes = await host.ask({
    title: l10n.t('Import a Root File System (2 of 3)'),
    prompt: l10n.t('Dockerfile instructions to apply, each in quotes. The archive does not say what to run.'),
    value: '\'CMD ["/bin/sh"]\'',
    placeholder: "'CMD [\"/bin/sh\"]' 'ENV A=b'",
    validate: wrongChanges,
  });
  const message = await host.ask({
    title: l10n.t('Import a Root File System (3 of 3)'),
    prompt: l10n.t('A message for its history (optional).'),
    value: l10n.t('Imported from {0}', basename(path)),
  });
  const reference = name.trim() === '' ? undefined : withTag(name.trim());
  const before = reference === undefined ? undefined : await imageIfThere(engine, reference);
  const importing = host.progress(l10n.t('Importing {0}', basename(path)), (report, signal) =>
    unpackable(engine, path, kind, signal, (unpack) =>
      readArchive(path, report, signal, (archive) =>
        engine.images.importFiles(unpack(archive), { reference, message, changes: parseChanges(changes) }, signal),
      ),
    ),
  );
  const words = importWords(path, reference, parseChanges(changes), message);
  const named = services.equivalents.during(words, importing);
  const id = await withoutLeftover(engine, before ? undefined : reference, named);
  host.inform(l10n.t('Imported {0}.', reference ?? shortId(id)), [
    { title: l10n.t('Run'), run: () => runImage(services, reference ?? id) },
  ]);
}

function importWords(
  path: string,
  reference: string | undefined,
  changes: readonly string[],
  message: string,
): string[] {
  return [
    ...['import', ...changes.map(openChange).flatMap((change) => ['-c', change])],
    ...(message === '' ? [] : ['-m', message]),
    ...[path, ...(reference === undefined ? [] : [reference])],
  ];
}

async function kindOf(path: string): Promise<ArchiveKind> {
  const kind = await localWords(path, () => archiveKind(path));
  if (kind.content === 'none') {
    throw new UserError(
      'invalid',
      l10n.t(
        '{0} is not a tar archive, compressed or not. Choose one from docker save or docker export.',
        basename(path),
      ),
    );
  }
  return kind;
}

export const isFiles = (name: string) =>
  l10n.t('{0} contains a root file system, not images. Import it to create an image from it.', name);

export const isImages = (name: string) => l10n.t('{0} contains images, not a root file system. Load it instead.', name);
