// Two images beside each other, file by file: what did my change add?
import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { Image } from '../../engine/image-api.ts';
import { differencesOf, type FileDifference, type ReadImage } from '../../image-layers/compare.ts';
import { type Digests, readLayers } from '../../image-layers/layer-archive.ts';
import { formatBytes } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';

import type { ObjectIds } from '../host/command.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { chooseImage, imageChoice } from '../objects/choose.ts';
import { plainLine } from '../terminals/terminal-text.ts';
import { imageName } from '../text/object-names.ts';

export const compareImagesCommands = engineCommands(
  {
    'longshore.image.compareFiles': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const newer = await chooseImage(services, ids, l10n.t('Compare the Files of an Image'));
      const others = (await engine.images.list()).filter(({ id }) => id !== newer.id);
      if (others.length === 0) {
        throw new UserError('nothing-to-do', l10n.t('There is no other image on this engine to compare with.'));
      }
      const older = await host.pick(
        l10n.t('Compare the Files of {0}', imageName(newer)),
        l10n.t('The image to compare it with'),
        others.map(imageChoice),
      );
      const read = (image: Image) =>
        host.progress(l10n.t('Reading the files of {0}', imageName(image)), (report, signal) =>
          readFiles(engine, image, (bytes) => report({ message: formatBytes(bytes) }), signal),
        );
      const [before, now] = [await read(older), await read(newer)];
      const text = differencesText(imageName(older), imageName(newer), differencesOf(before, now));
      await host.showDocument(`${imageName(older)} - ${imageName(newer)}.diff`, text);
    },
  },
  { 'longshore.image.compareFiles': { none: 'docker does not compare images.' } },
);

async function readFiles(
  engine: Engine,
  { id }: Image,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<ReadImage> {
  const digests: Digests = new Map();
  return { layers: await readLayers(await engine.images.save([id], signal), onBytes, digests), digests };
}

const signs = { added: '+', changed: '!', removed: '-' } as const;

/** As a file of differences is written, whose colours editors know. */
function differencesText(older: string, newer: string, differences: readonly FileDifference[]): string {
  const sum = (wanted: FileDifference['what']) => {
    const of = differences.filter(({ what }) => what === wanted);
    return { count: of.length, bytes: formatBytes(of.reduce((total, { size }) => total + size, 0)) };
  };
  const [added, changed, removed] = [sum('added'), sum('changed'), sum('removed')];
  return [
    l10n.t('Files of {0}, compared with {1}.', plainLine(newer), plainLine(older)),
    l10n.t(
      'Added: {0} ({1}). Changed: {2} ({3}). Removed: {4} ({5}).',
      ...parts(added),
      ...parts(changed),
      ...parts(removed),
    ),
    '',
    ...differences.map(({ path, what, size }) => `${signs[what]} /${plainLine(path)}  ${formatBytes(size)}`),
    '',
  ].join('\n');
}

const parts = ({ count, bytes }: { readonly count: number; readonly bytes: string }) => [count, bytes] as const;
