// A stand-in for the program: what it is given, and each way in which it may fail.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import { ShellCheckMissing } from '../../../src/shellcheck/missing.ts';
import { runShellCheck } from '../../../src/shellcheck/run.ts';

const document = parseDockerfile('FROM x:1\nRUN echo $a\nRUN echo $b\n');

describe('shellcheck', () => {
  const { PATH } = process.env;
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-shellcheck-'));
  });
  afterEach(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true });
  });
  const standIn = (script: string) => {
    writeFileSync(join(folder, 'shellcheck'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'shellcheck'), 0o755);
    process.env.PATH = `${folder}:${PATH}`;
  };

  it('is run on each script, and its answers are joined', async () => {
    const comment =
      '{"line":2,"endLine":2,"column":6,"endColumn":8,"level":"info","code":2086,"message":"m","fix":null}';
    standIn(`cat >/dev/null; echo '{"comments":[${comment}]}'; exit 1`);
    const problems = await runShellCheck(document, process.env);
    assert.deepEqual(problems.map(({ range }) => [range.start.line, range.start.character]).sort(), [
      [1, 9],
      [2, 9],
    ]);
  });

  it('is told to be missing', async () => {
    process.env.PATH = folder;
    await assert.rejects(runShellCheck(document, process.env), ShellCheckMissing);
  });

  it('may fail, with its own words', async () => {
    standIn('echo "unknown shell" >&2; exit 4');
    await assert.rejects(runShellCheck(document, process.env), /shellcheck ended with 4: unknown shell/);
  });

  it('is ended when nobody waits for it any more', async () => {
    standIn('exec sleep 60');
    const controller = new AbortController();
    const run = runShellCheck(document, process.env, controller.signal);
    controller.abort(new Error('left'));
    await assert.rejects(run, /left/);
  });
});
