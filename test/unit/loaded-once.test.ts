// What is loaded at the first question.
import assert from 'node:assert/strict';
import { loadedOnce } from '../../src/loaded-once.ts';
import { credentialStoreLoadedBy, registryClientLoadedBy } from '../../src/registry/loaded-later.ts';
import type { RegistryClient } from '../../src/registry/registry-api.ts';

describe('what is loaded once', () => {
  it('is loaded at the first call, and used by all', async () => {
    let loads = 0;
    const value = loadedOnce(async () => ++loads);
    assert.equal(loads, 0);
    assert.deepEqual(await Promise.all([value(), value()]), [1, 1]);
    assert.equal(await value(), 1);
  });

  it('is loaded anew where that failed', async () => {
    let loads = 0;
    const value = loadedOnce(async () => {
      if (++loads === 1) throw new Error('gone');
      return loads;
    });
    await assert.rejects(value(), /gone/);
    assert.equal(await value(), 2);
  });

  it('is used once it is there by whoever does not ask for it', async () => {
    const used: string[] = [];
    const value = loadedOnce(async () => 'there');
    value.ifAskedFor((loaded) => used.push(`early ${loaded}`));
    const asked = value();
    value.ifAskedFor((loaded) => used.push(`late ${loaded}`));
    await asked;
    assert.deepEqual(used, ['late there']);
  });
});

describe('a client of registries and a store of logins that are loaded at the first question', () => {
  /** Each of its methods tells its name and what it was given. */
  const telling = <T extends object>(told: string[]): T =>
    new Proxy({} as T, {
      // A promise is resolved with it, which asks for `then`.
      get: (_, name) =>
        name === 'then' ? undefined : (...given: unknown[]) => told.push(`${String(name)} ${given.join(' ')}`),
    });
  const asked = ['a', 'b', 'c', 'd'] as never[];

  it('are asked all that was asked', async () => {
    const told: string[] = [];
    const client = registryClientLoadedBy(async () => telling(told));
    const store = credentialStoreLoadedBy(async () => telling(told));
    const expected: string[] = [];
    for (const part of [client, store]) {
      for (const [name, ask] of Object.entries(part)) {
        await (ask as (...given: unknown[]) => unknown)(...asked);
        expected.push(name === 'close' ? 'close ' : name === 'forget' ? 'forget a' : `${name} a b c d`);
      }
    }
    assert.deepEqual(told, expected);
  });

  it('are not loaded to forget or to end', async () => {
    let loads = 0;
    const told: string[] = [];
    const client = registryClientLoadedBy(async () => {
      loads++;
      return telling<RegistryClient>(told);
    });
    client.forget();
    client.close();
    assert.equal(loads, 0);
    const asking = client.wantsFewRequests('docker.io');
    client.forget('ghcr.io');
    await asking;
    assert.deepEqual([loads, told], [1, ['wantsFewRequests docker.io', 'forget ghcr.io']]);
  });
});
