// What a user can do with the files in a container.
import { join } from 'node:path';
import { download, isThere } from '../../container-files/download.ts';
import { factsOf } from '../../container-files/path-facts.ts';
import { nameOf } from '../../container-files/paths.ts';
import type { FileChange } from '../../engine/container-api.ts';
import { formatBytes } from '../../quantities.ts';
import type { ObjectIds } from '../host/command.ts';
import type { Choice } from '../host/host.ts';
import { type EngineContext, engineCommands } from '../host/on-engine.ts';
import { chooseContainer } from '../objects/choose.ts';
import { browseFiles, choosePath } from './browser.ts';
import { namingWhatIsMissing } from './missing-path.ts';
import { containerSource } from './source.ts';
import { uploadInto } from './upload.ts';

const none = 'There is no container on this engine yet. Run an image to get one.';

export const fileCommands = engineCommands({
  'longshore.container.files': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const container = await chooseContainer(context, ids, { title: 'Browse the Files of a Container', none });
    await browseFiles(context, containerSource(context, container), '/');
  },

  'longshore.container.downloadFiles': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const container = await chooseContainer(context, ids, { title: 'Download From a Container', none });
    const path = await choosePath(
      context,
      containerSource(context, container),
      `Download From ${container.name}`,
      'file or folder',
    );
    const isFolder =
      (await namingWhatIsMissing(engine, container, path, factsOf(engine, container.id, path))).kind === 'folder';
    const name = nameOf(path) || container.name;
    const contentsOnly = isFolder && (await chooseExtent(context, `Download "${path}"`, name));
    const [folder] = await host.files.chooseLocal(`Download "${path}" Into`, 'Download Here', 'folder');
    if (folder === undefined) return;
    const target = contentsOnly ? folder : join(folder, name);
    if (contentsOnly || (await isThere(target))) {
      await host.confirm({
        question: contentsOnly ? `Put what is in "${path}" into "${folder}"?` : `Replace "${target}"?`,
        detail: contentsOnly
          ? 'What has the same name there is replaced; all else stays.'
          : 'What is there now goes, with all that is in it.',
        action: contentsOnly ? 'Download' : 'Replace',
      });
    }
    const downloading = host.progress(`Downloading "${path}" from "${container.name}"`, (report, signal) =>
      namingWhatIsMissing(
        engine,
        container,
        path,
        download(
          engine,
          { container: container.id, path, target, contentsOnly },
          (bytes) => report({ message: formatBytes(bytes) }),
          signal,
        ),
      ),
    );
    const inside = `${container.name}:${path}${contentsOnly ? `${path.endsWith('/') ? '' : '/'}.` : ''}`;
    const { leftOut } = await context.equivalents.during(['cp', inside, target], downloading);
    host.inform(`"${path}" of "${container.name}" is now at ${target}.${leftOutWords(leftOut)}`);
  },

  'longshore.container.uploadFiles': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host } = context;
    const container = await chooseContainer(context, ids, { title: 'Upload Into a Container', none });
    const what = await host.pick<'files' | 'folder' | 'contents'>(`Upload Into ${container.name}`, 'What to copy', [
      { label: 'Files', description: 'one or several', icon: 'files', value: 'files' },
      { label: 'A Folder', description: 'with its name', icon: 'folder', value: 'folder' },
      { label: 'What Is in a Folder', description: 'docker cp folder/. …', icon: 'folder-opened', value: 'contents' },
    ]);
    const kind = what === 'files' ? 'files' : 'folder';
    const sources = await host.files.chooseLocal(`Upload Into ${container.name}`, 'Upload', kind);
    const source = containerSource(context, container);
    const folder = await choosePath(context, source, `Upload Into ${container.name}`, 'folder');
    await uploadInto(context, source, folder, sources, { contentsOnly: what === 'contents' });
  },

  'longshore.container.compareFile': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host } = context;
    const container = await chooseContainer(context, ids, { title: 'Compare a File of a Container', none });
    const path = await choosePath(
      context,
      containerSource(context, container),
      `Compare a File of ${container.name}`,
      'file',
    );
    const name = nameOf(path);
    const candidates = await host.files.namedInWorkspace(name);
    const other: Choice<string | undefined> = { label: 'Another File…', icon: 'folder-opened', value: undefined };
    const proposed = candidates.map((file): Choice<string | undefined> => ({ label: file, icon: 'file', value: file }));
    const picked =
      candidates.length === 0
        ? undefined
        : await host.pick(`Compare "${path}" With`, 'File of the workspace', [...proposed, other]);
    const [local] =
      picked === undefined ? await host.files.chooseLocal(`Compare "${path}" With`, 'Compare', 'file') : [picked];
    if (local === undefined) return;
    await host.files.compare(
      { engine: context.engine.id, container: container.id, path },
      local,
      `${name} (${container.name} ↔ local)`,
    );
  },

  'longshore.container.changes': async (context: EngineContext, ids?: ObjectIds): Promise<void> => {
    const { host, engine } = context;
    const container = await chooseContainer(context, ids, { title: 'Show What a Container Changed', none });
    const all = await host.progress(`Comparing "${container.name}" with its image`, (_report, signal) =>
      engine.containers.changes(container.id, signal),
    );
    const changes = withoutParents(all);
    if (changes.length === 0) {
      host.inform(`"${container.name}" has changed no file of its image. What is in its volumes does not count.`);
      return;
    }
    const shown = changes.slice(0, mostShown);
    const cut = changes.length > shown.length ? `, the first ${shown.length} of them shown` : '';
    const { kind, path } = await host.pick(
      `${changes.length} Change${changes.length === 1 ? '' : 's'} in ${container.name}${cut}`,
      'Opens the file or folder',
      shown.map((change) => ({
        label: change.path,
        description: change.kind,
        icon: `diff-${change.kind === 'changed' ? 'modified' : change.kind === 'added' ? 'added' : 'removed'}`,
        value: change,
      })),
    );
    if (kind === 'deleted') {
      host.inform(`"${path}" was in the image of "${container.name}" and is deleted in the container.`);
      return;
    }
    const facts = await namingWhatIsMissing(engine, container, path, factsOf(engine, container.id, path));
    if (facts.kind === 'folder') await browseFiles(context, containerSource(context, container), path);
    else await host.files.open({ engine: engine.id, container: container.id, path });
  },
});

/** A list with more is not read by anybody, and slows the picker down. */
const mostShown = 5000;

/** A folder counts as changed whenever something in it has changed: then only that is told. */
function withoutParents(changes: readonly FileChange[]): FileChange[] {
  const parents = new Set<string>();
  for (const { path } of changes) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      parents.add(path.slice(0, end));
  }
  return changes.filter(({ path, kind }) => kind !== 'changed' || !parents.has(path));
}

/** Whether only what is in the folder is meant. */
async function chooseExtent({ host }: EngineContext, title: string, name: string): Promise<boolean> {
  return host.pick(title, 'How much', [
    { label: `The Folder "${name}"`, description: 'a folder of that name is made', icon: 'folder', value: false },
    { label: 'Only What Is in It', description: 'docker cp …/. folder', icon: 'folder-opened', value: true },
  ]);
}

function leftOutWords(leftOut: number): string {
  if (leftOut === 0) return '';
  return leftOut === 1
    ? ' A pipe, socket or device in it was left out: it means nothing on another machine.'
    : ` ${leftOut} pipes, sockets and devices in it were left out: they mean nothing on another machine.`;
}
