// The page of an image's layers: which files each has, what later ones replace, and what that costs.
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { wastedByLine } from '../../builds/layer-sizes.ts';
import { download, extract, isThere } from '../../container-files/download.ts';
import { inImage, readImageFile } from '../../container-files/image-file.ts';
import { nameOf } from '../../container-files/paths.ts';
import type { Engine } from '../../engine/engine.ts';
import { readLayerFile, readLayerPart } from '../../image-layers/layer-archive.ts';
import { imageFacts } from '../../panels/image-facts.ts';
import type { FromLayersPage, LayersAction, LayersFacts, ToLayersPage } from '../../panels/layers-messages.ts';
import { type LayerFile, runLayersPage } from '../../panels/layers-session.ts';
import type { Panel } from '../../panels/panel.ts';
import { formatBytes } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';
import { leftOutWords } from '../files/left-out.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { type EngineServices, engineCommands, onSameEngine } from '../host/on-engine.ts';
import { objectTarget, readObjectTarget } from '../host/page-target.ts';
import { chooseImage } from '../objects/choose.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { imageName } from '../text/object-names.ts';
import { mostCompared, relatives } from './page.ts';

/** Of each button: the command that it runs on the image. */
const commandOf: Readonly<Record<LayersAction, `longshore.image.${string}`>> = {
  describe: 'longshore.image.describe',
  history: 'longshore.image.history',
  inspect: 'longshore.image.inspect',
};

export const layersCommands = engineCommands(
  {
    'longshore.image.layers': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const image = await chooseImage(services, ids, l10n.t('Explore the Layers of an Image'));
      const name = imageName(image);
      host.openPage({
        kind: 'layers',
        key: `${engine.id} ${image.id}`,
        title: l10n.t('Layers of {0}', name),
        target: objectTarget(engine, image.id, name),
      });
    },
  },
  {
    'longshore.image.layers': {
      title: l10n.t('Explore Image Layers'),
      docker: { none: 'docker does not list the files of a layer.' },
    },
  },
);

export function fillLayersPage(
  services: CommandServices,
  panel: Panel<ToLayersPage, FromLayersPage>,
  kept: unknown,
): boolean {
  const { host, engines, builds } = services;
  const target = readObjectTarget(kept);
  if (!target) return false;
  const { engine, id } = target;
  const known = new Map<string, readonly string[]>();
  runLayersPage(panel, target.name, {
    inventory: () => engines.inventory(engine, panel.closed),
    read: async (connected, signal) => {
      const details = await imageIfThere(connected, id, signal);
      if (!details) return undefined;
      const [history, images] = await Promise.all([
        connected.images.history(id, signal),
        connected.images.list(signal),
        builds.load(),
      ]);
      const others = images.filter((image) => image.id !== id);
      const near =
        others.length > mostCompared ? undefined : await relatives(connected, details, others, known, signal);
      const base = near?.base;
      const facts = imageFacts(details, {
        name: details.tags[0] ?? target.name,
        history,
        base: base && { ...base, layers: (await connected.images.history(base.id, signal)).length },
        others: near?.others,
        containers: [],
        builtOnIt: undefined,
        isComparable: false,
        newer: undefined,
        build: builds.records.find((record) => record.imageId === id),
      });
      const { name, size, dockerfile, layers } = facts;
      const steps = layers.map((layer, at): LayersFacts['steps'][number] => ({
        instruction: layer.instruction,
        size: layer.size,
        createdAt: layer.createdAt,
        line: layer.line,
        sharedWith: layer.sharedWith,
        isOfBase: at < (facts.base?.layers ?? 0),
      }));
      return { name, size, dockerfile, steps };
    },
    archive: (connected, signal) => connected.images.save([id], signal),
    tellWasted: ({ steps }, wasted) => {
      const build = builds.records.find((record) => record.imageId === id);
      const lines = steps.map(({ line }) => line);
      if (build) builds.tellWasted(build.id, wastedByLine(wasted, lines, build.baseSize));
    },
    run: (action) => {
      if (Object.hasOwn(commandOf, action)) host.runCommand(commandOf[action], [{ engine, kind: 'image', id }]);
    },
    openFile: (file) => host.report(onSameEngine(services, engine).then((at) => openLayerFile(at, id, file))),
    compareFiles: (older, newer) =>
      host.report(onSameEngine(services, engine).then((at) => compareLayerFiles(at, id, older, newer))),
    extract: (member, path) =>
      host.report(
        onSameEngine(services, engine).then((at) => extractFrom(at, { id, name: target.name }, member, path)),
      ),
    openLine: (dockerfile, line) => void host.buildContext.open(dockerfile, line),
    copy: (text) => void host.copy(text),
  });
  return true;
}

