// Puts VS Code's own server (in the npm package code-server) and the Node it wants into .vscode-test/, once.
// Uses that server itself, not code-server's wrapper around it. Knows nothing of extensions and browsers.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from './checkout.mjs';
import { packageFile } from './packages.mjs';
import { run } from './processes.mjs';

/** code-server's version: 4.100.3 holds VS Code 1.100.3, the oldest that the extension supports. */
export const defaultVersion = '4.100.3';

/** @returns {string} the version that `LONGSHORE_VSCODE` asks for, else the oldest supported */
export const wantedVersion = () => process.env.LONGSHORE_VSCODE || defaultVersion;

/** Without node-pty no terminal opens; without spdlog output channels stay empty. The rest is not missed. */
const nativeModules = ['node-pty', '@vscode/spdlog'];

/** @typedef {{ readonly version: string, readonly server: string, readonly node: string, readonly nodeMajor: string }} VsCodeInstallation */

/** @returns {string | undefined} why VS Code's server cannot be had here */
export const whyNoVsCodeServer = () =>
  process.platform === 'linux' ? undefined : `VS Code's server is set up on Linux only, not on ${process.platform}`;

/**
 * Downloads and unpacks VS Code's server if it is not there yet.
 * @param {{ version?: string, tell?: (remark: string) => void }} [options]
 * @returns {Promise<VsCodeInstallation>} `server`: the folder with out/server-main.js; `node`: the program to run it with
 */
export async function installVsCodeServer({ version = wantedVersion(), tell = () => {} } = {}) {
  const reason = whyNoVsCodeServer();
  if (reason) throw new Error(reason);
  const folder = join(cacheFolder, `code-server-${version}`);
  if (!existsSync(folder)) {
    tell('from the npm registry');
    await putInPlace(folder, (partial) => unpackServer(version, partial));
  }
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const nodeMajor = /\d+/.exec(manifest.engines.node)?.[0] ?? '20';
  return { version, server: join(folder, 'lib', 'vscode'), node: await matchingNode(nodeMajor), nodeMajor };
}

/** @param {string} version @param {string} folder */
async function unpackServer(version, folder) {
  await unpackFromNpm(`code-server@${version}`, folder, ['package/package.json', 'package/lib/vscode']);
  const server = join(folder, 'lib', 'vscode');
  // Not `npm ci`: the lock file inside 4.100.3 lacks a package.
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', '--ignore-scripts', '--omit=dev', ...quiet], { cwd: server });
  symlinkSync('node_modules', join(server, 'node_modules.asar'));
  await addRipgrep(join(server, 'node_modules', '@vscode', 'ripgrep'));
}

/** @param {string} ripgrep the package's folder; newer versions of VS Code have another one, which brings its programs */
async function addRipgrep(ripgrep) {
  if (!existsSync(ripgrep) || existsSync(join(ripgrep, 'bin', 'rg'))) return;
  const unpacked = `${ripgrep}-unpacked`;
  await unpackFromNpm(`@vscode/ripgrep-${process.platform}-${process.arch}@1`, unpacked);
  cpSync(join(unpacked, 'bin'), join(ripgrep, 'bin'), { recursive: true });
  rmSync(unpacked, { recursive: true });
}

/** @param {string} major @returns {Promise<string>} a Node of that major version: ours, or one in .vscode-test/ */
async function matchingNode(major) {
  return process.versions.node.startsWith(`${major}.`)
    ? process.execPath
    : join(await nodeFolder(major), 'bin', 'node');
}

/** @param {string} major @returns {Promise<string>} a folder with bin/node and the headers in include/node */
async function nodeFolder(major) {
  const folder = join(cacheFolder, `node-${major}`);
  if (!existsSync(folder)) {
    await putInPlace(folder, (partial) => unpackFromNpm(`node-${process.platform}-${process.arch}@${major}`, partial));
  }
  return folder;
}

/**
 * Builds those of VS Code's native modules that are needed and not built yet.
 * @param {VsCodeInstallation} installation
 * @returns {Promise<string | undefined>} undefined if all is well, else one sentence: what does not work and why
 */
export async function buildNativeModules(installation) {
  const modules = join(installation.server, 'node_modules');
  const toBuild = nativeModules
    .map((name) => join(modules, name))
    .filter((folder) => existsSync(join(folder, 'binding.gyp')) && !existsSync(join(folder, 'build', 'Release')))
    .filter((folder) => !existsSync(join(folder, 'prebuilds', `${process.platform}-${process.arch}`)));
  if (toBuild.length === 0) return undefined;
  const headers = await folderWithHeaders(installation);
  const gyp = [packageFile('node-gyp', 'bin', 'node-gyp.js'), 'rebuild', `--nodedir=${headers}`, '--jobs=max'];
  const env = { ...process.env, PATH: `${dirname(installation.node)}:${process.env.PATH}` };
  for (const folder of toBuild) {
    try {
      await run(installation.node, gyp, { cwd: folder, env });
    } catch (error) {
      // A half-built module must not be taken for a good one.
      rmSync(join(folder, 'build'), { recursive: true, force: true });
      return `No terminals and no output channels in VS Code's server, as its native modules were not built: ${/** @type {Error} */ (error).message}`;
    }
  }
  return undefined;
}

/** @param {VsCodeInstallation} installation @returns {Promise<string>} a folder with the headers of its Node */
async function folderWithHeaders({ node, nodeMajor }) {
  const own = dirname(dirname(node));
  return existsSync(join(own, 'include', 'node', 'node.h')) ? own : nodeFolder(nodeMajor);
}

/**
 * Makes a folder wholly or not at all: a broken download is never taken for a good one.
 * @param {string} folder @param {(partial: string) => Promise<void>} make
 */
async function putInPlace(folder, make) {
  mkdirSync(dirname(folder), { recursive: true });
  const partial = mkdtempSync(`${folder}.partial-`);
  try {
    await make(partial);
    // Another start may have been quicker.
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** @param {string} spec @param {string} folder @param {readonly string[]} [only] paths in the archive; default: all */
async function unpackFromNpm(spec, folder, only = []) {
  mkdirSync(cacheFolder, { recursive: true });
  const download = mkdtempSync(join(cacheFolder, '.download-'));
  try {
    await run('npm', ['pack', spec, '--loglevel=error', '--pack-destination', download]);
    const [archive = ''] = readdirSync(download);
    mkdirSync(folder, { recursive: true });
    await run('tar', ['xzf', join(download, archive), '-C', folder, '--strip-components=1', ...only]);
  } finally {
    rmSync(download, { recursive: true, force: true });
  }
}
