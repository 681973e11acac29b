// The build profiles in VS Code's settings: those of a workspace folder are in its .vscode/settings.json.
import { ConfigurationTarget, commands, Uri, workspace } from 'vscode';
import type { BuildSettings } from '../commands/host/build-settings.ts';
import { buildProfiles, contextWarning, type SettingName } from './settings.ts';

const profilesSetting: SettingName = 'longshore.build.profiles';

export const buildSettings: BuildSettings = {
  profiles(dockerfile) {
    return writtenProfiles(Uri.file(dockerfile));
  },

  async saveProfiles(dockerfile, profiles) {
    const resource = Uri.file(dockerfile);
    const folder = workspace.getWorkspaceFolder(resource);
    const configuration = workspace.getConfiguration(undefined, resource);
    const { globalValue, workspaceFolderValue } = configuration.inspect(profilesSetting) ?? {};
    const written = folder ? workspaceFolderValue : globalValue;
    await configuration.update(
      profilesSetting,
      { ...(isRecord(written) ? written : {}), [keyOf(resource)]: profiles },
      folder ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Global,
    );
  },

  async editProfiles(dockerfile) {
    const folder = workspace.getWorkspaceFolder(Uri.file(dockerfile));
    const isOneOfSeveral = (workspace.workspaceFolders?.length ?? 0) > 1;
    const command = !folder
      ? 'workbench.action.openSettingsJson'
      : isOneOfSeveral
        ? 'workbench.action.openFolderSettingsFile'
        : 'workbench.action.openWorkspaceSettingsFile';
    await commands.executeCommand(command, { revealSetting: { key: profilesSetting, edit: true } });
  },

  largestContext(dockerfile) {
    const megabytes = contextWarning(Uri.file(dockerfile));
    return megabytes === 0 ? Number.POSITIVE_INFINITY : megabytes * 1_000_000;
  },
};

/** What the settings have for a Dockerfile, a list or whatever was written; undefined where they have nothing. */
function writtenProfiles(dockerfile: Uri): unknown {
  const all = buildProfiles(dockerfile);
  const key = keyOf(dockerfile);
  return isRecord(all) && Object.hasOwn(all, key) ? all[key] : undefined;
}

/** As many as there are, whatever is wrong with them. */
export function profilesOf(dockerfile: Uri): readonly unknown[] {
  const written = writtenProfiles(dockerfile);
  return Array.isArray(written) ? written : [];
}

/** Relative to its workspace folder, with `/`; the whole path where no folder has it. */
function keyOf(dockerfile: Uri): string {
  const folder = workspace.getWorkspaceFolder(dockerfile);
  return folder ? dockerfile.path.slice(folder.uri.path.replace(/\/$/, '').length + 1) : dockerfile.fsPath;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
