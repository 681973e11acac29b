// Which engine is meant: the Docker CLI's own order of choosing, to the end of knowing how to reach it.
// Reads small files (config.json, contexts, certificates), opens no connection.

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import { type Address, parseAddress } from './address.ts';
import { readCertificates, type Tls } from './certificates.ts';
import { defaultSockets, socketAddress } from './default-socket.ts';
import { currentContext, readContext } from './docker-context.ts';

/** Where an address stands. */
export const originSentences = {
  setting: () => l10n.t('The setting'),
  context: (name: string) => l10n.t('The Docker context "{0}"', name),
  noSocket: () => l10n.t('There is no default Docker socket for this operating system.'),
};

export interface Endpoint {
  /** For a person: `unix:///var/run/docker.sock`, or with a context `remote (ssh://me@host)`. */
  readonly words: string;
  readonly address: Address;
  /** Only for TCP; undefined: plain HTTP. */
  readonly tls: Tls | undefined;
}

export interface EndpointSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `~/.docker`, unless `DOCKER_CONFIG` says otherwise: the caller decides. */
  readonly dockerConfigFolder: string;
  /** What the user chose in the settings: a context's name or an address (with `://`); empty counts as absent. */
  readonly setting?: string | undefined;
  /** Hears what is wrong with config.json and was passed over. */
  readonly warn?: (message: string) => void;
  readonly platform?: NodeJS.Platform;
  readonly homeFolder?: string;
}

/**
 * Order, as in the CLI: the setting (its `--context` or `--host`), `DOCKER_HOST`, `DOCKER_CONTEXT`, `currentContext` of
 * config.json, the default socket. Throws EngineError `bad-endpoint`, which says what to mend.
 */
export function resolveEndpoint(source: EndpointSource): Endpoint {
  const { env } = source;
  const setting = source.setting?.trim();
  if (setting)
    return setting.includes('://')
      ? fromHost(setting, source, originSentences.setting())
      : fromContext(setting, source);
  if (env.DOCKER_HOST) return fromHost(env.DOCKER_HOST, source, 'DOCKER_HOST');
  return fromContext(env.DOCKER_CONTEXT || currentContext(source.dockerConfigFolder, source.warn) || 'default', source);
}

function fromHost(text: string, { env, dockerConfigFolder }: EndpointSource, origin: string): Endpoint {
  const address = parseAddress(text, origin);
  return {
    words: address.words,
    address,
    tls: address.kind === 'tcp' ? tlsFromEnv(env, dockerConfigFolder, address) : undefined,
  };
}

/** The CLI's rule: DOCKER_TLS_VERIFY verifies, DOCKER_TLS or a DOCKER_CERT_PATH alone encrypts without verifying. */
function tlsFromEnv(
  env: EndpointSource['env'],
  dockerConfigFolder: string,
  address: Address & { kind: 'tcp' },
): Tls | undefined {
  if (!env.DOCKER_TLS_VERIFY && !env.DOCKER_TLS && !env.DOCKER_CERT_PATH && !address.secure) return undefined;
  const certificates = readCertificates(env.DOCKER_CERT_PATH || dockerConfigFolder, Boolean(env.DOCKER_CERT_PATH));
  const verify = Boolean(env.DOCKER_TLS_VERIFY) || (address.secure && !env.DOCKER_TLS);
  return { ...certificates, verify };
}

function fromContext(name: string, source: EndpointSource): Endpoint {
  if (name === 'default') {
    if (source.env.DOCKER_HOST) return fromHost(source.env.DOCKER_HOST, source, 'DOCKER_HOST');
    return fromDefaultSocket(source);
  }
  const context = readContext(source.dockerConfigFolder, name);
  const address = parseAddress(context.host, originSentences.context(name));
  const words = `${name} (${address.words})`;
  if (address.kind !== 'tcp') return { words, address, tls: undefined };
  const certificates = readCertificates(context.certificateFolder, false);
  const encrypted = address.secure || Object.values(certificates).some((file) => file !== undefined);
  return { words, address, tls: encrypted ? { ...certificates, verify: !context.skipTlsVerify } : undefined };
}

function fromDefaultSocket({ env, platform = process.platform, homeFolder = homedir() }: EndpointSource): Endpoint {
  const candidates = defaultSockets({ env, platform, homeFolder });
  const path = candidates.find((candidate) => existsSync(candidate)) ?? candidates[0];
  if (path === undefined) throw new EngineError('bad-endpoint', originSentences.noSocket());
  const address = socketAddress(path);
  return { words: address.words, address, tls: undefined };
}
