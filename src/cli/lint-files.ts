// Lints what the command line names, and repairs it if that is asked for.
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { type LintOptions, lint } from '../dockerfile/linting/lint.ts';
import { repair } from '../dockerfile/linting/repair.ts';
import { parseDockerfile } from '../dockerfile/text/document.ts';
import { defaultThreshold, lintOptionsOf } from '../lint-configuration/configuration.ts';
import { runShellCheck } from '../shellcheck/run.ts';
import { diskFolder } from '../surroundings/disk-folder.ts';
import { type Folder, keptFolder } from '../surroundings/folder.ts';
import { surroundingsOf } from '../surroundings/surroundings.ts';
import type { LintArguments } from './arguments.ts';
import type { ConfigurationSource } from './configuration.ts';
import { isPattern } from './file-pattern.ts';
import type { FileResult } from './file-result.ts';
import { failureText, filesMeant, searchFailures } from './files-meant.ts';

export interface LintedFiles {
  readonly results: readonly FileResult[];
  /** One message each, for a person. */
  readonly failures: readonly string[];
}

/** `readInput` is asked for the text of the path `-`. A file that fails does not keep the others from being linted. */
export async function lintFiles(
  options: LintArguments,
  configurations: ConfigurationSource,
  readInput: () => Promise<string>,
): Promise<LintedFiles> {
  const results: FileResult[] = [];
  const failures: string[] = [];
  /** The same folder is not read again for each of its Dockerfiles. */
  const folders = new Map<string, Folder>();
  const folderAt = (path: string): Folder => {
    const folder = folders.get(path) ?? keptFolder(diskFolder(path));
    folders.set(path, folder);
    return folder;
  };

  /** For one file, and what its repair makes of `before`, its text. */
  const linterOf = async (file: string, before: string) => {
    const path = dirname(file);
    const surroundings = await surroundingsOf(folderAt(path), basename(file), parseDockerfile(before));
    const configuration = await configurations.of(path);
    const lintOptions: LintOptions = {
      ...lintOptionsOf(configuration, { ...surroundings, buildArguments: options.buildArguments }),
      allRules: options.allRules,
      onRuleFailure: (rule, error) =>
        failures.push(l10n.t('The rule {0} failed on {1}. This is a bug in Longshore: {2}', rule, file, String(error))),
    };
    const threshold = configuration.threshold ?? defaultThreshold;
    const linted = (text: string): Omit<FileResult, 'fixed'> => {
      const document = parseDockerfile(text);
      return { file, document, problems: lint(document, lintOptions), threshold };
    };
    /** With what ShellCheck finds, too, where that is wanted: it repairs nothing by itself, so it is asked at the end. */
    const lintedFully = async (text: string): Promise<Omit<FileResult, 'fixed'>> => {
      if (!configuration.shellCheck) return linted(text);
      const document = parseDockerfile(text);
      const foreign = await runShellCheck(document, process.env);
      return { file, document, problems: lint(document, { ...lintOptions, foreign }), threshold };
    };
    return { linted, lintedFully };
  };

  const lintFile = async (file: string): Promise<FileResult> => {
    const bytes = await readFile(file);
    const before = bytes.toString('utf8');
    const { linted, lintedFully } = await linterOf(file, before);
    if (!options.fix) return { ...(await lintedFully(before)), fixed: 0 };
    if (!Buffer.from(before, 'utf8').equals(bytes)) throw new Error(l10n.t('Not fixed, since the file is not UTF-8'));
    const { text, applied } = repair(before, (each) => linted(each).problems);
    if (text !== before) await writeFile(file, text);
    return { ...(await lintedFully(text)), fixed: applied };
  };

  for (const path of options.paths) {
    try {
      if (path === '-') {
        const text = await readInput();
        const { lintedFully } = await linterOf(options.inputName ?? '-', text);
        results.push({ ...(await lintedFully(text)), fixed: 0 });
        continue;
      }
      const files = await filesMeant(path);
      if (files.length === 0)
        failures.push(isPattern(path) ? searchFailures.noMatch(path) : searchFailures.noDockerfile(path));
      for (const file of files) {
        try {
          results.push(await lintFile(file));
        } catch (error) {
          failures.push(failureText(file, error));
        }
      }
    } catch (error) {
      failures.push(failureText(path, error));
    }
  }
  return { results, failures };
}
