// Lists of requirements as pip reads them: which other lists they include. Source: pip's "Requirements File Format".
import { resolvePath } from '../meaning/working-directory.ts';

/** Paths from where `file` is counted, of what its lines `-r` and `-c` name; addresses and variables left out. */
export function includedFiles(file: string, text: string): string[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return [...wholeLines(text).matchAll(/^\s*(?:-[rc]\s*|--(?:requirement|constraint)(?:\s+|=))([^\s#]+)/gm)]
    .map(([, path = '']) => path)
    .filter((path) => !/:\/\/|\$/.test(path))
    .map((path) => (isOutside(folder + path) ? `../${path}` : resolvePath(`/${folder}`, path).slice(1)));
}

/** A backslash at its end makes a line go on. */
export function wholeLines(text: string): string {
  return text.replace(/\\\r?\n/g, ' ');
}

function isOutside(path: string): boolean {
  let depth = 0;
  return path.split('/').some((part) => {
    if (part === '..') depth--;
    else if (part !== '.' && part !== '') depth++;
    return depth < 0;
  });
}
