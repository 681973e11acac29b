// Makes node_modules fit package-lock.json. Uses nothing but Node's own modules, as nothing else may be there yet.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.mjs';
import { run } from './processes.mjs';

/** @typedef {{ version?: string, resolved?: string, integrity?: string, optional?: boolean }} LockedPackage */
/** @typedef {{ packages?: Record<string, LockedPackage> }} Lock */

/**
 * @param {Lock} wanted package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json, which npm writes last
 * @returns {boolean} whether every package is there in the version wanted; an optional one (for another platform) may lack
 */
export function fits(wanted, installed) {
  const there = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {}).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const found = there[path];
    return found ? found.version === version && found.integrity === integrity : optional === true;
  });
}

/** @param {string} file @returns {Lock} */
const readLock = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Installs the packages if they do not fit. No package's install script runs: esbuild, Biome and TypeScript bring
 * their programs in packages of their own for each platform.
 * @param {(remark: string) => void} tell
 */
export async function ensurePackages(tell) {
  const written = join(checkout, 'node_modules', '.package-lock.json');
  if (existsSync(written) && fits(readLock(join(checkout, 'package-lock.json')), readLock(written))) return;
  tell('installed from the npm registry');
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: checkout });
}

/** @param {...string} path of a file in node_modules @returns {string} */
export const packageFile = (...path) => join(checkout, 'node_modules', ...path);
