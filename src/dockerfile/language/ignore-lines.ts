// What each line of a .dockerignore file does in a build context: what it leaves out or takes back, and what becomes of that.
// The files are given by who can read them.
import { type Fits, fitsOf, parseIgnoreFile } from '../../build-context/ignore-file.ts';
import { createLineIndex } from '../text/line-index.ts';
import type { Range } from '../text/range.ts';

/** More than a person waits for. */
export const mostContextFiles = 50_000;

/** Relative to the context, with `/`. */
export interface ContextFile {
  readonly path: string;
  readonly bytes: number;
}

export interface IgnoreLine {
  /** From zero. */
  readonly line: number;
  readonly range: Range;
  /** `!pattern`: takes back. */
  readonly negated: boolean;
  /** What it fits, whatever other lines say of that. */
  readonly fits: number;
  /** Those of them of which it has the last word. */
  readonly files: number;
  readonly bytes: number;
  /** A few of these. */
  readonly examples: readonly string[];
  /** The line, from zero, that has the last word on most of what it fits, if it has it on nothing. */
  readonly undoneBy: number | undefined;
}

const mostExamples = 3;

/** In the order of the file; comments, empty lines, and what the engine would refuse are none. */
export function ignoreLines(text: string, files: readonly ContextFile[]): IgnoreLine[] {
  const { patterns } = parseIgnoreFile(text);
  const lines = createLineIndex(text);
  const counts = patterns.map(() => ({
    fits: 0,
    files: 0,
    bytes: 0,
    examples: [] as string[],
    losesTo: new Map<number, number>(),
  }));
  const folders = new Map<string, Fits>();
  for (const { path, bytes } of files) {
    const fits = fitsOf(patterns, path, folderFits(folders, patterns, path));
    const last = fits.lastIndexOf(true);
    for (const [index, count] of counts.entries()) {
      if (!fits[index]) continue;
      count.fits++;
      if (index === last) {
        count.files++;
        count.bytes += bytes;
        if (count.examples.length < mostExamples) count.examples.push(path);
      } else count.losesTo.set(last, (count.losesTo.get(last) ?? 0) + 1);
    }
  }
  return patterns.map(({ line = 0, negated }, index): IgnoreLine => {
    const count = counts[index];
    const [winner] = [...(count?.losesTo ?? [])].sort((a, b) => b[1] - a[1])[0] ?? [];
    const written = lines.lineText(line);
    const from = written.length - written.trimStart().length;
    return {
      line,
      range: { start: { line, character: from }, end: { line, character: Math.max(from, written.trimEnd().length) } },
      negated,
      fits: count?.fits ?? 0,
      files: count?.files ?? 0,
      bytes: count?.bytes ?? 0,
      examples: count?.examples ?? [],
      undoneBy: count?.files === 0 && winner !== undefined ? patterns[winner]?.line : undefined,
    };
  });
}

function folderFits(known: Map<string, Fits>, patterns: Parameters<typeof fitsOf>[0], path: string): Fits | undefined {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return undefined;
  const folder = path.slice(0, slash);
  const before = known.get(folder);
  if (before) return before;
  const fits = fitsOf(patterns, folder, folderFits(known, patterns, folder));
  known.set(folder, fits);
  return fits;
}