/** Bytes: an editor shows no larger one as text. */
const largest = 10_000_000;

async function openLayerFile({ engine, host }: EngineServices, id: string, file: LayerFile): Promise<void> {
  const full = `/${file.path}`;
  await host.progress(l10n.t('Reading "{0}" from the image', full), async (_report, signal) => {
    const text = await imageText(engine, id, file, signal);
    await host.showDocument(`${shortIdOf(id)}/${nameOf(full)}`, text);
  });
}

const shortIdOf = (id: string) => id.replace(/^sha256:/, '').slice(0, 12);

/** Rejects with a sentence for people if it is no text, or too large to show. */
export async function imageText(
  engine: Engine,
  id: string,
  { member, path, size, isSeen }: LayerFile,
  signal: AbortSignal,
): Promise<string> {
  const full = `/${path}`;
  if (size > largest) {
    throw new UserError('unsupported', l10n.t('"{0}" is too large to show ({1}).', full, formatBytes(size)));
  }
  // What no container sees any more is in the archive alone.
  const content = isSeen
    ? await readImageFile(engine, id, full, signal)
    : await readLayerFile(await engine.images.save([id], signal), member, path);
  if (content === undefined) throw new UserError('not-found', l10n.t('"{0}" is not in that layer.', full));
  if (content.subarray(0, 8000).includes(0)) {
    throw new UserError('unsupported', l10n.t('"{0}" is not a text file, so it cannot be shown.', full));
  }
  return content.toString();
}

async function compareLayerFiles(
  { engine, host }: EngineServices,
  id: string,
  older: LayerFile,
  newer: LayerFile,
): Promise<void> {
  const full = `/${newer.path}`;
  await host.progress(l10n.t('Reading "{0}" from the image', full), async (_report, signal) => {
    const named = async (file: LayerFile, of: string) => ({
      name: `${shortIdOf(id)}/${of}/${nameOf(full)}`,
      text: await imageText(engine, id, file, signal),
    });
    const [one, other] = [await named(older, 'before'), await named(newer, 'after')];
    await host.files.compareTexts(one, other, l10n.t('{0} (layer below ↔ this layer)', nameOf(full)));
  });
}

/** What a layer has of it, or all that a container sees of it. */
async function extractFrom(
  { engine, host }: EngineServices,
  image: { readonly id: string; readonly name: string },
  member: string | undefined,
  path: string,
): Promise<void> {
  const full = `/${path}`;
  const [folder] = await host.files.chooseLocal(l10n.t('Extract "{0}" To', full), l10n.t('Extract Here'), 'folder');
  if (folder === undefined) return;
  const target = join(folder, nameOf(full));
  if (await isThere(target)) {
    await host.confirm({
      question: l10n.t('Replace "{0}"?', target),
      detail: l10n.t('The existing file or folder is deleted with all of its contents.'),
      action: l10n.t('Replace'),
    });
  }
  const { leftOut } = await host.progress(
    l10n.t('Extracting "{0}" from "{1}"', full, image.name),
    async (report, signal) => {
      const onBytes = (bytes: number) => report({ message: formatBytes(bytes) });
      if (member === undefined) {
        const copy = (container: string) => download(engine, { container, path: full, target }, onBytes, signal);
        return inImage(engine, image.id, copy, signal);
      }
      const archive = await engine.images.save([image.id], signal);
      return extract(readLayerPart(archive, member, path), { path: full, target }, onBytes, signal);
    },
  );
  host.inform(
    [l10n.t('Extracted "{0}" from "{1}" to {2}.', full, image.name, target), ...leftOutWords(leftOut)].join(' '),
  );
}
