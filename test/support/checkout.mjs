// Where this checkout is, and the ignored folders that the two commands (npm start, npm test) write to.
// Works from the sources and from the bundles in out/, whose import.meta.url is another one.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @param {string} folder */
function isCheckout(folder) {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest) || !existsSync(join(folder, 'esbuild.config.mjs'))) return false;
  return JSON.parse(readFileSync(manifest, 'utf8')).name === 'longshore';
}

/**
 * @param {string} start a folder
 * @returns {string | undefined} the nearest checkout at or above it
 */
function checkoutAbove(start) {
  for (let folder = start; ; folder = dirname(folder)) {
    if (isCheckout(folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** @returns {string} */
function findCheckout() {
  const found = checkoutAbove(dirname(fileURLToPath(import.meta.url))) ?? checkoutAbove(process.cwd());
  if (!found) throw new Error('Run this in a checkout of Longshore.');
  return found;
}

/** Absolute path of the checkout. */
export const checkout = findCheckout();

/** What was downloaded or is kept between two starts; in .gitignore and never shipped. */
export const cacheFolder = join(checkout, '.vscode-test');

/** What a build or a test run makes; in .gitignore and never shipped. */
export const outFolder = join(checkout, 'out');

/** @param {...string} path below test/support */
export const supportFile = (...path) => join(checkout, 'test', 'support', ...path);
