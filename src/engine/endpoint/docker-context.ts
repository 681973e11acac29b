// Docker contexts as the CLI stores them. Reads config.json and contexts/meta; never writes there.
// Layout: github.com/docker/cli, cli/context/store (a folder per context, named by the SHA-256 of its name).

import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../../errors.ts';
import { isRecord, readOptionalJson } from '../../optional-file.ts';

/** What is wrong with a Docker context, or with the file that names the current one. */
export const contextSentences = {
  noObject: (path: string) => l10n.t('{0} does not contain a JSON object. Correct or remove it.', path),
  nameNotText: (path: string) => l10n.t('"currentContext" in {0} is not a string. Correct or remove it.', path),
  notThere: (name: string) =>
    l10n.t(
      'The Docker context "{0}" does not exist. Choose one from "docker context ls" (DOCKER_CONTEXT, "docker context use", or the settings).',
      name,
    ),
  noEngine: (name: string) =>
    l10n.t('The Docker context "{0}" has no engine. Create it again with "docker context create".', name),
};

export interface DockerContext {
  /** As `DOCKER_HOST` would say it. */
  readonly host: string;
  readonly skipTlsVerify: boolean;
  /** Holds any of ca.pem, cert.pem, key.pem; need not exist. */
  readonly certificateFolder: string;
}

/**
 * `currentContext` of config.json; undefined if there is none. A broken file is warned of and counts as absent, as for the
 * Docker CLI (cli/config/config.go, LoadDefaultConfigFile).
 */
export function currentContext(
  dockerConfigFolder: string,
  warn: (message: string) => void = () => undefined,
): string | undefined {
  const path = join(dockerConfigFolder, 'config.json');
  try {
    const config = readOptionalJson(path) ?? {};
    if (!isRecord(config)) throw new EngineError('bad-endpoint', contextSentences.noObject(path));
    const { currentContext: name = '' } = config;
    if (typeof name === 'string') return name === '' ? undefined : name;
    throw new EngineError('bad-endpoint', contextSentences.nameNotText(path));
  } catch (error) {
    if (!isEngineError(error, 'bad-endpoint')) throw error;
    warn(`${error.message} Until then the default Docker engine is used.`);
    return undefined;
  }
}

/** Where what is known of a context stands, if there is such a context. */
export function contextFile(dockerConfigFolder: string, name: string): string {
  return join(dockerConfigFolder, 'contexts', 'meta', idOf(name), 'meta.json');
}

function idOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

export interface ListedContext {
  readonly name: string;
  readonly host: string;
  readonly description: string;
}

/** Those that `docker context create` has made, by name; what cannot be read is left out. */
export function listDockerContexts(dockerConfigFolder: string): readonly ListedContext[] {
  const folder = join(dockerConfigFolder, 'contexts', 'meta');
  const found = existsSync(folder) ? readdirSync(folder) : [];
  return found.flatMap((id) => listed(join(folder, id, 'meta.json'))).sort((a, b) => a.name.localeCompare(b.name));
}

function listed(path: string): ListedContext[] {
  let meta: unknown;
  try {
    meta = readOptionalJson(path);
  } catch (error) {
    if (!isEngineError(error, 'bad-endpoint')) throw error;
    return [];
  }
  if (!isRecord(meta) || typeof meta.Name !== 'string' || !isRecord(meta.Endpoints)) return [];
  const { docker } = meta.Endpoints;
  if (!isRecord(docker) || typeof docker.Host !== 'string') return [];
  const { Description: description } = isRecord(meta.Metadata) ? meta.Metadata : {};
  return [{ name: meta.Name, host: docker.Host, description: typeof description === 'string' ? description : '' }];
}

/** Throws `bad-endpoint` for a context that is not there or names no engine. */
export function readContext(dockerConfigFolder: string, name: string): DockerContext {
  const meta = readOptionalJson(contextFile(dockerConfigFolder, name));
  if (meta === undefined) {
    throw new EngineError('bad-endpoint', contextSentences.notThere(name));
  }
  const endpoints = isRecord(meta) ? meta.Endpoints : undefined;
  const endpoint = isRecord(endpoints) ? endpoints.docker : undefined;
  const host = isRecord(endpoint) ? endpoint.Host : undefined;
  if (typeof host !== 'string' || host === '') {
    throw new EngineError('bad-endpoint', contextSentences.noEngine(name));
  }
  return {
    host,
    skipTlsVerify: isRecord(endpoint) && endpoint.SkipTLSVerify === true,
    certificateFolder: join(dockerConfigFolder, 'contexts', 'tls', idOf(name), 'docker'),
  };
}
