// Findings on real Dockerfiles, judged by hand: what is kept of a judgement, and the table that sums them up.

export const verdicts = ['right', 'debatable', 'wrong'] as const;
export type Verdict = (typeof verdicts)[number];

/** As `longshore lint --format json` tells it, as far as it is needed here. */
export interface JudgedProblem {
  readonly rule: string;
  /** Other tools' names for it; none if no other tool tells it. */
  readonly aliases: readonly string[];
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  /** Whether there is one, and of which kind. */
  readonly fix?: 'safe' | 'suggested' | null;
}

export interface Finding {
  /** Relative to the folder that is judged, with forward slashes. */
  readonly file: string;
  readonly problem: JudgedProblem;
}

export interface Judgement {
  /** `?` until somebody has judged. */
  readonly verdict: Verdict | '?';
  readonly note: string;
}

/** `api/Dockerfile:12:5 pin-base-image`; lines and columns from 1, as editors show them. */
export function findingKey({ file, problem: { rule, range } }: Finding): string {
  return `${file}:${range.start.line + 1}:${range.start.character + 1} ${rule}`;
}

/** Lines `verdict<tab>key<tab>note`. Throws an Error that names the line of a verdict that is none. */
export function readJudgements(text: string): Map<string, Judgement> {
  const judgements = new Map<string, Judgement>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [written = '', key = '', note = ''] = line.split('\t');
    const verdict = written === '?' ? written : verdicts.find((candidate) => candidate === written);
    if (verdict === undefined || key === '') {
      throw new Error(`Line ${index + 1}: write ${verdicts.join(', ')} or ?, then a tab and the finding`);
    }
    judgements.set(key, { verdict, note });
  }
  return judgements;
}

export function writeJudgements(judgements: ReadonlyMap<string, Judgement>): string {
  return [...judgements]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { verdict, note }]) => `${verdict}\t${key}\t${note}\n`)
    .join('');
}

/** The finding with the lines around it, those that are marked in front with `>`. */
export function findingInContext(finding: Finding, text: string, context: number): string {
  const { file, problem } = finding;
  const { line, character } = problem.range.start;
  const lines = text.split(/\r?\n/);
  const shown = lines.slice(Math.max(0, line - context), line + context + 1).map((content, index) => {
    const number = Math.max(0, line - context) + index;
    return `${number === line ? '>' : ' '} ${String(number + 1).padStart(4)} ${content}`;
  });
  const names = problem.aliases.length > 0 ? ` (${problem.aliases.join(', ')})` : '';
  const fix = problem.fix ? [`  with a ${problem.fix} fix`] : [];
  return [
    `${file}:${line + 1}:${character + 1}  ${problem.severity}  ${problem.rule}${names}`,
    `  ${problem.message}`,
    ...fix,
    ...shown,
  ].join('\n');
}

interface Count {
  right: number;
  debatable: number;
  wrong: number;
  open: number;
}

/** A Markdown table: a row a rule, then those that no other tool tells, those that others tell, too, and all. */
export function judgedTable(findings: readonly Finding[], judgements: ReadonlyMap<string, Judgement>): string {
  const counts = new Map<string, Count>();
  const add = (row: string, verdict: Judgement['verdict']) => {
    const count = counts.get(row) ?? { right: 0, debatable: 0, wrong: 0, open: 0 };
    count[verdict === '?' ? 'open' : verdict]++;
    counts.set(row, count);
  };
  const sums = ['only Longshore', 'other linters, too', 'all'];
  for (const finding of findings) {
    const verdict = judgements.get(findingKey(finding))?.verdict ?? '?';
    add(`\`${finding.problem.rule}\``, verdict);
    add(finding.problem.aliases.length === 0 ? 'only Longshore' : 'other linters, too', verdict);
    add('all', verdict);
  }
  const rules = [...counts.keys()].filter((row) => !sums.includes(row)).sort();
  const anyOpen = (counts.get('all')?.open ?? 0) > 0;
  const header = ['Rule', 'right', 'debatable', 'wrong', ...(anyOpen ? ['not judged'] : [])];
  const rows = [...rules, ...sums].map((row) => {
    const { right = 0, debatable = 0, wrong = 0, open = 0 } = counts.get(row) ?? {};
    const total = right + debatable + wrong;
    const share = (count: number) =>
      sums.includes(row) && total > 0 ? `${count} (${Math.round((1000 * count) / total) / 10} %)` : String(count);
    return [row, share(right), share(debatable), share(wrong), ...(anyOpen ? [String(open)] : [])];
  });
  return [header, header.map((_, index) => (index === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}
