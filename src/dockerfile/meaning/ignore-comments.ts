// The comments that silence rules: our own, hadolint's, dockerfile-utils' and BuildKit's, and those of scanners. Names may
// be rule ids or the names that other tools use (aliases), in any case.
import type { DockerfileDocument } from '../text/document.ts';
import type { Range, Span } from '../text/range.ts';
import { readScannerComments, type ScannerIgnore } from './scanner-comments.ts';

/** What of a problem says whether a comment means it. */
interface Named {
  readonly rule: string;
  readonly aliases: readonly string[];
  readonly range: Range;
  readonly counterpart?: Range | undefined;
}

/** One name in a comment. */
export interface Ignore extends Span {
  /** In lower case. */
  readonly name: string;
  /** It kept a problem from being told. */
  used: boolean;
}

export interface IgnoreComments {
  ignores(problem: Named): boolean;
  /** `# check=error=true`: BuildKit fails the build for what its checks find. */
  readonly checksAreErrors: boolean;
  /** Checks of BuildKit that are only made when asked for (`# check=experimental=all`), in lower case. */
  readonly experimental: ReadonlySet<string>;
  /** The names in the pragmas of this file, BuildKit's directive left out, in the order of the text. */
  readonly pragmas: readonly Ignore[];
  /** What is named in comments for Trivy, Checkov and KICS. */
  readonly ofScanners: readonly ScannerIgnore[];
}

export interface IgnoreCommentsOptions {
  /** false: pragmas are comments like others. BuildKit's own directive stays, since the build obeys it. */
  readonly pragmas?: boolean | undefined;
  /** Replaces the file's directive, as the build argument BUILDKIT_DOCKERFILE_CHECK does. */
  readonly checkDirective?: string | undefined;
  /** Whether a rule or an alias is called so, in lower case. hadolint obeys no comment that names anything else. */
  readonly isName?: ((name: string) => boolean) | undefined;
}

/** `# longshore ignore=a,b: reason`, `# hadolint ignore=DL3006,DL3008 # reason`, `# hadolint global ignore=DL3006` */
const pragma =
  /^#\s*(longshore|hadolint)\s+(?:(global|stage)\s+)?ignore\s*=\s*([A-Za-z0-9_-]+(?:\s*,\s*[A-Za-z0-9_-]+)*)\s*(?:$|[:#\s])/i;
/** BuildKit knows it as a directive for the file, and above an instruction for that: `# check=skip=all // reason` */
const checkPragma = /^#\s*check\s*=\s*skip\s*=\s*([^;/]*?)\s*(?:$|[;/])/i;
const allOfUtils = /^#\s*dockerfile-utils\s*:\s*ignore\s*$/i;

interface Group {
  readonly ignores: readonly Ignore[];
  readonly onlyChecks: boolean;
}

