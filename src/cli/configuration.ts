// Where the command line has its configuration from: the file that is named, or those beside and above each Dockerfile.

import { readFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { LintConfiguration, ReadConfiguration } from '../lint-configuration/configuration.ts';
import { diskConfigurationFolder } from '../lint-configuration/disk.ts';
import { findConfiguration, readConfigurationFile } from '../lint-configuration/find.ts';
import { UsageError } from './arguments.ts';

/** Why a configuration is not read. */
export const configurationFailures = {
  unreadable: (file: string, reason: string) => l10n.t('Cannot read the configuration file {0}: {1}', file, reason),
};

export interface ConfigurationSource {
  /** For Dockerfiles in this folder. Rejects with UsageError if the file that was named cannot be read. */
  of(folder: string): Promise<LintConfiguration>;
  /** What is wrong in the files that were read, one message each, for a person. */
  readonly complaints: readonly string[];
  /** Something of it is an error: the linting did not go by what the project wants. */
  readonly failed: boolean;
}

/** `file`: read this one only; false: none. */
export function configurationSource(file: string | false | undefined): ConfigurationSource {
  const complaints: string[] = [];
  const complained = new Set<string>();
  let failed = false;
  const tell = (path: string, { problems }: ReadConfiguration) => {
    if (complained.has(path)) return;
    complained.add(path);
    for (const { range, message, severity } of problems) {
      const { line, character } = range.start;
      complaints.push(`${relative('', path) || path}:${line + 1}:${character + 1}: ${severity}: ${message}`);
      failed ||= severity === 'error';
    }
  };

  const read = async (folder: string): Promise<LintConfiguration> => {
    if (file === false) return {};
    if (file !== undefined) {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        throw new UsageError(configurationFailures.unreadable(file, error.code ?? error.message));
      });
      const result = await readConfigurationFile(basename(file), text);
      tell(resolve(file), result);
      return result.configuration;
    }
    const found = await findConfiguration(resolve(folder), diskConfigurationFolder);
    for (const each of found.files) tell(join(each.folder, each.name), each.read);
    return found.configuration;
  };

  const known = new Map<string, Promise<LintConfiguration>>();
  return {
    of(folder) {
      const key = file === undefined ? resolve(folder) : '';
      const before = known.get(key) ?? read(folder);
      known.set(key, before);
      return before;
    },
    complaints,
    get failed() {
      return failed;
    },
  };
}
