import assert from 'node:assert/strict';
import { registryAuth } from '../../../src/engine/dockerode/registry-auth.ts';

describe('the header with a registry’s credential', () => {
  it('is base64 for addresses with its padding, which Podman wants', async () => {
    assert.deepEqual(await registryAuth('node:22', undefined, undefined), { 'X-Registry-Auth': 'e30=' });
    const credential = { kind: 'password', username: 'ü', password: '>>>???' } as const;
    const { 'X-Registry-Auth': header = '' } = await registryAuth('node:22', async () => credential, undefined);
    assert.match(header, /^[\w-]+=*$/);
    assert.equal(header.length % 4, 0);
    const { password, username } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    assert.deepEqual([username, password], ['ü', '>>>???']);
  });
});