export function readIgnoreComments(document: DockerfileDocument, options: IgnoreCommentsOptions = {}): IgnoreComments {
  const { pragmas: obeysPragmas = true, isName = () => true } = options;
  const directive = readCheckDirective(document, options.checkDirective);
  const everywhere: Group[] = [];
  if (directive.skipped.length > 0) everywhere.push({ ignores: directive.skipped, onlyChecks: true });
  const pragmas: Ignore[] = [];
  /** By the line of the comment. */
  const forInstruction = new Map<number, Group>();
  const forStage = new Map<number, Group>();
  for (const { start, end } of document.comments) {
    const text = document.text.slice(start, end);
    if (!/=|:/.test(text)) continue;
    const { line } = document.positionAt(start);
    const check = checkPragma.exec(text);
    if (check) {
      const ignores = namesIn(check[1] ?? '', start + text.indexOf(check[1] ?? '', text.indexOf('skip') + 4));
      if (!document.directives.some((each) => each.start === start)) {
        forInstruction.set(line, { ignores, onlyChecks: true });
      }
      continue;
    }
    if (!obeysPragmas) continue;
    if (allOfUtils.test(text)) {
      forInstruction.set(line, { ignores: [{ name: 'all', start, end, used: false }], onlyChecks: false });
      continue;
    }
    const match = pragma.exec(text);
    if (!match) continue;
    const list = match[3] ?? '';
    const ignores = namesIn(list, start + text.indexOf(list, text.indexOf('=')));
    pragmas.push(...ignores);
    if (match[1]?.toLowerCase() === 'hadolint' && !ignores.every(({ name }) => isName(name))) continue;
    const group = { ignores, onlyChecks: false };
    const reach = match[2]?.toLowerCase();
    if (reach === 'global') everywhere.push(group);
    else (reach === 'stage' ? forStage : forInstruction).set(line, group);
  }

  /** First line of the instruction → what is ignored in it. */
  const byLine = new Map<number, readonly Group[]>();
  const lines: { readonly first: number; readonly last: number }[] = [];
  const scanners = obeysPragmas ? readScannerComments(document) : undefined;
  if (forInstruction.size + forStage.size + (scanners?.ignores.length ?? 0) > 0) {
    let ofStage: readonly Group[] = [];
    for (const { start, end, keyword } of document.instructions) {
      const first = document.positionAt(start).line;
      const last = document.positionAt(end).line;
      lines.push({ first, last });
      const above: number[] = [];
      for (let at = first - 1; at >= 0 && document.lineText(at).trimStart().startsWith('#'); at--) above.push(at);
      if (keyword === 'FROM') ofStage = groupsAt(forStage, above);
      // Comments above, without a gap, and those between the instruction's own lines.
      for (let at = first + 1; at < last; at++) above.push(at);
      const groups = [...groupsAt(forInstruction, above), ...ofStage];
      if (groups.length > 0) byLine.set(first, groups);
    }
  }

  return {
    checksAreErrors: directive.error,
    experimental: directive.experimental,
    pragmas,
    ofScanners: scanners?.ignores ?? [],
    ignores(problem) {
      if (isSilenced(problem, everywhere)) return true;
      if (lines.length === 0) return false;
      const silences = ({ start }: Range) => {
        const first = firstLineAround(lines, start.line);
        return isSilenced(problem, byLine.get(first) ?? []) || scanners?.silences(problem.rule, first) === true;
      };
      return silences(problem.range) || (problem.counterpart !== undefined && silences(problem.counterpart));
    },
  };
}

function groupsAt(groups: ReadonlyMap<number, Group>, lines: readonly number[]): Group[] {
  return lines.flatMap((line) => groups.get(line) ?? []);
}

/** All that name it are marked as used: none of them is there in vain. */
function isSilenced({ rule, aliases }: Named, groups: readonly Group[]): boolean {
  let silenced = false;
  for (const { ignores, onlyChecks } of groups) {
    const isOfCheck = aliases.some(isCheck);
    if (onlyChecks && !isOfCheck) continue;
    for (const ignore of ignores) {
      const { name } = ignore;
      if (name !== 'all' && name !== rule && !aliases.some((alias) => alias.toLowerCase() === name)) continue;
      ignore.used = true;
      silenced = true;
    }
  }
  return silenced;
}

function namesIn(list: string, start: number): Ignore[] {
  return [...list.matchAll(/[A-Za-z0-9_-]+/g)].map(({ 0: name, index }) => ({
    name: name.toLowerCase(),
    start: start + index,
    end: start + index + name.length,
    used: false,
  }));
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

interface CheckDirective {
  readonly skipped: readonly Ignore[];
  readonly error: boolean;
  readonly experimental: ReadonlySet<string>;
}

/** `# check=skip=JSONArgsRecommended,StageNameCasing;error=true`, at the top of the file. */
function readCheckDirective(document: DockerfileDocument, given: string | undefined): CheckDirective {
  let skipped: readonly Ignore[] = [];
  let error = false;
  let experimental: ReadonlySet<string> = new Set();
  const value = given ?? document.directives.find(({ name }) => name === 'check')?.value ?? '';
  for (const option of value.split(';')) {
    const [key = '', list = ''] = option.split('=', 2).map((part) => part.trim().toLowerCase());
    if (key === 'skip') skipped = namesIn(list, 0);
    if (key === 'experimental') experimental = new Set(namesIn(list, 0).map(({ name }) => name));
    if (key === 'error') error = /^(true|1|t)$/.test(list);
  }
  return { skipped, error, experimental };
}
