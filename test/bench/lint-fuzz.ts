// What must hold of the linter whatever the text: no exception, no long wait, every range inside of the text, every fix
// applicable; and of `--fix`: it ends, and brings no new problem.
import { applyFix } from '../../src/dockerfile/linting/apply-fixes.ts';
import { lint } from '../../src/dockerfile/linting/lint.ts';
import { type Repaired, repair } from '../../src/dockerfile/linting/repair.ts';
import type { LintSurroundings, Problem } from '../../src/dockerfile/rule-parts/rule.ts';
import { parseDockerfile } from '../../src/dockerfile/text/document.ts';
import { comparePositions, type Position, type Range, type Span } from '../../src/dockerfile/text/range.ts';

/** More than any rule looks at has to be there for the rules that are silent without it. */
const surroundings: LintSurroundings = {
  contextFiles: new Set(['package.json', 'package-lock.json', 'requirements.txt', 'go.mod', 'Gemfile']),
  policy: { trustedRegistries: ['docker.io'], labels: new Map([['a', 'url']]), strictLabels: true },
};

const problemsOf = (text: string): Problem[] => lint(parseDockerfile(text), { allRules: true, surroundings });

/** What is wrong with the linter on this text; empty if nothing. */
export function faultsOn(text: string): string[] {
  const document = parseDockerfile(text);
  let problems: Problem[];
  try {
    problems = lint(document, { allRules: true, surroundings });
  } catch (error) {
    return [`it throws: ${error instanceof Error ? error.stack : String(error)}`];
  }
  const end = document.positionAt(text.length);
  const isInside = (position: Position) =>
    comparePositions(position, end) <= 0 && position.character <= document.lineText(position.line).length;
  const isRange = (range: Range) =>
    comparePositions(range.start, range.end) <= 0 && isInside(range.start) && isInside(range.end);
  const faults: string[] = [];
  for (const { rule, range, fix, message } of problems) {
    if (!isRange(range)) faults.push(`${rule}: a range outside of the text: ${JSON.stringify(range)}`);
    if (/[\n\r]/.test(message)) faults.push(`${rule}: a message of several lines: ${message}`);
    if (!fix) continue;
    if (!fix.edits.every((edit) => isRange(edit.range))) faults.push(`${rule}: an edit outside of the text`);
    else if (applyFix(text, fix) === text) faults.push(`${rule}: a fix that changes nothing: ${fix.title}`);
  }
  return faults;
}

/** A word of an instruction, a flag, a keyword or a heredoc's body. */
interface Atom {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of its instruction. A fix that changes that makes something else of all of it: a comment, another instruction. */
  readonly keyword: Span;
}

function atomsOf({ text, instructions }: ReturnType<typeof parseDockerfile>): Atom[] {
  return instructions.flatMap(({ keyword, keywordSpan, flags, words, heredocs }) =>
    [
      { text: keyword, ...keywordSpan },
      ...flags.map(({ start, end }) => ({ text: text.slice(start, end), start, end })),
      ...words,
      ...heredocs.map(({ body: { start, end } }) => ({ text: text.slice(start, end), start, end })),
    ].map((atom) => ({ ...atom, keyword: keywordSpan })),
  );
}

/** What each safe fix, applied alone, changes beside what its edits touch: a word, flag or heredoc that is not there any more. */
export function harmOfSafeFixes(text: string): string[] {
  const document = parseDockerfile(text);
  const before = atomsOf(document);
  const harm: string[] = [];
  for (const { rule, range, fix } of problemsOf(text)) {
    if (!fix?.safe) continue;
    const edits = fix.edits.map(({ range: edited }) => ({
      start: document.offsetAt(edited.start),
      end: document.offsetAt(edited.end),
    }));
    const isTouched = (atom: Atom) =>
      [atom, atom.keyword].some(({ start, end }) => edits.some((edit) => edit.start <= end && edit.end >= start));
    const after = atomsOf(parseDockerfile(applyFix(text, fix)));
    let at = 0;
    for (const atom of before.filter((each) => !isTouched(each))) {
      while (at < after.length && after[at]?.text !== atom.text) at++;
      if (at === after.length) {
        harm.push(`${rule} in line ${range.start.line + 1}: “${fix.title}” loses ${JSON.stringify(atom.text)}`);
        break;
      }
      at++;
    }
  }
  return harm;
}

export interface CheckedRepair extends Repaired {
  /** One each: what `--fix` left, brought, or went on changing. */
  readonly faults: readonly string[];
}

/** As the command line repairs, with all rules. */
export function repairAndCheck(before: string): CheckedRepair {
  const repaired = repair(before, problemsOf);
  const { text, rounds } = repaired;
  const counts = (problems: readonly Problem[]) => {
    const byRule = new Map<string, number>();
    for (const { rule } of problems) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    return byRule;
  };
  const after = problemsOf(text);
  const had = counts(problemsOf(before));
  const faults = after
    .filter(({ fix }) => fix?.safe)
    .map(({ rule }) => `${rule}: still to be fixed after ${rounds} rounds`);
  for (const [rule, count] of counts(after)) {
    if (count > (had.get(rule) ?? 0))
      faults.push(`${rule}: ${count} problems, before the repair ${had.get(rule) ?? 0}`);
  }
  return { ...repaired, faults };
}

/** Numbers from 0 up to 1, the same for the same seed. Source: the generator "mulberry32", which is in the public domain. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const fragments = [
  ...['\\\n', '\n', '\r\n', ' ', '\t', '"', "'", '`', '$', '${', '}', '$(', ')', '[', ']', '=', '#', '<<EOF', 'EOF\n'],
  ...['&&', '||', '|', ';', '&', '--', '-', '\\', '\u0000', '\ud800', '😀', '\u202e', '\ufeff', '/', ':', '@', '*'],
  ...['FROM a:1 AS b\n', 'RUN ', 'COPY --from=', 'ENV A=', 'ARG ', 'ONBUILD ', 'HEALTHCHECK CMD ', 'LABEL ', 'USER '],
  ...['apt-get install ', 'pip install ', 'npm ci', 'sudo ', 'cd ', 'sh -c "', '# hadolint ignore=', '# escape=`\n'],
];

/** A few changes, each small: a piece left out, doubled, moved, or something put in. */
export function mutated(text: string, random: () => number): string {
  let result = text;
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes; change++) {
    const at = Math.floor(random() * (result.length + 1));
    const length = Math.floor(random() ** 3 * 60);
    const piece = result.slice(at, at + length);
    const kind = random();
    if (kind < 0.25) result = result.slice(0, at) + result.slice(at + length);
    else if (kind < 0.4) result = result.slice(0, at) + piece + result.slice(at);
    else if (kind < 0.5) result = result.slice(0, at);
    else if (kind < 0.6) {
      const to = Math.floor(random() * (result.length + 1));
      result = result.slice(0, to) + piece + result.slice(to);
    } else {
      const fragment = fragments[Math.floor(random() * fragments.length)] ?? '';
      result = result.slice(0, at) + fragment + result.slice(at + (random() < 0.3 ? length : 0));
    }
  }
  return result;
}

/** Characters by chance, those of a Dockerfile more often. */
export function noise(random: () => number): string {
  let text = '';
  const length = Math.floor(random() ** 2 * 400);
  while (text.length < length) {
    text +=
      random() < 0.4
        ? (fragments[Math.floor(random() * fragments.length)] ?? '')
        : String.fromCharCode(Math.floor(random() ** 4 * 65536));
  }
  return text;
}
