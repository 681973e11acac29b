// Child processes of the two commands: their end is ours, and their failure has words.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { supportFile } from '../../support/checkout.mjs';
import { launch, run } from '../../support/processes.mjs';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a child process', () => {
  it('gives what it printed, or fails with it', async () => {
    assert.equal(await run(process.execPath, ['-p', '6 * 7']), '42\n');
    await assert.rejects(run(process.execPath, ['-e', 'console.error("no luck"); process.exit(3)']), (error: Error) => {
      assert.match(error.message, /exit status 3\nno luck/);
      return true;
    });
  });

  it('that cannot be started fails with the reason', async () => {
    await assert.rejects(run('longshore-no-such-program', []), /exit status 127\n.*ENOENT/s);
  });

  it('is ended with its own children when its time is up', async function () {
    if (process.platform === 'win32') this.skip();
    const script = 'const c = require("node:child_process").spawn("sleep", ["600"]); console.log(c.pid)';
    const launched = launch(process.execPath, ['-e', script]);
    while (!launched.output().endsWith('\n')) await once(launched.child.stdout ?? process, 'data');
    const grandchild = Number(launched.output());
    assert.equal(isAlive(grandchild), true);
    await launched.stop();
    // Who reaps it decides how long it stays as a zombie: dead is what counts.
    assert.equal(isAlive(grandchild) && !(await isZombie(grandchild)), false);
  });

  it('with our lifeline ends when we are gone', async function () {
    if (process.platform === 'win32') this.skip();
    const child = spawn(
      process.execPath,
      ['--require', supportFile('lifeline.cjs'), '-e', 'setInterval(() => {}, 1e6)'],
      {
        detached: true,
        stdio: ['pipe', 'ignore', 'ignore'],
      },
    );
    child.stdin.end();
    const [, signal] = await once(child, 'exit');
    assert.equal(signal, 'SIGKILL');
  });
});

async function isZombie(pid: number): Promise<boolean> {
  return (await run('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => 'Z')).startsWith('Z');
}
