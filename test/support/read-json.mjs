// A file of JSON, for scripts: what is wrong with it is said with its name.
import { readFileSync } from 'node:fs';

/**
 * @param {string} file
 * @returns {any} Throws `l10n/manifest.json is not valid JSON: …`; a file that is not there is named by Node itself.
 */
export function readJson(file) {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${/** @type {Error} */ (error).message}`);
  }
}
