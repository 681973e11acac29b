import assert from 'node:assert/strict';
import { parseAddress } from '../../../src/engine/endpoint/address.ts';
import { engineId } from '../../../src/engine/engine-id.ts';

const idOf = (address: string) => engineId(parseAddress(address, 'The test'));

describe('the id of an engine', () => {
  const addresses = [
    'unix:///var/run/docker.sock',
    'unix:///home/somebody/.docker/desktop/docker.sock',
    'npipe:////./pipe/docker_engine',
    'tcp://engine.test:2375',
    'tcp://engine.test:2376',
    'tcp://engine.test:2375/prefix',
    'ssh://engine.test',
    'ssh://me@engine.test',
    'ssh://me@engine.test:2222',
    'ssh://me@engine.test/run/docker.sock',
  ];

  it('is short, fits the authority of a URI and tells nothing of the address', () => {
    for (const address of addresses) assert.match(idOf(address), /^[0-9a-f]{12}$/, address);
  });

  it('is another for each engine', () => {
    assert.equal(new Set(addresses.map(idOf)).size, addresses.length);
  });

  it('is the same for an address in other words', () => {
    assert.equal(idOf('tcp://ENGINE.test:2376'), idOf('https://engine.test'));
    assert.equal(idOf('ssh://me@engine.test/'), idOf(' ssh://me@engine.test '));
  });

  it('does not change from version to version: it is kept on disk', () => {
    assert.equal(idOf('unix:///var/run/docker.sock'), 'ed2eddd68b1e');
  });
});
