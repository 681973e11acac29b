// What bash, dash and busybox make of the same scripts: `node test/support/shell-verdicts.mjs` runs them all and writes
// shell-verdicts.json anew (Debian has the three as packages). The rule shell-syntax-of-base is tested against it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = join('test', 'support', 'shell-verdicts.json');
const shells = { bash: ['bash', '--norc', '--noprofile'], dash: ['dash'], busybox: ['busybox', 'sh'] };

/** @param {keyof typeof shells} shell @param {string} script */
function outcome(shell, script) {
  const folder = mkdtempSync(join(tmpdir(), 'shell-verdicts-'));
  try {
    const [program = '', ...options] = shells[shell];
    const { status, stdout, error } = spawnSync(program, [...options, '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 10_000,
      env: { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C' },
    });
    if (error) throw error;
    return `${status} ${stdout}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Whether the small shells do the same as bash: they end with its status, and write what it writes.
 * @param {string} script
 */
export function verdictOf(script) {
  const wanted = outcome('bash', script);
  return { script, dash: outcome('dash', script) === wanted, busybox: outcome('busybox', script) === wanted };
}

/** @returns {{ script: string, dash: boolean, busybox: boolean }[]} */
export function recordedVerdicts() {
  return JSON.parse(readFileSync(file, 'utf8'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const verdicts = recordedVerdicts().map(({ script }) => verdictOf(script));
  writeFileSync(file, `[\n${verdicts.map((verdict) => `  ${JSON.stringify(verdict)}`).join(',\n')}\n]\n`);
  console.log(`${file}: ${verdicts.length} scripts`);
}
