// The real dash and busybox still do with each script what is recorded, against which a rule is tested.
import assert from 'node:assert/strict';
import { recordedVerdicts, verdictOf } from '../support/shell-verdicts.mjs';

describe('dash and busybox', () => {
  it('do with each script what is recorded', () => {
    const recorded = recordedVerdicts();
    assert.deepEqual(
      recorded.map(({ script }) => verdictOf(script)),
      recorded,
    );
  }).timeout(120_000);
});
