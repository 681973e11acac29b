// `npm start`, the editor: the desktop VS Code if there is one, else VS Code's own server for the browser. Both with
// settings and extensions of their own below .vscode-test/, so the user's VS Code is not touched.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { cacheFolder } from './checkout.mjs';
import { beforeEnd, findProgram, launch, run } from './processes.mjs';
import { ensureInstalled } from './start-extension.mjs';
import { installExtension, quietSettings, startVsCodeServer, writeUserSettings } from './vscode-server.mjs';
import { vsix } from './vsix.mjs';

const settings = { ...quietSettings, 'workbench.startupEditor': 'readme' };

/** @param {'desktop' | 'server'} editor */
const foldersOf = (editor) => ({
  userDataDir: join(cacheFolder, 'start', editor, 'user-data'),
  extensionsDir: join(cacheFolder, 'start', editor, 'extensions'),
  marker: join(cacheFolder, 'start', editor, 'installed'),
});

/** @returns {string | undefined} the program of a desktop VS Code that can open a window for us */
export function findDesktop() {
  const { env, platform } = process;
  // In a terminal of a remote VS Code, `code` talks to a window elsewhere; under WSL it is a Windows program.
  if (env.VSCODE_IPC_HOOK_CLI || env.WSL_DISTRO_NAME) return undefined;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return undefined;
  return findProgram('code');
}

/** @param {string} userDataDir */
function ensureSettings(userDataDir) {
  // The user's changes of an earlier start stay.
  if (!existsSync(join(userDataDir, 'User', 'settings.json'))) writeUserSettings(userDataDir, settings);
}

/**
 * Installs the extension and opens the folder in a desktop VS Code.
 * @param {string} code its program @param {string} folder
 * @returns {Promise<{ ended: Promise<number> }>} `ended`: when its window is closed
 */
export async function openDesktop(code, folder) {
  const { userDataDir, extensionsDir, marker } = foldersOf('desktop');
  ensureSettings(userDataDir);
  const root = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const own = ['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir, ...root];
  await ensureInstalled(marker, async () => void (await run(code, [...own, '--install-extension', vsix, '--force'])));
  const window = launch(code, [...own, '--new-window', '--wait', '--disable-workspace-trust', folder]);
  beforeEnd(async () => {
    // `code` only waits: the editor itself is another process, which writes its id here.
    const lock = join(userDataDir, 'code.lock');
    const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    if (pid > 1) endProcess(pid);
  });
  return { ended: window.ended };
}

/** @param {number} pid */
function endProcess(pid) {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * Installs the extension and serves the folder to a browser on this machine.
 * @param {import('./vscode-installation.mjs').VsCodeInstallation} installation
 * @param {string} folder @param {number} port taken if it is free, else another
 * @returns {Promise<{ address: string, ended: Promise<number> }>} `address` lets in whoever knows it
 */
export async function serveEditor(installation, folder, port) {
  const { userDataDir, extensionsDir, marker } = foldersOf('server');
  ensureSettings(userDataDir);
  await ensureInstalled(`${marker}-${installation.version}`, () =>
    installExtension(installation, { vsix, userDataDir, extensionsDir }),
  );
  const connectionToken = ensureToken(join(cacheFolder, 'start', 'connection-token'));
  const server = await startVsCodeServer(installation, {
    ...{ userDataDir, extensionsDir, connectionToken },
    port: (await isFree(port)) ? port : 0,
    args: ['--default-folder', folder],
  });
  return { address: server.url({ tkn: connectionToken }), ended: server.ended };
}

/** @param {string} file @returns {string} the same at each start, so that an address that was kept stays good */
function ensureToken(file) {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const token = randomBytes(16).toString('hex');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, token, { mode: 0o600 });
  return token;
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
