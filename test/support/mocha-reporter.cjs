// Mocha's spec reporter that also writes the counts to the file named by LONGSHORE_TEST_RESULT, for test.mjs, and how many
// tests of each file passed, for faults.mjs; and which tests had to be tried again, with what had failed.
const { writeFileSync } = require('node:fs');
const { inspect } = require('node:util');
const { Spec } = require('mocha').reporters;

/** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
module.exports = function CountingReporter(runner, options) {
  new Spec(runner, options);
  const file = process.env.LONGSHORE_TEST_RESULT;
  if (!file) return;
  /** @type {string[]} */
  const failures = [];
  /** @type {string[]} */
  const triedAgain = [];
  /** @type {Record<string, number>} */
  const passedByFile = {};
  runner.on('fail', (test) => failures.push(test.fullTitle()));
  runner.on('retry', (test, error) => {
    triedAgain.push(`${test.fullTitle()}: ${error.message}`);
    process.stdout.write(`\n  TRIED AGAIN: ${test.fullTitle()}\n${inspect(error, { depth: 4 })}\n\n`);
  });
  runner.on('pass', ({ file: from = '' }) => {
    passedByFile[from] = (passedByFile[from] ?? 0) + 1;
  });
  runner.on('end', () => {
    const { passes = 0, failures: failed = 0, pending = 0 } = runner.stats ?? {};
    writeFileSync(
      file,
      JSON.stringify({ passed: passes, failed, skipped: pending, failures, triedAgain, passedByFile }),
    );
  });
};
