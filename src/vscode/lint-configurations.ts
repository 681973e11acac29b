// The configuration files of the workspace: found for each Dockerfile, read once, their faults shown in them, and read
// anew when one of them changes.
import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  EventEmitter,
  FileSystemError,
  languages,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import { type LintConfiguration, mergeConfigurations } from '../lint-configuration/configuration.ts';
import { configurationFileNames, findConfiguration } from '../lint-configuration/find.ts';
import type { Machine } from './machine.ts';
import { editorRange } from './ranges.ts';
import { ruleSeverities, usesShellCheck } from './settings.ts';

export interface LintConfigurations extends Disposable {
  /** What the project's file says goes before the settings: the command line, which knows only the file, agrees. */
  of(document: TextDocument): Promise<LintConfiguration>;
  readonly onDidChange: (listener: () => void) => Disposable;
}

export function watchLintConfigurations(machine: Machine | undefined): LintConfigurations {
  const faults = languages.createDiagnosticCollection('longshore-configuration');
  const changed = new EventEmitter<void>();
  /** By folder. */
  const known = new Map<string, Promise<LintConfiguration>>();

  const read = async (folder: Uri): Promise<LintConfiguration> => {
    const found = await findConfiguration(folder, {
      parent: parentInWorkspace,
      read: (at, name) => readIfThere(at, name, machine),
    });
    for (const { folder: holder, name, read: file } of found.files) {
      const diagnostics = file.problems.map(({ range, message, severity }) => {
        const level = severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        const diagnostic = new Diagnostic(editorRange(range), message, level);
        diagnostic.source = 'longshore';
        return diagnostic;
      });
      faults.set(Uri.joinPath(holder, name), diagnostics);
    }
    return found.configuration;
  };

  const watcher = workspace.createFileSystemWatcher(`**/{${configurationFileNames.join(',')}}`);
  const renew = () => {
    known.clear();
    faults.clear();
    changed.fire();
  };
  const subscriptions = Disposable.from(
    watcher,
    watcher.onDidChange(renew),
    watcher.onDidCreate(renew),
    watcher.onDidDelete(renew),
    faults,
    changed,
  );

  return {
    async of({ uri }) {
      const settings: LintConfiguration = { severities: ruleSeverities(), shellCheck: usesShellCheck() };
      // Beside an untitled document, or an older version, lies nothing.
      if (uri.scheme === 'untitled' || uri.scheme === 'git') return settings;
      const folder = Uri.joinPath(uri, '..');
      const key = folder.toString();
      const configuration = known.get(key) ?? read(folder);
      known.set(key, configuration);
      try {
        return mergeConfigurations(settings, await configuration);
      } catch (error) {
        // The next lint tries again.
        known.delete(key);
        throw error;
      }
    },
    onDidChange: (listener) => changed.event(listener),
    dispose: () => void subscriptions.dispose(),
  };
}

/** The workspace's folder ends the search, and outside of one the Dockerfile's own folder. */
async function parentInWorkspace(folder: Uri): Promise<Uri | undefined> {
  const root = workspace.getWorkspaceFolder(folder)?.uri;
  if (!root || root.toString() === folder.toString()) return undefined;
  return Uri.joinPath(folder, '..');
}

async function readIfThere(folder: Uri, name: string, machine: Machine | undefined): Promise<string | undefined> {
  try {
    if (folder.scheme === 'file' && machine) return await machine.configuration(folder.fsPath, name);
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, name)));
  } catch (error) {
    // Also where there is no such folder, or no file system for it at all: a document that is shown from elsewhere.
    if (error instanceof FileSystemError || 'code' in Object(error)) return undefined;
    throw error;
  }
}
