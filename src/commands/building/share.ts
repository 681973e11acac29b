// Sharing without a registry: an image as a file that says how it is loaded elsewhere, a Dockerfile with all that its build
// is sent.

import { basename, resolve } from 'node:path';
import { createGzip } from 'node:zlib';
import * as l10n from '@vscode/l10n';
import { openContext } from '../../build-context/upload.ts';
import type { ContextEntry } from '../../build-context/walk.ts';
import { zipOf } from '../../build-context/zip.ts';
import { buildRequestOf } from '../../builds/profile.ts';
import { formatBytes } from '../../quantities.ts';
import { writeArchive } from '../host/archive-files.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import { type EngineServices, engineCommands, plainCommands } from '../host/on-engine.ts';
import { chooseImage } from '../objects/choose.ts';
import { imageName, nameOrShortId, safeFileName } from '../text/object-names.ts';
import { quoteWord } from '../text/shell-words.ts';
import { chooseDockerfile } from './choose-dockerfile.ts';
import { contextFailuresAsSuch } from './context-failure.ts';
import { profileFor, tagsOf } from './profiles.ts';

const imageCommands = engineCommands(
  {
    'longshore.image.share': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const image = await chooseImage(services, ids, l10n.t('Share Image as a File'));
      const name = imageName(image);
      const path = await host.chooseNewFile({
        title: l10n.t('Share {0} as a File', name),
        action: l10n.t('Save'),
        name: `${safeFileName(name)}.tar.gz`,
      });
      const { platform } = await engine.images.inspect(image.id);
      const references = image.tags.length > 0 ? image.tags : [image.id];
      const saving = host.progress(l10n.t('Saving {0}', name), async (report, signal) => {
        const archive = await engine.images.save(references, signal);
        const packed = createGzip();
        archive.once('error', (error) => packed.destroy(error));
        packed.once('close', () => archive.destroy());
        // How much is left of it once it is packed, nobody knows before.
        return writeArchive(archive.pipe(packed), path, undefined, report, signal);
      });
      const bytes = await services.equivalents.during(
        ['save', ...references.map(nameOrShortId)],
        saving,
        `| gzip > ${quoteWord(path)}`,
      );
      const file = basename(path);
      host.inform(imagePacked(name, file, formatBytes(bytes), platform), [
        {
          title: l10n.t('Copy Instructions'),
          run: () =>
            host.copy(
              [
                l10n.t('{0} contains the image {1} for {2}. To load it:', file, name, platform),
                `    docker load --input ${quoteWord(file)}`,
                l10n.t('To run it:'),
                `    docker run --rm -it ${quoteWord(image.tags[0] ?? image.id)}\n`,
              ].join('\n\n'),
            ),
        },
      ]);
    },
  },
  {
    'longshore.image.share': { title: l10n.t('Share Image as a File'), docker: { itself: 'docker save' } },
  },
);

const dockerfileCommands = plainCommands(
  {
    'longshore.dockerfile.share': async (services: CommandServices, target?: DockerfileTarget): Promise<void> => {
      const { host } = services;
      const { dockerfile } = await chooseDockerfile(services, target, l10n.t('Share Dockerfile with Its Context'));
      const profile = profileFor(host, dockerfile);
      const [tag = ''] = tagsOf({ dockerfile }, profile);
      const { contextFolder } = buildRequestOf(profile, dockerfile, [tag]);
      const path = await host.chooseNewFile({
        title: l10n.t('Share Dockerfile with Its Context'),
        action: l10n.t('Save'),
        name: `${safeFileName(tag.replace(/:latest$/, ''))}.zip`,
      });
      const shared = await contextFailuresAsSuch(
        host.progress(l10n.t('Packing {0}', contextFolder), async (report, signal) => {
          const opened = await openContext({ contextFolder, dockerfile, withIgnoreFile: false });
          let files = 0;
          const archive = zipOf(without(opened.entries, path), (progress) => {
            files = progress.files;
          });
          const bytes = await writeArchive(archive, path, undefined, report, signal);
          return { bytes, files, dockerfile: opened.dockerfile };
        }),
      );
      const line = `docker build --tag ${quoteWord(tag)} --file ${quoteWord(shared.dockerfile)} .`;
      host.inform(buildPacked(basename(path), shared.files, formatBytes(shared.bytes), line), [
        { title: l10n.t('Copy Command'), run: () => host.copy(line) },
      ]);
    },
  },
  {
    'longshore.dockerfile.share': {
      title: l10n.t('Share Dockerfile with Its Context'),
      docker: { none: 'docker packs no build context.' },
    },
  },
);

export const shareCommands = { ...imageCommands, ...dockerfileCommands };

/** The zip may be saved into the context itself: it is no part of it. */
async function* without(entries: AsyncIterable<ContextEntry>, path: string): AsyncGenerator<ContextEntry> {
  const own = new Set([path, `${path}.partial`].map((each) => resolve(each)));
  for await (const entry of entries) if (!own.has(resolve(entry.absolutePath))) yield entry;
}

export const imagePacked = (image: string, file: string, size: string, platform: string) =>
  l10n.t(
    'Saved {0} to {1} ({2}, {3}). The recipient loads it with "docker load", or with "Load Images" in this view.',
    image,
    file,
    size,
    platform,
  );

/** `line`: with which it is built. */
export const buildPacked = (file: string, files: number, size: string, line: string) =>
  l10n.t(
    '{0} contains everything the build needs (files: {1}, size: {2}). Check it for passwords and keys before you share it. To build it, unpack it and run: {3}',
    file,
    files,
    size,
    line,
  );
