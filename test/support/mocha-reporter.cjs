// Mocha's spec reporter that also writes the counts to the file named by LONGSHORE_TEST_RESULT, for test.mjs, and how many
// tests of each file passed, for faults.mjs.
const { writeFileSync } = require('node:fs');
const { Spec } = require('mocha').reporters;

/** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
module.exports = function CountingReporter(runner, options) {
  new Spec(runner, options);
  const file = process.env.LONGSHORE_TEST_RESULT;
  if (!file) return;
  /** @type {string[]} */
  const failures = [];
  /** @type {Record<string, number>} */
  const passedByFile = {};
  runner.on('fail', (test) => failures.push(test.fullTitle()));
  runner.on('pass', ({ file: from = '' }) => {
    passedByFile[from] = (passedByFile[from] ?? 0) + 1;
  });
  runner.on('end', () => {
    const { passes = 0, failures: failed = 0, pending = 0 } = runner.stats ?? {};
    writeFileSync(file, JSON.stringify({ passed: passes, failed, skipped: pending, failures, passedByFile }));
  });
};
