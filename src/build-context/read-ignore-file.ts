// Reads the ignore file of a build, in the engine's order: `<name of the Dockerfile>.dockerignore` beside the Dockerfile, then
// `.dockerignore` in the context.

import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { BuildContextError } from './error.ts';
import { type IgnoreRules, noIgnoreRules, parseIgnoreFile } from './ignore-file.ts';

export interface IgnoreFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** The one that a build of `dockerfile` with `contextFolder` (both absolute) takes. Rejects with BuildContextError. */
export async function findIgnoreFile(contextFolder: string, dockerfile: string): Promise<IgnoreFile | undefined> {
  const candidates = [
    join(dirname(dockerfile), `${basename(dockerfile)}.dockerignore`),
    join(contextFolder, '.dockerignore'),
  ];
  for (const path of candidates) {
    const text = await readIfThere(path);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}

/** Its rules. Rejects with BuildContextError, also for a pattern that the engine would refuse. */
export async function readIgnoreFile(contextFolder: string, dockerfile: string): Promise<IgnoreRules> {
  const file = await findIgnoreFile(contextFolder, dockerfile);
  if (file === undefined) return noIgnoreRules;
  const rules = parseIgnoreFile(file.text);
  const [wrong] = rules.malformed;
  if (wrong) {
    throw new BuildContextError(
      file.path,
      l10n.t('Line {0} of {1} is not a valid pattern: {2}. Correct it.', wrong.line + 1, file.path, wrong.text),
    );
  }
  return rules;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    const reason = code ?? l10n.t('unknown reason');
    throw new BuildContextError(path, l10n.t('{0} cannot be read ({1}). Make it readable.', path, reason), error);
  }
}
