import assert from 'node:assert/strict';
import { EngineError } from '../../../src/errors.ts';
import type { Credential } from '../../../src/registry/credential.ts';
import { verifyLogin } from '../../../src/registry/login.ts';

const login: Credential = { kind: 'password', username: 'me', password: 'pw' };
const token: Credential = { kind: 'identity-token', identityToken: 't' };

describe('a login', () => {
  const asked: string[] = [];
  beforeEach(() => void asked.splice(0));
  const engine = {
    images: {
      verifyCredential: async (registry: string) => {
        asked.push(registry);
        return token;
      },
    },
  };
  const client = (answer: Credential | EngineError) => ({
    verify: async () => {
      if (answer instanceof EngineError) throw answer;
      return answer;
    },
  });

  it('is tried by us, and by the engine only where we do not reach the registry', async () => {
    assert.deepEqual(await verifyLogin(client(login), engine, 'r.test', login), login);
    assert.deepEqual(asked, []);
    const away = client(new EngineError('registry-unreachable', 'Away.'));
    assert.deepEqual(await verifyLogin(away, engine, 'r.test', login), token);
    assert.deepEqual(asked, ['r.test']);
    await assert.rejects(verifyLogin(away, undefined, 'r.test', login), { message: 'Away.' });
  });

  it('that is refused is not tried again', async () => {
    const refusing = client(new EngineError('registry-denied', 'No.'));
    await assert.rejects(verifyLogin(refusing, engine, 'r.test', login), { kind: 'registry-denied' });
    assert.deepEqual(asked, []);
  });
});
