// What a run takes from this machine: `./x`, `~` and `${workspaceFolder}` in paths, variables of the environment, and files
// with variables, labels and profiles. What comes out is complete: it needs this machine no more.

import { readFile } from 'node:fs/promises';
import { join, posix, win32 } from 'node:path';
import * as l10n from '@vscode/l10n';
import { UserError } from '../../user-error.ts';
import { csvField, csvFields } from '../text/csv.ts';
import { parseEnvironmentFile } from '../text/environment.ts';
import { valuesOf, withValues } from './index.ts';
import type { OptionValues, Run } from './option.ts';
import type { ShellVariables } from './shell-line.ts';
import { isPath, parseVolume } from './volume.ts';

/** What a path or file of the options is refused for. */
export const placeFailures = {
  unreadable: (what: string, path: string) => l10n.t('{0}: {1} cannot be read. Choose another file.', what, path),
};

export interface Places {
  /** undefined: no folder is open. */
  readonly workspaceFolder: string | undefined;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What a shell of this machine would put in the place of `$PWD` and other variables. */
export function knownVariables({ workspaceFolder, home, environment }: Places): ShellVariables {
  const set = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(set.filter(([name]) => name !== 'PWD')),
    HOME: home,
    USERPROFILE: home,
    ...(workspaceFolder === undefined ? {} : { PWD: workspaceFolder }),
  };
}

export const noFolderOpen = (path: string) =>
  l10n.t('No folder is open, so "{0}" is ambiguous. Open a folder, or use an absolute path.', path);

/** A full path; throws where it begins at a folder that is not there. A name without a dot before it stays what it is. */
export function resolvePath(path: string, { workspaceFolder, home }: Places): string {
  const inHome = /^~(?=[\\/]|$)/.exec(path);
  if (inHome) return join(home, path.slice(1));
  const variable = /^\$\{(workspaceFolder|userHome)\}/.exec(path);
  const isRelative = path.startsWith('.');
  if (!variable && !isRelative) return path;
  const folder = variable?.[1] === 'userHome' ? home : workspaceFolder;
  if (folder === undefined) {
    throw new UserError('invalid', noFolderOpen(path));
  }
  const rest = variable ? path.slice(variable[0].length) : path;
  return /^[A-Za-z]:\\/.test(folder) ? win32.join(folder, rest) : posix.join(folder, rest);
}

/** Paths are full; nothing is read yet. What a line shows and what is copied. */
export function withFullPaths(run: Run, places: Places): Run {
  const change = (values: OptionValues, name: string, resolve: (value: string) => string) =>
    withValues(values, name, valuesOf(values, name).map(resolve));
  // Of a file on this machine every path is one, with a dot before it or without.
  const file = (value: string) =>
    resolvePath(/^(?:[~$/\\.]|[A-Za-z]:[\\/])/.test(value) ? value : `./${value}`, places);
  let { values } = run;
  values = change(values, 'volume', (value) => volumeAt(value, places));
  values = change(values, 'mount', (value) => mountAt(value, places));
  values = change(values, 'env-file', file);
  values = change(values, 'label-file', file);
  values = change(values, 'security-opt', (value) => {
    const profile = profileOf(value);
    return profile === undefined ? value : `seccomp=${file(profile)}`;
  });
  return { ...run, values };
}

function volumeAt(value: string, places: Places): string {
  const volume = parseVolume(value);
  if ('wrong' in volume || volume.source === '' || !isPath(volume.source)) return value;
  const { source, destination, modes } = volume;
  return [resolvePath(source, places), destination, ...(modes.length > 0 ? [modes.join(',')] : [])].join(':');
}

function mountAt(value: string, places: Places): string {
  const fields = csvFields(value) ?? [];
  if (!fields.includes('type=bind')) return value;
  return fields
    .map((field) => field.replace(/^(source|src)=(.*)$/s, (_, key, path) => `${key}=${resolvePath(path, places)}`))
    .map(csvField)
    .join(',');
}

/** The run with all that it takes from files and from the environment. Rejects with `invalid` if a file cannot be read. */
export async function completeRun(run: Run, places: Places): Promise<Run> {
  const { values, ...rest } = withFullPaths(run, places);
  const read = async (name: string, what: string) =>
    (await Promise.all(valuesOf(values, name).map((path) => readPairs(path, what, places)))).flat();
  const own = valuesOf(values, 'env').map((entry) => fromEnvironment(entry, places));
  const profiles = await Promise.all(valuesOf(values, 'security-opt').map(withProfile));
  // As the command line does it: what is given by hand wins over a file.
  let complete = withValues(values, 'env', [...(await read('env-file', l10n.t('Environment file'))), ...own]);
  complete = withValues(complete, 'label', [
    ...(await read('label-file', l10n.t('Label file'))),
    ...valuesOf(values, 'label'),
  ]);
  complete = withValues(withValues(complete, 'env-file', []), 'label-file', []);
  return { ...rest, values: withValues(complete, 'security-opt', profiles) };
}

/** A name alone takes the value that it has here; if it has none, the container is to have none. */
function fromEnvironment(entry: string, { environment }: Places): string {
  const value = entry.includes('=') ? undefined : environment[entry];
  return value === undefined ? entry : `${entry}=${value}`;
}

async function readPairs(path: string, what: string, { environment }: Places): Promise<string[]> {
  const entries = parseEnvironmentFile(await readText(path, what), environment);
  if ('wrong' in entries) throw new UserError('invalid', `${path}: ${entries.wrong}`);
  return entries;
}

/** The file of a profile for seccomp; what begins with a brace is the profile itself. */
function profileOf(option: string): string | undefined {
  const [, path = ''] = /^seccomp[=:](.*)$/s.exec(option) ?? [];
  return path === '' || path === 'unconfined' || path === 'builtin' || path.startsWith('{') ? undefined : path;
}

/** The engine takes a profile for seccomp itself, not its file. */
async function withProfile(option: string): Promise<string> {
  const path = profileOf(option);
  if (path === undefined) return option;
  const text = await readText(path, l10n.t('Seccomp profile'));
  try {
    return `seccomp=${JSON.stringify(JSON.parse(text))}`;
  } catch (error) {
    throw new UserError('invalid', l10n.t('The seccomp profile is not valid JSON: {0}.', path), { cause: error });
  }
}

async function readText(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError('invalid', placeFailures.unreadable(what, path), {
      cause: error,
    });
  }
}
