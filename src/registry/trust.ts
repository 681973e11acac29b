// Whom we trust as a registry, and who we are to it: certificates in the folders where engines look, and the registries
// that the engine was told to reach without. Reads small files, opens no connection.
// Source: docs.docker.com/engine/security/certificates; github.com/moby/moby, registry/config.go and registry.go.

import { readdirSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../errors.ts';
import { readOptionalFile } from '../optional-file.ts';
import { hostNameOf, isLoopback } from './registry-host.ts';

/** What is wrong with the certificates of a registry. */
export const trustSentences = {
  halfPair: (folder: string, present: string, absent: string) =>
    l10n.t('{0} has {1} but not {2}. Add the missing file; CA certificates end in .crt.', folder, present, absent),
};

/** As Node's `https.request` wants them; without `ca`: whom this machine trusts anyway. */
export interface TlsOptions {
  readonly ca?: string[];
  readonly cert?: string[];
  readonly key?: string[];
  readonly rejectUnauthorized?: boolean;
}

export interface Trust {
  /** For connections to this host (`ghcr.io`, `localhost:5000`). Throws EngineError `registry-unreachable`. */
  tlsOf(host: string): TlsOptions;
  /** Whether plain HTTP will do: on this machine, and where the engine was told so. */
  allowsPlain(host: string): boolean;
}

export interface TrustSource {
  /** Each holds a folder for a host, with ca.crt, client.cert and client.key in it. */
  readonly certificateFolders: readonly string[];
  /** Of the engine's configuration: hosts (`registry.test:5000`) and networks (`10.0.0.0/8`). */
  readonly insecureRegistries: readonly string[];
}

/** Where engines look: the system's, the rootless one, Docker Desktop. */
export function certificateFolders({
  dockerConfigFolder,
  homeFolder,
  env,
  platform,
}: {
  readonly dockerConfigFolder: string;
  readonly homeFolder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}): string[] {
  const own = join(dockerConfigFolder, 'certs.d');
  if (platform === 'win32') return [own, join(env.ProgramData ?? 'C:\\ProgramData', 'docker', 'certs.d')];
  const rootless = join(env.XDG_CONFIG_HOME || join(homeFolder, '.config'), 'docker', 'certs.d');
  return [own, rootless, '/etc/docker/certs.d'];
}

export function createTrust({ certificateFolders: folders, insecureRegistries }: TrustSource): Trust {
  const isInsecure = insecureHosts(insecureRegistries);
  return {
    tlsOf: (host) => ({
      ...certificatesOf(host, folders),
      ...(isInsecure(host) && { rejectUnauthorized: false }),
    }),
    allowsPlain: (host) => isLoopback(host) || isInsecure(host),
  };
}

function insecureHosts(entries: readonly string[]): (host: string) => boolean {
  const hosts = new Set(entries.map((entry) => entry.toLowerCase()));
  const networks = new BlockList();
  for (const entry of entries) {
    const [address = '', bits = ''] = entry.split('/');
    const family = isIP(address);
    if (family !== 0 && /^\d+$/.test(bits)) networks.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return (host) => {
    if (hosts.has(host.toLowerCase())) return true;
    // The engine asks which address a name has; of the names only this one is sure.
    const name = isLoopback(host) && isIP(hostNameOf(host)) === 0 ? '127.0.0.1' : hostNameOf(host);
    const family = isIP(name);
    return family !== 0 && networks.check(name, family === 4 ? 'ipv4' : 'ipv6');
  };
}

function certificatesOf(host: string, folders: readonly string[]): TlsOptions {
  const ca: string[] = [];
  const cert: string[] = [];
  const key: string[] = [];
  for (const parent of folders) {
    // A file name on Windows has no colon.
    const names = new Set([host, host.replaceAll(':', '')]);
    for (const folder of [...names].map((name) => join(parent, name))) {
      const files = filesIn(folder);
      const read = (file: string) => readOptionalFile(join(folder, file), 'registry-unreachable') ?? '';
      for (const file of files.filter((name) => name.endsWith('.crt'))) ca.push(read(file));
      for (const file of files.filter((name) => name.endsWith('.cert'))) {
        const keyFile = file.replace(/\.cert$/, '.key');
        if (!files.includes(keyFile)) throw halfPair(folder, file, keyFile);
        cert.push(read(file));
        key.push(read(keyFile));
      }
      for (const file of files.filter((name) => name.endsWith('.key'))) {
        const certFile = file.replace(/\.key$/, '.cert');
        if (!files.includes(certFile)) throw halfPair(folder, file, certFile);
      }
    }
  }
  return { ...(ca.length > 0 && { ca: [...machinesOwn(), ...ca] }), ...(cert.length > 0 && { cert, key }) };
}

/** A registry's own authority comes beside those that are trusted anyway, not in their place. */
function machinesOwn(): readonly string[] {
  // Newer versions of Node know the system's, too.
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] };
  return getCACertificates?.('default') ?? tls.rootCertificates;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new EngineError(
      'registry-unreachable',
      l10n.t('{0} cannot be read ({1}). Correct its permissions.', folder, code ?? ''),
      {
        cause: error,
      },
    );
  }
}

function halfPair(folder: string, present: string, absent: string): EngineError {
  return new EngineError('registry-unreachable', trustSentences.halfPair(folder, present, absent));
}
