// What a COPY or ADD would copy: files and bytes of the build context, and what the ignore file keeps from it.
import * as l10n from '@vscode/l10n';
import { isIgnored, parseIgnoreFile } from '../../build-context/ignore-file.ts';
import { compileIgnorePattern } from '../../build-context/ignore-pattern.ts';
import { contextSources } from '../meaning/copy-arguments.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { ContextFile } from './ignore-lines.ts';
import { placeAt } from './place.ts';

/** What a source is in the build context. */
export const copySentences = {
  nothing: () => l10n.t('The build context has nothing with this name.'),
  files: (count: number, size: string) => l10n.t('Files: {0}, {1}', count, size),
  excluded: (count: number) => l10n.t('Excluded by the ignore file: {0}', count),
};

export interface ContextFiles {
  /** All of the build context, whether ignored or not. */
  readonly files: readonly ContextFile[];
  /** The text of the ignore file. */
  readonly dockerignore: string | undefined;
  /** An amount of bytes in words. */
  size(bytes: number): string;
}

/** Whether a hover there would tell of files of the build context. */
export function tellsOfFiles(document: DockerfileDocument, offset: number): boolean {
  const place = placeAt(document, offset);
  return place.kind === 'argument' && sourceAt(document, place.instruction, offset) !== undefined;
}

/** undefined where no source stands, or only the build knows which it is. */
export function copyParts(
  document: DockerfileDocument,
  instruction: Instruction,
  offset: number,
  { files, dockerignore, size }: ContextFiles,
): string[] {
  const source = sourceAt(document, instruction, offset);
  if (source === undefined) return [];
  const matches = matcher(source);
  const rules = parseIgnoreFile(dockerignore ?? '');
  let count = 0;
  let bytes = 0;
  let ignored = 0;
  for (const file of files) {
    if (!matches(file.path)) continue;
    if (isIgnored(rules, file.path)) ignored++;
    else {
      count++;
      bytes += file.bytes;
    }
  }
  if (count + ignored === 0) return [copySentences.nothing()];
  const copied = copySentences.files(count, size(bytes));
  return ignored === 0 ? [copied] : [copied, copySentences.excluded(ignored)];
}

function sourceAt(document: DockerfileDocument, instruction: Instruction, offset: number): string | undefined {
  const word = contextSources(document, instruction).find(({ start, end }) => start <= offset && offset <= end);
  if (!word || word.text.includes('$') || /^[a-z]+:\/\/|^git@/.test(word.text)) return undefined;
  const parts = word.text.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
}

/** A file, all in a folder, or what a pattern fits. */
function matcher(source: string): (path: string) => boolean {
  if (source === '') return () => true;
  if (!/[*?[\\]/.test(source)) return (path) => path === source || path.startsWith(`${source}/`);
  const pattern = compileIgnorePattern(source, false);
  const depth = source.split('/').length;
  return (path) => pattern?.matches(path.split('/').slice(0, depth).join('/')) ?? false;
}
