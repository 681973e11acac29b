// The files that a container has changed: their page, and what it opens.
import * as l10n from '@vscode/l10n';
import { readImageFile } from '../../container-files/image-file.ts';
import { factsOf } from '../../container-files/path-facts.ts';
import { nameOf } from '../../container-files/paths.ts';
import type { FileChange } from '../../engine/container-api.ts';
import type { EngineId } from '../../engine/engine-id.ts';
import type { ChangesAction, FromChangesPage, ToChangesPage } from '../../panels/changes-messages.ts';
import { runChangesPage } from '../../panels/changes-session.ts';
import type { Panel } from '../../panels/panel.ts';
import { formatBytes } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands, onSameEngine } from '../host/on-engine.ts';
import { objectTarget, readObjectTarget } from '../host/page-target.ts';
import { chooseContainer } from '../objects/choose.ts';
import { browseFiles } from './browser.ts';
import { namingWhatIsMissing } from './missing-path.ts';
import { containerSource } from './source.ts';

/** Of each button: the command that it runs on the container. */
const commandOf: Readonly<Record<ChangesAction, `longshore.container.${string}`>> = {
  describe: 'longshore.container.describe',
  files: 'longshore.container.files',
  commit: 'longshore.container.commit',
};

export const changesCommands = engineCommands(
  {
    'longshore.container.changes': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Show Changed Files of a Container'),
        none: l10n.t('There are no containers on this engine yet. Run an image to create one.'),
      });
      const { id, name } = container;
      // Asked for here, too: it is what the page is there for, and may fail.
      await host.progress(l10n.t('Comparing "{0}" with its image', name), (_report, signal) =>
        engine.containers.changes(id, signal),
      );
      host.openPage({
        kind: 'changes',
        key: `${engine.id} ${id}`,
        title: l10n.t('Changed files of {0}', name),
        target: objectTarget(engine, id, name),
      });
    },
  },
  {
    'longshore.container.changes': {
      title: l10n.t('Show Changed Files of Container'),
      docker: calls('containers.changes'),
    },
  },
);

export function fillChangesPage(
  services: CommandServices,
  panel: Panel<ToChangesPage, FromChangesPage>,
  kept: unknown,
): boolean {
  const { host, engines } = services;
  const target = readObjectTarget(kept);
  if (!target) return false;
  const { engine, id } = target;
  const onIt = async (work: (at: EngineServices) => Promise<void>) => work(await onSameEngine(services, engine));
  runChangesPage(panel, target, {
    inventory: () => engines.inventory(engine, panel.closed),
    run: (action) => {
      if (Object.hasOwn(commandOf, action)) host.runCommand(commandOf[action], [{ engine, kind: 'container', id }]);
    },
    compare: (change, image) =>
      host.report(onIt((at) => showDifference(at, { engine, id, name: target.name }, change, image))),
    openFile: ({ path }) => host.report(onIt((at) => openInContainer(at, id, path))),
    copy: (text) => void host.copy(text),
  });
  return true;
}

async function openInContainer(services: EngineServices, id: string, path: string): Promise<void> {
  const { engine, host } = services;
  const container = await chooseContainer(services, [id], { title: '', none: '' });
  const facts = await namingWhatIsMissing(engine, container, path, factsOf(engine, id, path));
  if (facts.kind === 'folder') await browseFiles(services, containerSource(services, container), path);
  else await host.files.open({ engine: engine.id, container: id, path });
}

/** Bytes: an editor does not show the differences of larger files. */
const largest = 10_000_000;

/** The file of the image, and that of the container beside it if it is there. */
async function showDifference(
  { engine, host }: EngineServices,
  container: { readonly engine: EngineId; readonly id: string; readonly name: string },
  { path, kind }: FileChange,
  image: string,
): Promise<void> {
  await host.progress(l10n.t('Reading "{0}" from the image', path), async (_report, signal) => {
    const there = kind === 'deleted' ? undefined : await engine.files.stat(container.id, path, signal);
    if (there && there.kind !== 'file') {
      throw new UserError(
        'unsupported',
        l10n.t('"{0}" is not a regular file: only its attributes were changed.', path),
      );
    }
    if (there && there.size > largest) {
      throw new UserError(
        'unsupported',
        l10n.t('"{0}" is too large to compare ({1}). Download it instead.', path, formatBytes(there.size)),
      );
    }
    const content = await readImageFile(engine, image, path, signal);
    if (content.length > largest || content.subarray(0, 8000).includes(0)) {
      throw new UserError('unsupported', l10n.t('"{0}" is not a text file in the image, so it cannot be shown.', path));
    }
    const name = `${image.replace(/^sha256:/, '').slice(0, 12)}${path}`;
    if (!there) return host.showDocument(name, content.toString());
    const title = l10n.t('{0} (image ↔ {1})', nameOf(path), container.name);
    const place = { engine: container.engine, container: container.id, path };
    return host.files.compareWithText({ name, text: content.toString() }, place, title);
  });
}
