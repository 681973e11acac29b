// The page of an image: what it is made from, what its buttons and links do, and the command that opens it.

import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { Image, ImageDetails } from '../../engine/image-api.ts';
import type { ObjectKind } from '../../explorer/object-ref.ts';
import {
  type ImageFacts,
  type ImageSurroundings,
  imageFacts,
  isBuiltOn,
  type Named,
} from '../../panels/image-facts.ts';
import type { FromImagePage, ImageAction, ToImagePage } from '../../panels/image-messages.ts';
import { runImagePage } from '../../panels/image-session.ts';
import type { Panel } from '../../panels/panel.ts';
import { localImages } from '../../registry/newer-watch.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { objectTarget, readObjectTarget } from '../host/page-target.ts';
import { chooseImage } from '../objects/choose.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { imageName } from '../text/object-names.ts';
import { findBase } from './history.ts';
import { newerWords } from './newer-words.ts';

/** Each costs a request; with more, the question what is built on an image is left open. */
export const mostCompared = 300;
/** So many are compared without being asked to. */
const fewCompared = 3;
const requestsAtOnce = 8;

/** Of each button: the command that it runs on the image. */
const commandOf: Readonly<Record<ImageAction, `longshore.image.${string}`>> = {
  run: 'longshore.image.run',
  push: 'longshore.image.push',
  pull: 'longshore.image.pull',
  tag: 'longshore.image.tag',
  save: 'longshore.image.save',
  checkNewer: 'longshore.image.checkNewer',
  history: 'longshore.image.history',
  layers: 'longshore.image.layers',
  inspect: 'longshore.image.inspect',
  remove: 'longshore.image.remove',
};

export const imagePageCommands = engineCommands(
  {
    'longshore.image.describe': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const image = await chooseImage(services, ids, l10n.t('Describe an Image'));
      // Asked for here, too: it is what the page is there for, and it may be gone.
      await engine.images.history(image.id);
      const name = imageName(image);
      host.openPage({
        kind: 'image',
        key: `${engine.id} ${image.id}`,
        title: name,
        target: objectTarget(engine, image.id, name),
      });
    },
  },
  {
    'longshore.image.describe': { title: l10n.t('Describe Image'), docker: calls('images.history') },
  },
);

export function fillImagePage(
  { host, engines, builds, registries }: CommandServices,
  panel: Panel<ToImagePage, FromImagePage>,
  kept: unknown,
): boolean {
  const target = readObjectTarget(kept);
  if (!target) return false;
  const { engine, id } = target;
  const run = (command: `longshore.${string}`, kind: ObjectKind, of: string) =>
    host.runCommand(command, [{ engine, kind, id: of }]);
  /** An image of an id never changes its layers. */
  const layers = new Map<string, readonly string[]>();
  let isCompared = false;
  runImagePage(panel, target.name, {
    inventory: () => engines.inventory(engine, panel.closed),
    read: async (connected, signal) => {
      const details = await imageIfThere(connected, id, signal);
      if (!details) return undefined;
      const [history, { containers, images }] = await Promise.all([
        connected.images.history(id, signal),
        engines.inventory(engine, signal),
        builds.load(),
      ]);
      layers.set(id, details.layers);
      const layersOf = async (of: string) => layers.get(of) ?? (await readLayers(connected, of, layers, signal));
      const base = await findBase(connected, id, { images, history, layersOf }, signal);
      const others = images.filter((image) => image.id !== id);
      const isCheap = others.filter((other) => !layers.has(other.id)).length <= fewCompared;
      const isComparable = others.length <= mostCompared;
      const near =
        isComparable && (isCompared || isCheap)
          ? await relatives(connected, details, others, layers, signal)
          : undefined;
      const listed = images.filter((image) => image.id === id);
      const facts = imageFacts(details, {
        name: details.tags[0] ?? target.name,
        history,
        base: base && { id: base.id, name: base.name, layers: base.entries },
        containers: containers.filter(({ imageId }) => imageId === id),
        builtOnIt: near?.builtOnIt,
        isComparable,
        others: near?.others,
        newer: localImages(listed)
          .map((image) => newerWords(image.reference, registries.newer.known(image)))
          .find((words) => words !== undefined),
        build: builds.records.find((record) => record.imageId === id),
      });
      return { details, facts };
    },
    run: (action) => {
      if (Object.hasOwn(commandOf, action)) run(commandOf[action], 'image', id);
    },
    compare: () => {
      isCompared = true;
    },
    untag: (tag) => run('longshore.image.untag', 'tag', tag),
    open: (kind, of) =>
      kind === 'build'
        ? host.runCommand('longshore.build.describe', [{ engine: undefined, kind, id: of }])
        : run(`longshore.${kind}.describe`, kind, of),
    openLine: (dockerfile, line) => void host.buildContext.open(dockerfile, line),
    copy: (text, words) => void host.copy(text, words),
  });
  return true;
}

interface Relatives {
  /** That with the most layers of those that this one is built on. */
  readonly base: Named | undefined;
  readonly builtOnIt: ImageFacts['builtOnIt'];
  readonly others: ImageSurroundings['others'];
}

/** What images are near this one by their layers. `layers`: what is known of others, by id; filled on the way. */
export async function relatives(
  engine: Engine,
  own: ImageDetails,
  others: readonly Image[],
  layers: Map<string, readonly string[]>,
  signal: AbortSignal,
): Promise<Relatives> {
  const queue = others.filter(({ id }) => !layers.has(id));
  const worker = async () => {
    for (let image = queue.shift(); image; image = queue.shift()) {
      await readLayers(engine, image.id, layers, signal);
    }
  };
  await Promise.all(Array.from({ length: Math.min(requestsAtOnce, queue.length) }, worker));
  const known = others.map((image) => ({ id: image.id, name: imageName(image), layers: layers.get(image.id) ?? [] }));
  const [base] = known
    .filter((other) => isBuiltOn(own.layers, other.layers))
    .sort((a, b) => b.layers.length - a.layers.length);
  const builtOnIt = known.filter((other) => isBuiltOn(other.layers, own.layers));
  return {
    base: base && { id: base.id, name: base.name },
    others: known,
    builtOnIt: builtOnIt.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name)),
  };
}

/** Answers and keeps them; undefined: it was removed meanwhile. */
async function readLayers(
  engine: Engine,
  id: string,
  layers: Map<string, readonly string[]>,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const details = await imageIfThere(engine, id, signal);
  if (details) layers.set(id, details.layers);
  return details?.layers;
}
