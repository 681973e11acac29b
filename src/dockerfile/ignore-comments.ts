// The comments that silence rules: our own, hadolint's, and BuildKit's check directive. Names may be rule ids or the names
// that other tools use (aliases), in any case.
import type { DockerfileDocument } from './document.ts';
import type { Problem } from './rule.ts';

export interface IgnoreComments {
  ignores(problem: Problem): boolean;
  /** `# check=error=true`: BuildKit fails the build for what its checks find. */
  readonly checksAreErrors: boolean;
}

/** `# longshore ignore=a,b: reason`, `# hadolint ignore=DL3006,DL3008 # reason`, `# hadolint global ignore=DL3006` */
const pragma =
  /^#\s*(?:longshore|hadolint)\s+(global\s+)?ignore\s*=\s*([A-Za-z0-9_-]+(?:\s*,\s*[A-Za-z0-9_-]+)*)\s*(?:$|[:#\s])/i;

export function readIgnoreComments(document: DockerfileDocument): IgnoreComments {
  const { skipped, error } = readCheckDirective(document);
  const everywhere = new Set<string>();
  /** First line of the instruction → names that are ignored in it. */
  const byLine = new Map<number, Set<string>>();
  const lineNames = new Map<number, readonly string[]>();
  for (const comment of document.comments) {
    const match = pragma.exec(document.text.slice(comment.start, comment.end));
    if (!match) continue;
    const names = (match[2] ?? '').split(',').map((name) => name.trim().toLowerCase());
    if (match[1] !== undefined) for (const name of names) everywhere.add(name);
    else lineNames.set(document.positionAt(comment.start).line, names);
  }
  const instructionLines =
    lineNames.size === 0
      ? []
      : document.instructions.map(({ start, end }) => ({
          first: document.positionAt(start).line,
          last: document.positionAt(end).line,
        }));
  for (const { first, last } of instructionLines) {
    const names = new Set<string>();
    // Comments above, without a gap, and those between the instruction's own lines.
    for (let line = first - 1; line >= 0 && document.lineText(line).trimStart().startsWith('#'); line--) {
      for (const name of lineNames.get(line) ?? []) names.add(name);
    }
    for (let line = first + 1; line < last; line++) for (const name of lineNames.get(line) ?? []) names.add(name);
    if (names.size > 0) byLine.set(first, names);
  }
  const named = (problem: Problem, names: ReadonlySet<string>) =>
    names.has(problem.rule) || problem.aliases.some((alias) => names.has(alias.toLowerCase()));
  return {
    checksAreErrors: error,
    ignores(problem) {
      if (named(problem, everywhere)) return true;
      if (problem.aliases.some(isCheck) && (skipped.has('all') || named(problem, skipped))) return true;
      if (byLine.size === 0) return false;
      const at = problem.range.start.line;
      const names = byLine.get(firstLineAround(instructionLines, at));
      return names !== undefined && named(problem, names);
    },
  };
}

/** The first line of the instruction that goes over `line`, or of the one before it; -1 if there is none. */
function firstLineAround(instructions: readonly { readonly first: number }[], line: number): number {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.first ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return instructions[low - 1]?.first ?? -1;
}

/** `JSONArgsRecommended`, but not `DL3025`, nor the `JSON_IN_SINGLE_QUOTES` of others. */
export function isCheck(alias: string): boolean {
  return /^[A-Z][A-Za-z]*[a-z][A-Za-z]*$/.test(alias);
}

/** `# check=skip=JSONArgsRecommended,StageNameCasing;error=true`, at the top of the file. */
function readCheckDirective(document: DockerfileDocument): { readonly skipped: Set<string>; readonly error: boolean } {
  const skipped = new Set<string>();
  let error = false;
  const value = document.directives.find(({ name }) => name === 'check')?.value ?? '';
  for (const option of value.split(';')) {
    const [key = '', list = ''] = option.split('=', 2).map((part) => part.trim().toLowerCase());
    if (key === 'skip') for (const name of list.split(',')) skipped.add(name.trim());
    if (key === 'error') error = list === 'true';
  }
  return { skipped, error };
}
