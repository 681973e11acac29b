import assert from 'node:assert/strict';
import { readStatus } from '../../../src/engine/dockerode/container-status.ts';

describe('what lists say of a container in words', () => {
  const now = 1_700_000_000_000;
  const minute = 60_000;
  const ages = (status: string) => {
    const { since } = readStatus(status, now);
    return since && [now - since.latest, now - since.earliest];
  };

  it('is read as a span of time', () => {
    assert.deepEqual(ages('Up Less than a second'), [0, 1000]);
    assert.deepEqual(ages('Up 1 second'), [1000, 2000]);
    assert.deepEqual(ages('Up About a minute (unhealthy)'), [minute, 2 * minute]);
    assert.deepEqual(ages('Up 3 minutes (Paused)'), [3 * minute, 4 * minute]);
    assert.deepEqual(ages('Up About an hour'), [30 * minute, 90 * minute]);
    assert.deepEqual(ages('Exited (137) 2 hours ago'), [90 * minute, 150 * minute]);
    assert.deepEqual(ages('Exited (0) 2 weeks ago'), [14 * 1440 * minute, 21 * 1440 * minute]);
    for (const status of ['Created', 'Dead', 'Removal In Progress', '', '3 parsecs'])
      assert.equal(ages(status), undefined);
  });

  it('has the code of the last end, and the health', () => {
    assert.equal(readStatus('Exited (3) 2 hours ago', now).exitCode, 3);
    assert.equal(readStatus('Restarting (1) 5 seconds ago', now).exitCode, 1);
    assert.equal(readStatus('Up 2 hours (healthy)', now).exitCode, undefined);
    assert.equal(readStatus('Up 2 hours (healthy)', now).health, 'healthy');
    assert.equal(readStatus('Up 2 seconds (health: starting)', now).health, 'starting');
    assert.equal(readStatus('Up 2 hours', now).health, undefined);
  });
});
