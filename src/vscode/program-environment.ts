// The environment of the programs that the extension runs: none of them may come from the workspace.
import { workspace } from 'vscode';
import { type Environment, environmentOutside } from '../programs.ts';

export function programEnvironment(): Environment {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return environmentOutside(
    process.env,
    folders.map(({ uri }) => uri.fsPath),
  );
}
