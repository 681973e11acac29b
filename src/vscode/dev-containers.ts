// The way into a container with a whole window of the editor, which the extension Dev Containers opens. It takes the
// container's id as its one argument (github.com/microsoft/vscode-remote-release, its maintainers on that command).
import * as l10n from '@vscode/l10n';
import { commands, type Disposable, extensions } from 'vscode';
import { UserError } from '../user-error.ts';
import { setContextKey } from './context-keys.ts';

const extensionId = 'ms-vscode-remote.remote-containers';
const command = 'remote-containers.attachToRunningContainer';

export function registerDevContainers(): Disposable {
  const tell = () => {
    void setContextKey('longshore.devContainers', isThere());
  };
  tell();
  return extensions.onDidChange(tell);
}

export async function openEditorInside(containerId: string): Promise<void> {
  if (!isThere() && !(await commands.getCommands(true)).includes(command)) {
    throw new UserError(
      'unsupported',
      l10n.t(
        'To open a window in a container, install the Dev Containers extension (ms-vscode-remote.remote-containers) and try again.',
      ),
    );
  }
  await commands.executeCommand(command, containerId);
}

const isThere = () => extensions.getExtension(extensionId) !== undefined;
