#!/usr/bin/env node
// Stands in for the desktop VS Code where none can be downloaded: takes the arguments that @vscode/test-electron gives
// to it, runs the tests in VS Code's server and a headless Chromium, and ends with the tests' exit status.
import { existsSync, fstatSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import { startChromium } from './chromium.mjs';
import { installVsCodeServer } from './vscode-installation.mjs';
import { startVsCodeServer } from './vscode-server.mjs';

/** Flags whose value may be the next argument. */
const valued = new Set(['extensionDevelopmentPath', 'extensionTestsPath', 'user-data-dir', 'extensions-dir', 'locale']);

/** Lines of VS Code's own log that say nothing about the tests. */
const noise =
  /open-vsx\.org|Service Worker\] registration|watchdog|connection token|Creating a socket|builtin extensions cache|ChatSessionStore|AgentHost|Could not find pty/;

/** @param {readonly string[]} args @returns {{ flags: Map<string, string[]>, paths: string[] }} */
function parseArguments(args) {
  /** @type {Map<string, string[]>} */
  const flags = new Map();
  const paths = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const flag = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (!flag) paths.push(resolve(arg));
    else {
      const name = flag[1] ?? '';
      const value = flag[2] ?? (valued.has(name) ? args[++index] : undefined) ?? 'true';
      flags.set(name, [...(flags.get(name) ?? []), value]);
    }
  }
  return { flags, paths };
}

const { flags, paths } = parseArguments(process.argv.slice(2));
/** @param {string} name */
const last = (name) => flags.get(name)?.at(-1);
const verbose = Boolean(process.env.LONGSHORE_VERBOSE);
const temporary = mkdtempSync(join(tmpdir(), 'longshore-vscode-'));

/** What `finish` has to end; filled below. */
const open = {
  over: false,
  /** @type {Awaited<ReturnType<typeof startVsCodeServer>> | undefined} */
  server: undefined,
  /** @type {import('playwright-core').Browser | undefined} */
  browser: undefined,
};

/** @param {number} status @param {string} [why] */
async function finish(status, why) {
  if (open.over) return;
  open.over = true;
  if (why) process.stderr.write(`${why}\n`);
  // Whatever hangs now must not keep us: the server's lifeline and the browser's pipe close with us.
  setTimeout(() => process.exit(status), 10_000).unref();
  await open.browser?.close().catch((error) => process.stderr.write(`${error}\n`));
  await open.server?.stop();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))));
  // @vscode/test-electron drops what is still in the pipe when we exit.
  setTimeout(() => process.exit(status), 100);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => finish(130, `Stopped by ${signal}.`));
}
process.on('uncaughtException', (error) => finish(1, error.stack));
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) {
  process.stdin
    .on('end', () => finish(130, 'The test runner has gone.'))
    .on('error', () => {})
    .resume();
}

open.server = await startVsCodeServer(await installVsCodeServer(), {
  userDataDir: last('user-data-dir') ?? join(temporary, 'user-data'),
  extensionsDir: last('extensions-dir') ?? join(temporary, 'extensions'),
  locale: last('locale'),
  // Newer versions look at extensionTestsPath only with this. It also answers dialogs by itself: not for UI tests.
  args: ['--enable-smoke-test-driver'],
  onOutput: (text) => {
    if (verbose) process.stderr.write(text);
  },
});
const { server } = open;
server.ended.then((status) => finish(1, `VS Code's server ended with status ${status}.\n${server.output()}`));
open.browser = await startChromium();
open.browser.on('disconnected', () => finish(1, 'The browser has exited.'));
const page = await open.browser.newPage({ viewport: { width: 1400, height: 900 } });
page.on('crash', () => finish(1, 'The page has crashed.'));

// These two names are the contract of VS Code's web workbench with whoever runs its tests.
await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
  const text = `${format(...args)}\n`;
  if (!verbose && noise.test(text)) return;
  (type === 'error' || type === 'warn' ? process.stderr : process.stdout).write(text);
});
await page.exposeFunction('codeAutomationExit', (/** @type {number} */ status) => finish(status));

/** @param {string} path */
const remote = (path) => `vscode-remote://127.0.0.1:${server.port}${encodeURI(resolve(path))}`;
const payload = [
  ...(flags.get('extensionDevelopmentPath') ?? []).map((path) => ['extensionDevelopmentPath', remote(path)]),
  ...(flags.get('extensionTestsPath') ?? []).map((path) => ['extensionTestsPath', remote(path)]),
  ['skipWelcome', 'true'],
  ['skipReleaseNotes', 'true'],
  ...(flags.has('disable-extensions') ? [['disableExtensions', 'true']] : []),
];
const [opened] = paths;
const kind = opened && existsSync(opened) && statSync(opened).isFile() ? 'workspace' : 'folder';
await page.goto(server.url({ payload: JSON.stringify(payload), ...(opened ? { [kind]: opened } : { ew: 'true' }) }));
