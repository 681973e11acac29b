import assert from 'node:assert/strict';
import type { BuildRequest } from '../../../../src/engine/build-api.ts';
import { buildQuery } from '../../../../src/engine/dockerode/build-query.ts';

describe('a build as the engine is asked for it', () => {
  const request: BuildRequest = { contextFolder: '/c', dockerfile: '/c/D', tags: ['a:1', 'b:2'] };
  const query = (more: Partial<BuildRequest>, way = {}) => {
    const text = buildQuery({ ...request, ...more }, { buildId: 'id', buildKit: true, dockerfile: 'D', ...way });
    return new URLSearchParams(text);
  };

  it('says no more than is wanted', () => {
    assert.deepEqual([...query({}).keys()].sort(), [
      ...['buildargs', 'buildid', 'dockerfile', 'forcerm', 'labels', 'rm', 't', 't', 'version'],
    ]);
  });

  it('has each option in the form that the API wants', () => {
    const all = query(
      {
        buildArgs: { A: 'ü & =' },
        extraHosts: ['h:1.2.3.4', 'i:::1'],
        cacheFrom: ['x', 'y'],
        shmSize: 4096,
        noCache: true,
        pull: true,
        networkMode: 'none',
        platform: 'linux/arm64',
        target: 't',
      },
      { session: 's', sync: true },
    );
    assert.deepEqual(all.getAll('t'), ['a:1', 'b:2']);
    assert.deepEqual(all.getAll('extrahosts'), ['h:1.2.3.4', 'i:::1']);
    const rest = [
      'buildargs',
      'cachefrom',
      'shmsize',
      'nocache',
      'pull',
      'networkmode',
      'platform',
      'target',
      'session',
      'remote',
    ];
    assert.deepEqual(
      rest.map((name) => all.get(name)),
      ['{"A":"ü & ="}', '["x","y"]', '4096', '1', '1', 'none', 'linux/arm64', 't', 's', 'client-session'],
    );
  });
});
