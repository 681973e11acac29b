// The counts of a test run: how a layer's end becomes numbers, and the numbers the last lines. Starts nothing.

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number, readonly failures: readonly string[], readonly triedAgain?: readonly string[], readonly passedByFile?: Readonly<Record<string, number>> }} Counts */
/** @typedef {Counts & { readonly layer: string, readonly seconds: number, readonly skippedBecause?: string }} LayerResult */

/** Something that a layer needs cannot be had on this machine. The message is the reason. */
export class Unavailable extends Error {}

/** @type {Counts} */
export const onePassed = { passed: 1, failed: 0, skipped: 0, failures: [] };

/** @param {string} why @returns {Counts} */
export const oneFailed = (why) => ({ passed: 0, failed: 1, skipped: 0, failures: [why] });

/**
 * What a mocha run counts for: its own counts if they agree with its end, and one failure more if they do not.
 * @param {number} status exit status of the run
 * @param {string | undefined} written what the reporter wrote, undefined if it did not get so far
 * @returns {Counts}
 */
export function countsOfMocha(status, written) {
  if (written === undefined) return oneFailed(`ended with status ${status} before its tests were done`);
  /** @type {Counts} */
  const counts = JSON.parse(written);
  const contradiction =
    status !== 0 && counts.failed === 0
      ? `ended with status ${status} although no test failed`
      : counts.passed + counts.failed + counts.skipped === 0
        ? 'ran no test'
        : undefined;
  if (!contradiction) return counts;
  return { ...counts, failed: counts.failed + 1, failures: [...counts.failures, contradiction] };
}

/**
 * A layer that cannot run is one skipped test; where nothing may be skipped (CI) it is a failed one.
 * @param {string} reason @param {boolean} mayBeSkipped @returns {Counts & { skippedBecause: string }}
 */
export const countsOfSkipped = (reason, mayBeSkipped) => ({
  ...(mayBeSkipped ? { passed: 0, failed: 0, skipped: 1, failures: [] } : oneFailed(`could not run: ${reason}`)),
  skippedBecause: reason,
});

/** @param {string} text */
const firstLine = (text) => text.split('\n', 1)[0] ?? '';

/** @param {readonly LayerResult[]} results @returns {string[]} one line a layer, the failures, and the closing line */
export function summary(results) {
  /** @param {'passed' | 'failed' | 'skipped'} what */
  const total = (what) => results.reduce((sum, result) => sum + result[what], 0);
  return [
    ...results.map(({ layer, passed, failed, skipped, seconds }) => {
      const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
      return `  ${layer.padEnd(17)} ${counts.padEnd(36)} ${seconds.toFixed(1)} s`;
    }),
    ...results.flatMap(({ layer, failures }) => failures.map((failure) => `  FAILED ${layer}: ${firstLine(failure)}`)),
    ...results.flatMap(({ layer, triedAgain = [] }) =>
      triedAgain.map((test) => `  TRIED AGAIN ${layer}: ${firstLine(test)}`),
    ),
    ...results.flatMap(({ layer, skippedBecause }) =>
      skippedBecause ? [`  NOT RUN ${layer}: ${firstLine(skippedBecause)}`] : [],
    ),
    `${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`,
  ];
}

/** @param {readonly LayerResult[]} results @returns {number} the exit status */
export const statusOf = (results) =>
  results.some(({ failed }) => failed > 0) || !results.some(({ passed }) => passed > 0) ? 1 : 0;
