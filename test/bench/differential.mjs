// `npm run differential [-- --record]`: asks the builder that `docker buildx` uses which of the lines of builder-lines.ts it
// refuses, and compares it with the linter. Nothing is pulled, built or run: the builder only reads the Dockerfile (--call=check).
// `--record` keeps its verdicts in builder-verdicts.json, against which the unit tests hold the linter. Exit status 1 if
// fewer than 99 of 100 verdicts are the linter's, too.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { checkout } from '../support/checkout.mjs';
import { benchModule } from './bench-module.mjs';

const { values } = parseArgs({ options: { record: { type: 'boolean', default: false } } });
/** @type {typeof import('./builder-agreement.ts')} */
const { agreementWith, isRefusal, lines } = await benchModule('builder-agreement');

const context = mkdtempSync(join(tmpdir(), 'longshore-differential-'));
try {
  const { stdout } = await promisify(execFile)('docker', ['version', '--format', '{{.Server.Version}}']);
  const builder = `Docker ${stdout.trim().replace(/\+.*/, '')}`;
  /** @type {boolean[]} */
  const refused = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < lines.length; index = next++)
      refused[index] = await isRefusedByBuilder(lines[index] ?? '');
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  const verdicts = {
    builder,
    refused: lines.filter((_, index) => refused[index]),
    accepted: lines.filter((_, index) => !refused[index]),
  };
  if (values.record) {
    writeFileSync(join(checkout, 'test/bench/builder-verdicts.json'), `${JSON.stringify(verdicts, null, 2)}\n`);
  }
  const { agreed, faults } = agreementWith(verdicts);
  for (const fault of faults) console.log(fault);
  const share = (100 * agreed) / lines.length;
  console.log(`${lines.length} Dockerfiles, ${verdicts.refused.length} refused by ${builder}`);
  console.log(`figure builder-agreement ${share.toFixed(2)} percent bar >= 99`);
  if (share < 99) process.exitCode = 1;
} finally {
  rmSync(context, { recursive: true, force: true });
}

/** @param {string} text @returns {Promise<boolean>} rejects if the builder could not be asked */
async function isRefusedByBuilder(text) {
  const asked = promisify(execFile)('docker', [
    'buildx',
    'build',
    '--quiet',
    '--call=check,format=json',
    '--file=-',
    context,
  ]);
  asked.child.stdin?.end(text);
  /** @type {{ stdout: string, stderr: string, code?: number }} */
  const answer = await asked.catch((error) => error);
  return isRefusal(answer.stdout, answer.stderr, answer.code ?? 0);
}
