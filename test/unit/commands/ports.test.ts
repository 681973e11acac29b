import assert from 'node:assert/strict';
import {
  browserPorts,
  formatPublishedPorts,
  parsePublishedPorts,
  proposePorts,
  takenPorts,
} from '../../../src/commands/ports.ts';
import { aContainer as container } from '../../support/fake-engine.ts';

describe('ports', () => {
  it('reads what people type, and writes it again', () => {
    const ports = parsePublishedPorts('8080:80, 5353:53/udp 9000');
    assert.deepEqual(ports, [
      { hostPort: 8080, containerPort: 80, protocol: 'tcp' },
      { hostPort: 5353, containerPort: 53, protocol: 'udp' },
      { hostPort: 9000, containerPort: 9000, protocol: 'tcp' },
    ]);
    assert.equal(formatPublishedPorts(ports as never), '8080:80, 5353:53/udp, 9000:9000');
    assert.deepEqual(parsePublishedPorts('  '), []);
  });

  it('says what is wrong', () => {
    for (const text of ['99999', '0:80', 'eighty', '80:80:80', '8080:80, 8080:81', '80/http', '-1']) {
      assert.ok('wrong' in parsePublishedPorts(text), text);
    }
    assert.match((parsePublishedPorts('99999:80') as { wrong: string }).wrong, /99999 is not a port/);
  });

  it('takes the same host port for tcp and udp', () => {
    assert.equal((parsePublishedPorts('53:53, 53:53/udp') as unknown[]).length, 2);
  });

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
    assert.deepEqual(
      proposed.map(({ hostPort }) => hostPort),
      [8081, 8082, 8080],
    );
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
