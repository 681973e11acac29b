// Child processes that end with us: each in a group of its own, ended as a group, at the latest when this process ends.
// A child that must end even if we are killed by SIGKILL holds the other end of its standard input (see lifeline.cjs).
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const windows = process.platform === 'win32';

/** @typedef {{ readonly child: import('node:child_process').ChildProcess, readonly ended: Promise<number>, readonly output: () => string, readonly kill: (signal: NodeJS.Signals) => void, readonly stop: (graceMs?: number) => Promise<void> }} Launched */

/** @type {Set<Launched>} */
const running = new Set();
process.on('exit', () => {
  for (const launched of running) launched.kill('SIGKILL');
});

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function killGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(windows ? child.pid : -child.pid, signal);
  } catch (error) {
    // ESRCH: nobody is left in the group, which is what was wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/** @param {Promise<unknown>} promise @param {number} milliseconds */
async function within(promise, milliseconds) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const done = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return done;
}

/**
 * Starts a program in a process group of its own.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, lifeline?: boolean, onOutput?: (text: string) => void }} [options]
 *   `show`: its output goes to ours; else it is kept for `output()` (the last 200,000 characters) and `onOutput`.
 *   `lifeline`: its standard input is a pipe that closes when we end; else it reads nothing.
 * @returns {Launched} `ended` gives the exit status (128 for a signal, 127 if it could not be started); it never rejects.
 */
export function launch(command, args, { cwd, env, show = false, lifeline = false, onOutput } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: env ?? process.env,
    detached: !windows,
    stdio: [lifeline ? 'pipe' : 'ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    // npm and code are batch files there.
    shell: windows && !command.endsWith('.exe'),
  });
  let text = '';
  /** @param {Buffer} data */
  const keep = (data) => {
    text = (text + data).slice(-200_000);
    onOutput?.(String(data));
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  // The program may end before it has read all: nothing of ours is lost by that.
  child.stdin?.on('error', () => {});
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      keep(Buffer.from(`${error.message}\n`));
      resolve(127);
    });
    child.once('close', (code) => resolve(code ?? 128));
    // A program that it leaves behind may hold its output open for ever.
    child.once('exit', (code) => setTimeout(resolve, 1000, code ?? 128).unref());
  });
  /** @type {Launched} */
  const launched = {
    child,
    ended,
    output: () => text,
    kill: (signal) => killGroup(child, signal),
    stop: async (graceMs = 5000) => {
      killGroup(child, 'SIGTERM');
      await within(ended, graceMs);
      killGroup(child, 'SIGKILL');
      await within(ended, 2000);
    },
  };
  running.add(launched);
  ended.then(() => running.delete(launched));
  return launched;
}

/**
 * Runs a program to its end and gives its standard output and error, as one text.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {Promise<string>} rejects with the end of the output if the exit status is not 0 or the time is up
 */
export async function run(command, args, { cwd, env, timeoutMs = 600_000 } = {}) {
  const launched = launch(command, args, { ...(cwd && { cwd }), ...(env && { env }) });
  const line = [command, ...args].join(' ');
  if (!(await within(launched.ended, timeoutMs))) {
    await launched.stop();
    throw new Error(`${line}: not done after ${timeoutMs / 1000} s\n${excerpt(launched.output())}`);
  }
  const status = await launched.ended;
  if (status !== 0) throw new Error(`${line}: exit status ${status}\n${excerpt(launched.output())}`);
  return launched.output();
}

/** @param {string} text @returns {string} its last 25 lines, and the first 15, where some programs say what matters */
export function excerpt(text) {
  const lines = text.trimEnd().split('\n');
  return (lines.length <= 45 ? lines : [...lines.slice(0, 15), '…', ...lines.slice(-25)]).join('\n');
}

/**
 * @param {string} name
 * @returns {string | undefined} the absolute path of a program of this name on the PATH
 */
export function findProgram(name) {
  const names = windows ? ['.exe', '.cmd', '.bat'].map((end) => name + end) : [name];
  // Administrators' programs (dockerd, ip) are not on every user's PATH.
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...(windows ? [] : ['/usr/sbin', '/sbin'])];
  return folders.flatMap((folder) => names.map((file) => join(folder, file))).find(isProgram);
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** @type {(() => Promise<void>)[]} */
const cleanups = [];

/**
 * Registers what must be undone before this process ends, last registered first; `finish` and an interruption run it.
 * @param {() => Promise<void>} cleanup
 */
export function beforeEnd(cleanup) {
  cleanups.push(cleanup);
}

/** @type {{ finishing?: Promise<never> }} */
const state = {};

/** Whether `finish` is under way: what ends now was ended by us. */
export const isFinishing = () => state.finishing !== undefined;

/**
 * Ends what was started, then this process. Only the first call counts.
 * @param {number} status @param {() => void} [lastWords] said when all has ended
 * @returns {Promise<never>}
 */
export function finish(status, lastWords) {
  state.finishing ??= endAll(status, lastWords);
  return state.finishing;
}

/** @param {number} status @param {() => void} [lastWords] @returns {Promise<never>} */
async function endAll(status, lastWords) {
  await Promise.all([...running].map((launched) => launched.stop(3000)));
  let failed = false;
  for (const cleanup of cleanups.splice(0).reverse()) {
    try {
      await cleanup();
    } catch (error) {
      process.stderr.write(`While ending: ${error instanceof Error ? error.message : error}\n`);
      failed = true;
    }
  }
  lastWords?.();
  process.exit(failed && status === 0 ? 1 : status);
}

/**
 * Ends all that was started on Ctrl-C, on SIGTERM, when the terminal is closed, and when npm, which passes no signal on,
 * is ended.
 * @param {() => void} [onInterrupt] says goodbye
 */
export function endOnSignals(onInterrupt) {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const end = () => {
    if (isFinishing()) return;
    onInterrupt?.();
    setTimeout(() => process.exit(130), 30_000).unref();
    finish(130);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, end);
  const callers = process.env.npm_lifecycle_event && process.platform === 'linux' ? npmAbove() : [];
  const watch = setInterval(() => {
    if (callers.some((pid) => !existsSync(`/proc/${pid}`))) end();
  }, 500);
  watch.unref();
}

/** @returns {number[]} npm, and the shell that it has started us in */
function npmAbove() {
  const { ppid } = process;
  const isShell = /^(da|ba|k|z)?sh$/.test(readFileSync(`/proc/${ppid}/comm`, 'utf8').trim());
  const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${ppid}/status`, 'utf8'))?.[1];
  return isShell && parent ? [ppid, Number(parent)] : [ppid];
}
