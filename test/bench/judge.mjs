// `npm run judge -- FOLDER [--judgements FILE] [--cli FILE] [--level warning] [--rule ID]… [--context LINES]`: what the
// built command line finds in a folder of real projects, with its context, to be judged by hand: is it right, debatable or
// wrong in the eyes of one who maintains the file? Findings that are new are added to FILE as `?`; who has judged writes
// right, debatable or wrong there, and why. Those that are judged already are only counted in the table at the end.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { checkout } from '../support/checkout.mjs';
import { benchModule } from './bench-module.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    judgements: { type: 'string' },
    cli: { type: 'string', default: join(checkout, 'dist/cli.js') },
    level: { type: 'string', default: 'warning' },
    rule: { type: 'string', multiple: true, default: [] },
    context: { type: 'string', default: '3' },
  },
});
const levels = ['error', 'warning', 'info', 'style'];
const [folder] = positionals;
if (folder === undefined || !levels.includes(values.level)) {
  console.error(`Name a folder; a level is one of ${levels.join(', ')}`);
  process.exit(2);
}
/** @type {typeof import('./judging.ts')} */
const { findingInContext, findingKey, judgedTable, readJudgements, writeJudgements } = await benchModule('judging');

const { files } = lintReport(folder);
const wanted = levels.slice(0, levels.indexOf(values.level) + 1);
/** @type {import('./judging.ts').Finding[]} */
const findings = [];
const withFindings = new Set();
for (const { file, problems } of files) {
  const path = relative(resolve(folder), resolve(file)).split(sep).join('/');
  for (const problem of problems) {
    if (!wanted.includes(problem.severity)) continue;
    withFindings.add(file);
    if (values.rule.length === 0 || values.rule.includes(problem.rule)) findings.push({ file: path, problem });
  }
}

const kept = values.judgements;
const judgements = readJudgements(kept && existsSync(kept) ? readFileSync(kept, 'utf8') : '');
for (const finding of findings) {
  const key = findingKey(finding);
  if ((judgements.get(key)?.verdict ?? '?') !== '?') continue;
  console.log(
    `${findingInContext(finding, readFileSync(join(folder, finding.file), 'utf8'), Number(values.context))}\n`,
  );
  judgements.set(key, judgements.get(key) ?? { verdict: '?', note: '' });
}
if (kept) writeFileSync(kept, writeJudgements(judgements));
console.log(judgedTable(findings, judgements));
console.log(
  `${findings.length} findings; ${withFindings.size} of ${files.length} files have some at ${values.level} or worse`,
);

/**
 * @param {string} path
 * @returns {{ files: { file: string, problems: import('./judging.ts').JudgedProblem[] }[] }}
 */
function lintReport(path) {
  const args = [values.cli, 'lint', '--no-config', '--format', 'json', '--threshold', 'none', path];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 30 }));
}
