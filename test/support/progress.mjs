// Progress on the terminal: one line when a slow step begins, one with a tick and the seconds when it is done.
// Several steps may be under way at once.
import { isFinishing } from './processes.mjs';

const useColour = process.stdout.isTTY && !process.env.NO_COLOR;
/** @param {number} code @param {string} text */
const paint = (code, text) => (useColour ? `\u001b[${code}m${text}\u001b[0m` : text);

/** @param {string} text */
export const say = (text) => void process.stdout.write(`${text}\n`);

/** @param {number} since from performance.now() */
export const secondsSince = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** @param {string} title @param {string} [remark] */
export const sayDone = (title, remark) => say(`  ${paint(32, '✓')} ${title}${remark ? paint(2, `  ${remark}`) : ''}`);

/** @param {string} title */
export const sayWarning = (title) => say(`  ${paint(33, '!')} ${title}`);

/** @param {string} title */
export const sayFailed = (title) => say(`  ${paint(31, '✗')} ${title}`);

/** @param {string} title */
export const sayHeading = (title) => say(`\n${paint(1, title)}`);

/**
 * Does one step and says how it went and how long it took. A step of less than a second shows only its last line.
 * @template T
 * @param {string} title
 * @param {(tell: (remark: string) => void) => Promise<T>} work `tell` gives the remark of the last line
 * @returns {Promise<T>} rejects as `work` does, after a line with a cross
 */
export async function step(title, work) {
  const since = performance.now();
  let remark = '';
  const slow = setTimeout(() => say(paint(2, `  … ${title}`)), 1000);
  try {
    const result = await work((text) => {
      remark = text;
    });
    sayDone(title, [remark, secondsSince(since)].filter(Boolean).join(', '));
    return result;
  } catch (error) {
    // What we have ended ourselves has not failed.
    if (!isFinishing()) sayFailed(`${title} (${secondsSince(since)})`);
    throw error;
  } finally {
    clearTimeout(slow);
  }
}
