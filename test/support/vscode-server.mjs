// Starts and stops VS Code's server (see vscode-installation.mjs), and installs an extension for it.
// Knows nothing of browsers and of what is tested.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { supportFile } from './checkout.mjs';
import { excerpt, launch, run } from './processes.mjs';

/** @typedef {import('./vscode-installation.mjs').VsCodeInstallation} VsCodeInstallation */

/** A VS Code that shows the extension and asks for nothing. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  // Ports are forwarded by nobody: they are on this machine already.
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
};

/**
 * Writes the settings of a user who has not changed anything yet.
 * @param {string} userDataDir @param {Record<string, unknown>} settings
 */
export function writeUserSettings(userDataDir, settings) {
  mkdirSync(join(userDataDir, 'User'), { recursive: true });
  writeFileSync(join(userDataDir, 'User', 'settings.json'), `${JSON.stringify(settings, undefined, 2)}\n`);
}

/**
 * Writes an empty language pack: with one, extensions are given their texts in that language.
 * @param {string} userDataDir @param {string} locale
 */
export function writeLanguagePack(userDataDir, locale) {
  mkdirSync(userDataDir, { recursive: true });
  const texts = join(userDataDir, `vscode.${locale}.i18n.json`);
  writeFileSync(texts, JSON.stringify({ '': [], version: '1.0.0', contents: {} }));
  const extension = { extensionIdentifier: { id: `ms-ceintl.vscode-language-pack-${locale}` }, version: '1.0.0' };
  const pack = { hash: 'stub', label: locale, extensions: [extension], translations: { vscode: texts } };
  writeFileSync(join(userDataDir, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}

/**
 * Installs a packaged extension, or the same version of it anew.
 * @param {VsCodeInstallation} installation
 * @param {{ vsix: string, userDataDir: string, extensionsDir: string }} options
 */
export async function installExtension({ node, server }, { vsix, userDataDir, extensionsDir }) {
  const folders = ['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
  await run(node, [join(server, 'out', 'server-main.js'), '--install-extension', vsix, '--force', ...folders]);
}

/**
 * Starts the server on 127.0.0.1; it ends when we do.
 * @param {VsCodeInstallation} installation
 * @param {{
 *   userDataDir: string, extensionsDir: string, port?: number, connectionToken?: string, locale?: string | undefined,
 *   env?: Record<string, string>, args?: readonly string[], onOutput?: (text: string) => void, asksForTrust?: boolean,
 * }} options `port`: default a free one. `connectionToken`: default none, for tests only. `asksForTrust`: workspaces are not trusted.
 * @returns {Promise<{
 *   port: number, url: (query: Record<string, string>) => string, ended: Promise<number>, output: () => string,
 *   kill: (signal: NodeJS.Signals) => void, stop: () => Promise<void>,
 * }>} rejects with the server's last words if it does not come up
 */
export async function startVsCodeServer(installation, options) {
  const { userDataDir, extensionsDir, port = 0, connectionToken, locale, env = {}, args = [], onOutput } = options;
  const { asksForTrust = false } = options;
  for (const folder of [userDataDir, extensionsDir]) mkdirSync(folder, { recursive: true });
  const main = join(installation.server, 'out', 'server-main.js');
  const flags = [
    ...['--host', '127.0.0.1', '--port', String(port), '--accept-server-license-terms'],
    ...(connectionToken ? ['--connection-token', connectionToken] : ['--without-connection-token']),
    ...['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir, '--telemetry-level', 'off'],
    // The environment is ours, not that of a login shell.
    ...(asksForTrust ? [] : ['--disable-workspace-trust']),
    ...['--force-disable-user-env', ...(locale ? ['--locale', locale] : []), ...args],
  ];
  let seen = '';
  /** @type {(port: number) => void} */
  let gotPort = () => {};
  /** @type {Promise<number>} */
  const listening = new Promise((resolve) => {
    gotPort = resolve;
  });
  const preloads = ['lifeline.cjs', 'port-redirect.cjs'].flatMap((file) => ['--require', supportFile(file)]);
  const launched = launch(installation.node, [...preloads, main, ...flags], {
    env: { ...process.env, ...env },
    lifeline: true,
    onOutput: (text) => {
      onOutput?.(text);
      if (seen.length > 10_000) return;
      seen += text;
      const found = /Extension host agent listening on (\d+)/.exec(seen);
      if (found) gotPort(Number(found[1]));
    },
  });
  const timer = setTimeout(() => launched.kill('SIGKILL'), 60_000);
  const ready = await Promise.race([listening, launched.ended.then(() => undefined)]);
  clearTimeout(timer);
  if (ready === undefined) throw new Error(`VS Code's server did not start:\n${excerpt(launched.output())}`);
  return {
    port: ready,
    url: (query) => `http://127.0.0.1:${ready}/?${new URLSearchParams(query)}`,
    ended: launched.ended,
    output: launched.output,
    kill: launched.kill,
    stop: () => launched.stop(3000),
  };
}
