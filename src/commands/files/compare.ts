// A file of a container or volume beside one of this machine.
import * as l10n from '@vscode/l10n';
import { nameOf } from '../../container-files/paths.ts';
import type { Choice } from '../host/dialogs.ts';
import type { EngineServices } from '../host/on-engine.ts';
import type { FileSource } from './source.ts';

/** Proposes the workspace's files of that name. */
export async function compareWithLocal({ host }: EngineServices, source: FileSource, path: string): Promise<void> {
  const name = nameOf(path);
  const candidates = await host.files.namedInWorkspace(name);
  const other: Choice<string | undefined> = {
    label: l10n.t('Another File…'),
    icon: 'folder-opened',
    value: undefined,
  };
  const proposed = candidates.map((file): Choice<string | undefined> => ({ label: file, icon: 'file', value: file }));
  const picked =
    candidates.length === 0
      ? undefined
      : await host.pick(l10n.t('Compare "{0}" With', path), l10n.t('File in the workspace'), [...proposed, other]);
  const [local] =
    picked === undefined
      ? await host.files.chooseLocal(l10n.t('Compare "{0}" With', path), l10n.t('Compare'), 'file')
      : [picked];
  if (local === undefined) return;
  await host.files.compare(source.place(path), local, `${name} (${source.name} ↔ local)`);
}
