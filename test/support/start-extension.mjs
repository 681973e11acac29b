// `npm start`, the extension: packaged again only if a source has changed, installed again only if it was packaged.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkout } from './checkout.mjs';
import { packageExtension, vsix } from './vsix.mjs';

const sources = [
  ...['src', 'media', 'syntaxes', 'l10n', 'package.json', 'package-lock.json', 'esbuild.config.mjs'],
  ...['.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE'],
];

/** @param {string} path @returns {number} the newest time of change in it, in milliseconds; 0 if it does not exist */
function newestChange(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

/** @param {(remark: string) => void} tell */
export async function ensurePackaged(tell) {
  const changed = Math.max(...sources.map((path) => newestChange(join(checkout, path))));
  if (changed < newestChange(vsix)) return;
  tell('built and packaged');
  await packageExtension();
}

/**
 * @param {string} marker file that says which package was installed last
 * @param {() => Promise<void>} install
 */
export async function ensureInstalled(marker, install) {
  const installed = String(statSync(vsix).mtimeMs);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === installed) return;
  await install();
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, installed);
}
