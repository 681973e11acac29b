// Formats what the command line names, or says what is not formatted.
import { readFile, writeFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { formatted } from '../dockerfile/language/format.ts';
import type { FormatArguments } from './arguments.ts';
import { isPattern } from './file-pattern.ts';
import { failureText, filesMeant, searchFailures } from './files-meant.ts';

export interface FormattedFiles {
  /** How many are, or would be, another text. */
  readonly changed: number;
  /** One message each, for a person. */
  readonly failures: readonly string[];
}

/** What it changes is named, one path a line; the standard input is written to the output. */
export async function formatFiles(
  { check, style, paths }: FormatArguments,
  host: { write(text: string): void; readInput(): Promise<string> },
): Promise<FormattedFiles> {
  const failures: string[] = [];
  let changed = 0;
  const formatFile = async (file: string) => {
    const bytes = await readFile(file);
    const before = bytes.toString('utf8');
    if (!Buffer.from(before, 'utf8').equals(bytes))
      throw new Error(l10n.t('Not formatted, since the file is not UTF-8'));
    const after = formatted(before, style);
    if (after === before) return;
    changed++;
    if (!check) await writeFile(file, after);
    host.write(`${file}\n`);
  };
  for (const path of paths) {
    try {
      if (path === '-') {
        const before = await host.readInput();
        const after = formatted(before, style);
        if (after !== before) changed++;
        if (!check) host.write(after);
        continue;
      }
      const files = await filesMeant(path);
      if (files.length === 0) {
        failures.push(isPattern(path) ? searchFailures.noMatch(path) : searchFailures.noDockerfile(path));
      }
      for (const file of files)
        await formatFile(file).catch((error: unknown) => failures.push(failureText(file, error)));
    } catch (error) {
      failures.push(failureText(path, error));
    }
  }
  return { changed, failures };
}
