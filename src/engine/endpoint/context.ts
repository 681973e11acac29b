// Docker contexts as the CLI stores them. Reads config.json and contexts/meta; never writes there.
// Layout: github.com/docker/cli, cli/context/store (a folder per context, named by the SHA-256 of its name).
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { EngineError } from '../errors.ts';
import { isRecord, readOptionalJson } from './optional-file.ts';

export interface DockerContext {
  /** As `DOCKER_HOST` would say it. */
  readonly host: string;
  readonly skipTlsVerify: boolean;
  /** Holds any of ca.pem, cert.pem, key.pem; need not exist. */
  readonly certificateFolder: string;
}

/** `currentContext` of config.json; undefined if there is none. */
export function currentContext(dockerConfigFolder: string): string | undefined {
  const config = readOptionalJson(join(dockerConfigFolder, 'config.json'));
  const name = isRecord(config) ? config.currentContext : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** Where what is known of a context stands, if there is such a context. */
export function contextFile(dockerConfigFolder: string, name: string): string {
  return join(dockerConfigFolder, 'contexts', 'meta', idOf(name), 'meta.json');
}

function idOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

/** Throws `bad-endpoint` for a context that is not there or names no engine. */
export function readContext(dockerConfigFolder: string, name: string): DockerContext {
  const meta = readOptionalJson(contextFile(dockerConfigFolder, name));
  if (meta === undefined) {
    throw new EngineError(
      'bad-endpoint',
      `There is no Docker context "${name}". Choose one of "docker context ls" (DOCKER_CONTEXT, "docker context use", or the settings).`,
    );
  }
  const endpoints = isRecord(meta) ? meta.Endpoints : undefined;
  const endpoint = isRecord(endpoints) ? endpoints.docker : undefined;
  const host = isRecord(endpoint) ? endpoint.Host : undefined;
  if (typeof host !== 'string' || host === '') {
    throw new EngineError(
      'bad-endpoint',
      `The Docker context "${name}" names no engine. Create it anew with "docker context create".`,
    );
  }
  return {
    host,
    skipTlsVerify: isRecord(endpoint) && endpoint.SkipTLSVerify === true,
    certificateFolder: join(dockerConfigFolder, 'contexts', 'tls', idOf(name), 'docker'),
  };
}
