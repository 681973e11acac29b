// Two images beside each other, file by file: what did my change add? Their page, and what it opens.
import * as l10n from '@vscode/l10n';
import { nameOf } from '../../container-files/paths.ts';
import type { FileDifference } from '../../image-layers/compare.ts';
import type { FromImagesPage, ImagesFacts, ImagesResult, Side, ToImagesPage } from '../../panels/images-messages.ts';
import { runImagesPage } from '../../panels/images-session.ts';
import type { Panel } from '../../panels/panel.ts';
import { formatBytes, formatDifference } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { type EngineServices, engineCommands, onSameEngine } from '../host/on-engine.ts';
import { objectTarget, readObjectTarget } from '../host/page-target.ts';
import { chooseImage, imageChoice } from '../objects/choose.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { plainLine } from '../terminals/terminal-text.ts';
import { imageName } from '../text/object-names.ts';
import { imageText } from './layers.ts';

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
      host.openPage({
        kind: 'images',
        key: `${engine.id} ${older.id} ${newer.id}`,
        title: `${imageName(older)} ↔ ${imageName(newer)}`,
        target: {
          older: objectTarget(engine, older.id, imageName(older)),
          newer: objectTarget(engine, newer.id, imageName(newer)),
        },
      });
    },
  },
  {
    'longshore.image.compareFiles': {
      title: l10n.t('Compare Image Files With…'),
      docker: { none: 'docker does not compare images.' },
    },
  },
);

export function fillImagesPage(
  services: CommandServices,
  panel: Panel<ToImagesPage, FromImagesPage>,
  kept: unknown,
): boolean {
  const { host, engines } = services;
  const both = (kept ?? {}) as Partial<Record<Side, unknown>>;
  const [older, newer] = [readObjectTarget(both.older), readObjectTarget(both.newer)];
  if (!older || !newer) return false;
  const { engine } = newer;
  const ids = { older: older.id, newer: newer.id };
  runImagesPage(panel, {
    inventory: () => engines.inventory(engine, panel.closed),
    read: async (connected, signal) => {
      const [before, after] = await Promise.all([
        imageIfThere(connected, older.id, signal),
        imageIfThere(connected, newer.id, signal),
      ]);
      if (!before || !after) return undefined;
      return {
        older: { name: older.name, size: before.size },
        newer: { name: newer.name, size: after.size },
      };
    },
    archive: (connected, side, signal) => connected.images.save([ids[side]], signal),
    openImage: (side) => host.runCommand('longshore.image.describe', [{ engine, kind: 'image', id: ids[side] }]),
    openFile: (difference) => host.report(onSameEngine(services, engine).then((at) => openFile(at, ids, difference))),
    copy: (text) => void host.copy(text),
    copyAll: (...all) => void host.copy(differencesText(...all), l10n.t('the list of differences')),
  });
  return true;
}

/** Both beside each other where it is a file in both; else the one that is. */
async function openFile(
  { engine, host }: EngineServices,
  ids: Readonly<Record<Side, string>>,
  { path, before, after }: FileDifference,
): Promise<void> {
  const full = `/${path}`;
  await host.progress(l10n.t('Reading "{0}" from the image', full), async (_report, signal) => {
    const sides = (
      [
        ['older', before],
        ['newer', after],
      ] as const
    ).flatMap(([side, file]) =>
      file?.kind === 'file' || file?.kind === 'hardlink' ? [{ id: ids[side], size: file.size }] : [],
    );
    const texts = [];
    for (const { id, size } of sides) {
      const file = { member: '', path, size, isSeen: true };
      texts.push({
        name: `${id.replace(/^sha256:/, '').slice(0, 12)}${full}`,
        text: await imageText(engine, id, file, signal),
      });
    }
    const [one, other] = texts;
    if (one && other) return host.files.compareTexts(one, other, nameOf(full));
    if (one) await host.showDocument(one.name, one.text);
  });
}

const signs = { added: '+', changed: '!', removed: '-' } as const;

/** As a file of differences is written. */
function differencesText(
  { older, newer }: ImagesFacts,
  differences: readonly FileDifference[],
  { counts, bytes }: ImagesResult,
): string {
  return [
    comparedWords(newer.name, older.name),
    ...(['added', 'changed', 'removed'] as const).map(
      (what) => `${signs[what]} ${counts[what]}  ${formatDifference(bytes[what])}`,
    ),
    '',
    ...differences.map(({ path, what, before, after }) => {
      const sizes = [before, after].flatMap((file) => (file ? [formatBytes(file.size)] : []));
      return `${signs[what]} /${plainLine(path)}  ${sizes.join(' → ')}`;
    }),
    '',
  ].join('\n');
}

export const comparedWords = (newer: string, older: string) => l10n.t('Files of {0}, compared with {1}.', newer, older);
