// The settings, read with their types. Their names are those of package.json, and a name that is not there does not compile.
import { ConfigurationTarget, type TextDocument, type Uri, workspace } from 'vscode';
import type manifest from '../../package.json';
import { type Severity, severities } from '../dockerfile/rule-parts/rule.ts';

export type SettingName = keyof typeof manifest.contributes.configuration.properties;

function read(name: SettingName, resource?: Uri): unknown {
  // Of its own group alone: VS Code answers with a copy of all that is asked for, and all settings are a thousand.
  const end = name.lastIndexOf('.');
  return workspace.getConfiguration(name.slice(0, end), resource).get(name.slice(end + 1));
}

/** The engine's address as the user set it; undefined: as the Docker command line would choose. */
export function engineHost(): string | undefined {
  const host = read('longshore.engine.host');
  return typeof host === 'string' && host.trim() !== '' ? host.trim() : undefined;
}

export async function setEngineHost(host: string | undefined): Promise<void> {
  const name: SettingName = 'longshore.engine.host';
  await workspace.getConfiguration().update(name, host, ConfigurationTarget.Global);
}

/** Milliseconds for the first answer of an engine, and for later ones. */
export function enginePatience(): { readonly first: number; readonly quick: number } {
  const seconds = read('longshore.engine.patience');
  const first = 1000 * Math.min(Math.max(typeof seconds === 'number' ? seconds : 20, 5), 600);
  return { first, quick: first / 4 };
}

export const attentionSetting: SettingName = 'longshore.containers.badge';

/** Whether containers that need attention are counted on the icon. */
export function showsAttention(): boolean {
  return read('longshore.containers.badge') !== false;
}

export function lintWhen(): 'typing' | 'saving' | 'never' {
  const when = read('longshore.lint.run');
  return when === 'saving' || when === 'never' ? when : 'typing';
}

/** Only in a trusted workspace: a program is run. */
export function usesShellCheck(): boolean {
  return workspace.isTrusted && read('longshore.lint.shellcheck') === true;
}

/** Severities that the user set by rule id; what is not understood counts as not set. */
export function ruleSeverities(): Record<string, Severity | 'off'> {
  const rules = read('longshore.rules');
  if (typeof rules !== 'object' || rules === null) return {};
  const known: readonly unknown[] = [...severities, 'off'];
  return Object.fromEntries(
    Object.entries(rules).filter((entry): entry is [string, Severity | 'off'] => known.includes(entry[1])),
  );
}

const days = { daily: 1, weekly: 7 } as const;

/** Milliseconds between two looks for a newer image; undefined: never. */
export function newerInterval(): number | undefined {
  const often = read('longshore.images.checkForNewer');
  return often === 'daily' || often === 'weekly' ? days[often] * 86_400_000 : undefined;
}

/** By Dockerfile, as it was written. */
export function buildProfiles(resource: Uri): unknown {
  return read('longshore.build.profiles', resource);
}

/** Megabytes; 0: never. */
export function contextWarning(resource: Uri): number {
  const megabytes = read('longshore.build.warnAboutContext', resource);
  return typeof megabytes === 'number' && megabytes >= 0 ? megabytes : 200;
}

/** Whether the lines of a Dockerfile say what the next build will do. */
export function isForecasting(resource: Uri): boolean {
  return read('longshore.build.forecast', resource) !== false;
}

export function scansForSecrets(): boolean {
  return read('longshore.push.scanForSecrets') !== false;
}

/** Whether Longshore completes, explains and formats Dockerfiles; not where another extension is to do so. */
export function hasLanguageFeatures(): boolean {
  return read('longshore.dockerfile.languageFeatures') !== false;
}

export function showsInlayHints(resource: Uri): boolean {
  return read('longshore.dockerfile.inlayHints', resource) === true;
}

/** What formatting does with keywords. */
export function keywordCase(resource: Uri): 'keep' | 'upper' {
  return read('longshore.format.keywordCase', resource) === 'upper' ? 'upper' : 'keep';
}

/** Another extension is to serve Dockerfiles: neither language features nor problems come from here any more. */
export async function leaveDockerfilesToAnother(): Promise<void> {
  const settings = workspace.getConfiguration();
  const off: readonly (readonly [SettingName, unknown])[] = [
    ['longshore.dockerfile.languageFeatures', false],
    ['longshore.lint.run', 'never'],
  ];
  for (const [name, value] of off) await settings.update(name, value, ConfigurationTarget.Global);
}

/** What the editor does with the ends of lines when it saves, which formatting does, too. */
export function savedEnds(resource: Uri): { readonly finalNewline: boolean; readonly trimLineEnds: boolean } {
  const files = workspace.getConfiguration('files', resource);
  return {
    finalNewline: files.get('insertFinalNewline') === true,
    trimLineEnds: files.get('trimTrailingWhitespace') === true,
  };
}

/** What the editor's file watchers tell nothing of, as patterns. */
export function unwatchedPatterns(resource: Uri): string[] {
  const excluded = workspace.getConfiguration('files', resource).get<Record<string, boolean>>('watcherExclude', {});
  return Object.entries(excluded).flatMap(([pattern, isOn]) => (isOn ? [pattern] : []));
}

/** Whether the editor wraps long lines, so that their ends are seen. */
export function wrapsLines(document: TextDocument): boolean {
  return workspace.getConfiguration('editor', document).get('wordWrap') !== 'off';
}
