import assert from 'node:assert/strict';
import { browserPorts, freePorts, proposePorts, takenPorts } from '../../../src/commands/running/ports.ts';
import { aContainer as container } from '../../support/fake-engine.ts';

describe('ports', () => {
  it('proposes host ports that no container holds', () => {
    const taken = takenPorts([
      container({ ports: [{ privatePort: 8080, publicPort: 8080, protocol: 'tcp' }] }),
      container({ ports: [{ privatePort: 1, protocol: 'tcp' }] }),
    ]);
    const proposed = proposePorts(
      [
        { port: 80, protocol: 'tcp' },
        { port: 8081, protocol: 'tcp' },
        { port: 8080, protocol: 'udp' },
      ],
      taken,
    );
    // 80 → 8080, which is held → 8081; then 8081 is spoken for → 8082; udp has a numbering of its own.
    assert.deepEqual(proposed, ['8081:80', '8082:8081', '8080:8080/udp']);
  });

  it('leaves ranges and ports of the engine’s choice alone', () => {
    const taken = takenPorts([container({ ports: [{ privatePort: 80, publicPort: 9000, protocol: 'tcp' }] })]);
    assert.deepEqual(freePorts(['127.0.0.1:9000:80', '9000-9010:80', '80', '[::1]::80'], taken), [
      '127.0.0.1:9001:80',
      '9000-9010:80',
      '80',
      '[::1]::80',
    ]);
  });

  it('finds the pages of a container once each', () => {
    const pages = browserPorts(
      {
        ports: [
          { privatePort: 80, publicPort: 8080, address: '0.0.0.0', protocol: 'tcp' },
          { privatePort: 80, publicPort: 8080, address: '::', protocol: 'tcp' },
          { privatePort: 443, publicPort: 8443, address: '127.0.0.1', protocol: 'tcp' },
          { privatePort: 53, publicPort: 53, address: '0.0.0.0', protocol: 'udp' },
          { privatePort: 9000, protocol: 'tcp' },
          { privatePort: 70, publicPort: 70, address: '::1', protocol: 'tcp' },
        ],
      },
      'build.example',
    );
    assert.deepEqual(
      pages.map(({ url }) => url),
      ['http://build.example:8080/', 'https://127.0.0.1:8443/', 'http://[::1]:70/'],
    );
  });
});
