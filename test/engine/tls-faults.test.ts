// Each way in which TLS to an engine can fail, with one true sentence that names who can mend it. Certificates and keys are
// real, made by an authority of the test's own; what asks for certificates is written in Go, as the engine is.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../../src/engine/dockerode/client.ts';
import { tlsSentences } from '../../src/engine/dockerode/tls-failure.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { EngineErrorKind } from '../../src/errors.ts';
import { type KeyPair, makeAuthority, type TestAuthority } from '../support/certificates.ts';
import { startRegistry } from '../support/registry.ts';
import { patternOf } from '../support/sentence-pattern.ts';

type SentenceName = keyof typeof tlsSentences;

/** What lies in DOCKER_CERT_PATH. */
interface Ours {
  readonly ca?: string;
  readonly pair?: Pick<KeyPair, 'cert' | 'key'>;
}

describe('TLS to an engine', function () {
  this.timeout(60_000);
  let folder: string;
  let known: TestAuthority;
  let unknown: TestAuthority;
  let stops: (() => unknown)[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-tls-'));
    known = await makeAuthority();
    unknown = await makeAuthority();
  });
  after(() => {
    rmSync(folder, { recursive: true });
    known.remove();
    unknown.remove();
  });
  afterEach(async () => {
    for (const stop of stops.reverse()) await stop();
    stops = [];
  });

  const listening = (server: Server) =>
    new Promise<string>((resolve) => {
      stops.push(() => new Promise((closed) => server.close(closed)));
      server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as { port: number }).port}`));
    });
  const secure = ({ cert, key }: KeyPair, options: ServerOptions = {}) => {
    const server = createHttpsServer({ cert, key, ...options }, (_request, response) => response.end('OK'));
    stops.push(() => server.closeAllConnections());
    return listening(server);
  };
  /** Wants certificates of its clients. */
  const strict = async () => {
    const { certFile, keyFile } = known.server;
    const tls = { certificate: certFile, key: keyFile, clientcas: [known.caFile] };
    const registry = await startRegistry({ http: { tls } });
    stops.push(registry.stop);
    return registry.host;
  };
  const cut = (answer: (bytes: Buffer) => Buffer) =>
    listening(
      createServer((socket) => {
        socket.on('error', () => {}).once('data', (bytes) => socket.end(answer(bytes)));
      }),
    );

  async function fails(
    host: string,
    says: SentenceName | readonly SentenceName[],
    { ca = known.caFile, pair }: Ours = {},
    kind: EngineErrorKind = 'unreachable',
    tls = true,
  ): Promise<string> {
    let said = '';
    const certificates = mkdtempSync(join(folder, 'certs-'));
    copyFileSync(ca, join(certificates, 'ca.pem'));
    if (pair) {
      writeFileSync(join(certificates, 'cert.pem'), pair.cert);
      writeFileSync(join(certificates, 'key.pem'), pair.key);
    }
    const env = {
      DOCKER_HOST: `tcp://${host}`,
      ...(tls && { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates }),
    };
    const engine = createEngine(resolveEndpoint({ env, dockerConfigFolder: folder }));
    stops.push(() => engine.close());
    await assert.rejects(engine.containers.list(), (error: Error & { kind?: string }) => {
      assert.equal(error.kind, kind, error.stack);
      const patterns = [says].flat().map((name) => patternOf((engine, other) => tlsSentences[name](engine, other)));
      assert.ok(
        patterns.some((each) => each.test(error.message)),
        error.message,
      );
      said = error.message;
      assert.match(error.message, /^(?:[A-Z]|tcp:).*\.$/s);
      assert.ok(!error.message.includes('PRIVATE KEY'));
      return true;
    });
    return said;
  }

  it('meets a plain port', async () => {
    const plain = await startRegistry();
    stops.push(plain.stop);
    await fails(plain.host, 'notTls');
  });
  it('is wanted where plain HTTP comes', async () => {
    await fails(await strict(), 'required', {}, 'unreachable', false);
  });
  it('shows a certificate that has expired', async () => {
    const expired = await known.sign('expired', { from: '20200101000000Z', until: '20200201000000Z' });
    await fails(await secure(expired), 'expired');
  });
  it('shows a certificate that is not valid yet', async () => {
    const early = await known.sign('early', { from: '20480101000000Z', until: '20490101000000Z' });
    await fails(await secure(early), 'notYetValid');
  });
  it('shows a certificate for another host', async () => {
    const other = await known.sign('other', { extensions: 'subjectAltName=DNS:build.test,IP:192.0.2.7\n' });
    const said = await fails(await secure(other), 'ofOtherHost');
    assert.ok(said.includes('build.test, 192.0.2.7'), said);
  });
  it('shows a certificate of an authority that is not known', async () => {
    await fails(await secure(unknown.server), 'unknownAuthority');
  });
  it('shows a certificate that is signed by itself', async () => {
    const own = await makeAuthority();
    stops.push(own.remove);
    const pair = { ...own.server, cert: readFileSync(own.caFile, 'utf8') };
    await fails(
      await secure({ ...pair, key: readFileSync(own.caFile.replace('.crt', '.key'), 'utf8') }),
      'selfSigned',
      {
        ca: known.client.certFile,
      },
    );
  });
  it('shows a certificate that is not for servers', async () => {
    const client = await known.sign('no-server', {
      extensions: 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=clientAuth\n',
    });
    await fails(await secure(client), 'notForServers');
  });
  it('wants a certificate and gets none', async () => {
    await fails(await strict(), 'clientCertificateMissing');
  });
  it('refuses a certificate of another authority', async () => {
    await fails(await strict(), 'clientCertificateRejected', { pair: unknown.client });
  });
  it('refuses a certificate that has expired', async () => {
    const extensions = 'extendedKeyUsage=clientAuth\n';
    const pair = await known.sign('old', { extensions, from: '20200101000000Z', until: '20200201000000Z' });
    await fails(await strict(), 'clientCertificateRejected', { pair });
  });
  it('refuses a certificate that is not for clients', async () => {
    const pair = await known.sign('no-client', { extensions: 'extendedKeyUsage=serverAuth\n' });
    await fails(await strict(), 'clientCertificateRejected', { pair });
  });
  it('is given a certificate and the key of another', async () => {
    const pair = { cert: known.client.cert, key: known.server.key };
    await fails(await strict(), 'keyOfOther', { pair });
  });
  it('is older than anything that is safe', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    await fails(await secure(known.server, old), 'unsafeVersion');
  });
  it('has no cipher in common', async () => {
    const odd = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' } as const;
    await fails(await secure(known.server, odd), 'noCommonCipher');
  });
  it('has a certificate that is too weak', async () => {
    const weak = await known.sign('weak', { bits: 768 });
    await fails(await secure(weak, { maxVersion: 'TLSv1.2', ciphers: 'DEFAULT:@SECLEVEL=0' }), 'weak');
  });
  it('breaks off at the beginning', async () => {
    await fails(await cut(() => Buffer.alloc(0)), 'closedAtBegin');
  });
  it('is junk', async () => {
    await fails(await cut(() => Buffer.from([22, 3, 3, 0, 5, 1, 2, 3, 4, 5])), ['failed', 'notTls']);
  });
});
