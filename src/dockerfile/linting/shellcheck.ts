// The scripts of a Dockerfile as ShellCheck can read them, and its answers as problems at their places in the file. Runs
// nothing: who has the program, hands it the scripts. Source: the wiki of ShellCheck, "JSON1 output".

import * as l10n from '@vscode/l10n';
import { pairsOf } from '../meaning/pairs.ts';
import type { Fix, Problem, Severity } from '../rule-parts/rule.ts';
import { scriptSource } from '../shell/shell.ts';
import { shellInForce } from '../shell/shell-in-force.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Edit, Range, Span } from '../text/range.ts';

/** The rule that its findings have; each has ShellCheck's own number as an alias. */
export const shellCheckRule = 'shellcheck';

export interface ShellCheckScript {
  /** For the program's standard input. */
  readonly input: string;
  readonly arguments: readonly string[];
  /** `json`: what the program printed. Throws if that is none of its answers. */
  problems(json: string): Problem[];
}

/** Sourced files are not there, and `-x` of a tracing shell is asked for on purpose. */
const left = ['SC1090', 'SC1091', 'SC2187'];
/** What a build sets by itself. */
const predefined = ['http_proxy', 'https_proxy', 'ftp_proxy', 'no_proxy', 'all_proxy'];

/** One for each RUN that a shell of ShellCheck's reads; triggers of ONBUILD, too. */
export function shellCheckScripts(document: DockerfileDocument): ShellCheckScript[] {
  const names = variableNames(document);
  return document.instructions.flatMap((outer) => {
    const run = outer.keyword === 'ONBUILD' ? outer.inner : outer;
    const shell = run && shellInForce(document, run).name;
    const dialect = shell === undefined ? undefined : dialects[shell];
    if (run?.keyword !== 'RUN' || run.json || !dialect) return [];
    const source = scriptSource(document, run);
    if (!source || source.text.trim() === '') return [];
    // One line in front: what the file and the build set is known in the script.
    const prefix = `export ${names.map((name) => `${name}=1`).join(' ')}\n`;
    return {
      input: prefix + source.text,
      arguments: ['--format=json1', `--shell=${dialect}`, `--exclude=${left.join(',')}`, '--norc', '-'],
      problems: (json) => readProblems(document, source, json),
    };
  });
}

function variableNames(document: DockerfileDocument): string[] {
  const names = new Set(predefined);
  for (const instruction of document.instructions) {
    for (const { name } of pairsOf(document, instruction)) if (/^[A-Za-z_]\w*$/.test(name)) names.add(name);
  }
  return [...names];
}

/** What ShellCheck calls them; it knows no zsh. */
const dialects: Readonly<Record<string, string>> = {
  sh: 'sh',
  bash: 'bash',
  dash: 'dash',
  ash: 'dash',
  busybox: 'dash',
  ksh: 'ksh',
  mksh: 'ksh',
};

interface Comment {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly level: Severity;
  readonly code: number;
  readonly message: string;
  readonly fix: { readonly replacements: readonly Replacement[] } | null;
}

interface Replacement {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly replacement: string;
}

interface Source {
  readonly text: string;
  span(from: number, to: number): Span;
}

function readProblems(document: DockerfileDocument, source: Source, json: string): Problem[] {
  const { comments } = JSON.parse(json) as { comments: readonly Comment[] };
  const offsetOf = offsetsIn(source.text);
  const spanOf = (place: Omit<Replacement, 'replacement'>): Span | undefined => {
    const from = offsetOf(place.line, place.column);
    const to = offsetOf(place.endLine, place.endColumn);
    return from === undefined || to === undefined ? undefined : source.span(from, Math.max(from, to));
  };
  return comments.flatMap((comment): Problem[] => {
    const span = spanOf(comment);
    // In the line that was put in front.
    if (!span) return [];
    return [
      {
        rule: shellCheckRule,
        aliases: [`SC${comment.code}`],
        severity: comment.level,
        message: oneLine(comment.message),
        range: document.rangeOf(span),
        fix: fixOf(document, comment, spanOf),
      },
    ];
  });
}

/** What it says may quote the script. */
function oneLine(message: string): string {
  return message.replaceAll(/\s+/g, ' ').replace(/\.$/, '');
}

function fixOf(
  document: DockerfileDocument,
  { fix, code }: Comment,
  spanOf: (place: Replacement) => Span | undefined,
): Fix | undefined {
  if (!fix || fix.replacements.length === 0) return undefined;
  const edits: Edit[] = [];
  for (const replacement of fix.replacements) {
    const span = spanOf(replacement);
    if (!span || /[\n\r]/.test(replacement.replacement)) return undefined;
    const range: Range = document.rangeOf(span);
    // What goes over lines has continuations in it, which the replacement knows nothing of.
    if (range.start.line !== range.end.line) return undefined;
    edits.push({ range, text: replacement.replacement });
  }
  return { title: l10n.t('Apply ShellCheck’s fix (SC{0})', code), edits, safe: false };
}

/** Lines and columns from 1, columns in characters (not in UTF-16 units), with one line in front, as offsets. */
function offsetsIn(text: string): (line: number, column: number) => number | undefined {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (line, column) => {
    const start = starts[line - 2];
    if (start === undefined) return undefined;
    let offset = start;
    for (let left = column - 1; left > 0 && offset < text.length; left--) {
      offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
    }
    return offset;
  };
}
