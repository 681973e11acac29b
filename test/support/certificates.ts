// A certificate authority for tests, made by the openssl program: a registry's own certificate, one for its clients, and
// one that signs tokens. All in a folder that is removed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, run } from './processes.mjs';

export interface KeyPair {
  readonly certFile: string;
  readonly keyFile: string;
  /** PEM */
  readonly cert: string;
  readonly key: string;
}

export interface TestAuthority {
  /** PEM */
  readonly caFile: string;
  /** For `127.0.0.1` and `localhost`. */
  readonly server: KeyPair;
  readonly client: KeyPair;
  remove(): void;
}

export async function makeAuthority(): Promise<TestAuthority> {
  const openssl = findProgram('openssl');
  if (!openssl) throw new Error('openssl is not installed: apt-get install openssl');
  const folder = mkdtempSync(join(tmpdir(), 'longshore-authority-'));
  const file = (name: string) => join(folder, name);
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  const authority = ['-keyout', file('ca.key'), '-out', file('ca.crt'), '-days', '2', '-subj', '/CN=Longshore test CA'];
  await run(openssl, ['req', '-x509', ...key, ...authority]);

  async function signed(name: string, extensions: string): Promise<KeyPair> {
    const [certFile, keyFile] = [file(`${name}.crt`), file(`${name}.key`)];
    writeFileSync(file(`${name}.ext`), extensions);
    await run(openssl as string, [
      'req',
      ...key,
      '-keyout',
      keyFile,
      '-out',
      file(`${name}.csr`),
      '-subj',
      `/CN=${name}`,
    ]);
    await run(openssl as string, [
      ...['x509', '-req', '-in', file(`${name}.csr`), '-CA', file('ca.crt'), '-CAkey', file('ca.key')],
      ...['-CAcreateserial', '-out', certFile, '-days', '2', '-extfile', file(`${name}.ext`)],
    ]);
    return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  }

  return {
    caFile: file('ca.crt'),
    server: await signed('server', 'subjectAltName=IP:127.0.0.1,DNS:localhost\n'),
    client: await signed('client', 'extendedKeyUsage=clientAuth\n'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
