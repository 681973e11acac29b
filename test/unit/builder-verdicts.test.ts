// The linter against what a real builder refuses (test/bench/builder-verdicts.json): no engine is needed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  agreementWith,
  type BuilderVerdicts,
  isRefusal,
  lines,
  standsAtMark,
  touchesMark,
} from '../bench/builder-agreement.ts';

const verdicts = JSON.parse(readFileSync('test/bench/builder-verdicts.json', 'utf8')) as BuilderVerdicts;

describe('the linter and a builder', () => {
  it('are compared on all lines of the table', () => {
    assert.match(verdicts.builder, /^Docker \d+\.\d+/);
    assert.deepEqual([...verdicts.refused, ...verdicts.accepted].sort(), [...lines].sort());
    assert.ok(verdicts.refused.length > 700 && verdicts.accepted.length > 700);
  });

  it('refuse the same', () => {
    const { agreed, faults } = agreementWith(verdicts);
    assert.ok(agreed / lines.length >= 0.99, faults.join('\n'));
  }).timeout(20_000);

  it('mean the same words', () => {
    const astray = verdicts.refused.filter((text) => touchesMark(text) === false);
    // A few marks are at the value where we mean its flag, or the other of two that contradict each other.
    assert.ok(astray.length / verdicts.refused.length < 0.02, astray.join('\n'));
    const exact = verdicts.refused.filter(standsAtMark);
    assert.ok(exact.length >= 450, `${exact.length} errors stand exactly at the word`);
  }).timeout(20_000);
});

describe('the answer of a builder', () => {
  it('is a refusal if it has an error of the build', () => {
    assert.equal(isRefusal('{"buildError":{"message":"no"}}', '', 1), true);
    assert.equal(isRefusal('{"warnings":null}', '', 0), false);
    assert.equal(isRefusal('\n', 'ERROR: dockerfile parse error on line 1: no', 1), true);
  });
  it('is no verdict if the builder could not be asked', () => {
    assert.throws(
      () => isRefusal('', 'Cannot connect to the Docker daemon', 1),
      /status 1 and no JSON: Cannot connect/,
    );
  });
});
