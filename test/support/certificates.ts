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

export interface CertificateOptions {
  /** As x509v3_config(5) writes them. */
  readonly extensions?: string;
  /** As openssl-ca(1) writes times: `20200101000000Z`. */
  readonly from?: string;
  readonly until?: string;
  /** Bits of its RSA key. */
  readonly bits?: number;
}

export interface TestAuthority {
  /** PEM */
  readonly caFile: string;
  /** For `127.0.0.1` and `localhost`. */
  readonly server: KeyPair;
  readonly client: KeyPair;
  /** Another pair, by this authority. */
  sign(name: string, how?: CertificateOptions): Promise<KeyPair>;
  remove(): void;
}

const serverNames = 'subjectAltName=IP:127.0.0.1,DNS:localhost\n';

export async function makeAuthority(): Promise<TestAuthority> {
  const openssl = findProgram('openssl');
  if (!openssl) throw new Error('openssl is not installed: apt-get install openssl');
  const folder = mkdtempSync(join(tmpdir(), 'longshore-authority-'));
  const file = (name: string) => join(folder, name);
  const authority = ['-keyout', file('ca.key'), '-out', file('ca.crt'), '-days', '2', '-subj', '/CN=Longshore test CA'];
  await run(openssl, ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...authority]);
  // It notes what it has signed, and wants to be told where.
  writeFileSync(file('index.txt'), '');
  writeFileSync(
    file('ca.cnf'),
    [
      ...[
        '[ca]',
        'default_ca=all',
        '[all]',
        `database=${file('index.txt')}`,
        `new_certs_dir=${folder}`,
        'rand_serial=yes',
      ],
      ...['default_md=sha256', 'default_days=2', 'policy=any', 'unique_subject=no', '[any]', 'commonName=supplied', ''],
    ].join('\n'),
  );

  async function sign(
    name: string,
    { extensions = serverNames, from, until, bits = 2048 }: CertificateOptions = {},
  ): Promise<KeyPair> {
    const [certFile, keyFile, request] = [file(`${name}.crt`), file(`${name}.key`), file(`${name}.csr`)];
    writeFileSync(file(`${name}.ext`), extensions);
    const key = ['-newkey', `rsa:${bits}`, '-nodes', '-keyout', keyFile];
    await run(openssl as string, ['req', ...key, '-out', request, '-subj', `/CN=${name}`]);
    await run(openssl as string, [
      ...['ca', '-batch', '-notext', '-config', file('ca.cnf'), '-in', request, '-out', certFile],
      ...['-cert', file('ca.crt'), '-keyfile', file('ca.key'), '-extfile', file(`${name}.ext`)],
      ...(from ? ['-startdate', from] : []),
      ...(until ? ['-enddate', until] : []),
    ]);
    return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  }

  return {
    caFile: file('ca.crt'),
    server: await sign('server'),
    client: await sign('client', { extensions: 'extendedKeyUsage=clientAuth\n' }),
    sign,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
