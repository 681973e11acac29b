// Which engine the user means: DOCKER_HOST, DOCKER_CONTEXT, the current context, the usual sockets, in the CLI's order.
// For the start script, which runs before anything is built; the extension has its own, fuller one.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {{
 *   readonly host: string, readonly namedBy: string | undefined,
 *   readonly address: { readonly socketPath: string } | { readonly host: string, readonly port: number } | undefined,
 * }} DockerEndpoint `namedBy`: undefined for a default socket; `address`: undefined if only the extension can ask it (ssh, TLS)
 */

/**
 * @param {{ env?: NodeJS.ProcessEnv, home?: string, exists?: (path: string) => boolean }} [where]
 * @returns {DockerEndpoint}
 */
export function dockerEndpoint({ env = process.env, home = homedir(), exists = existsSync } = {}) {
  const folder = env.DOCKER_CONFIG || join(home, '.docker');
  const { host, namedBy } = named(env, folder) ?? { host: defaultHost(env, home, exists), namedBy: undefined };
  return { host, namedBy, address: addressOf(host, env) };
}

/** @param {NodeJS.ProcessEnv} env @param {string} folder */
function named(env, folder) {
  if (env.DOCKER_HOST) return { host: env.DOCKER_HOST, namedBy: 'DOCKER_HOST' };
  const context = env.DOCKER_CONTEXT || readJson(join(folder, 'config.json'))?.currentContext;
  if (!context || context === 'default') return undefined;
  const id = createHash('sha256').update(context).digest('hex');
  const host = readJson(join(folder, 'contexts', 'meta', id, 'meta.json'))?.Endpoints?.docker?.Host;
  return { host: host ?? '', namedBy: `the context ${context}` };
}

/** @param {string} file @returns {any} undefined if there is none or it is not JSON */
function readJson(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // A broken file of the user's is for Docker to complain about.
    return undefined;
  }
}

/** @param {NodeJS.ProcessEnv} env @param {string} home @param {(path: string) => boolean} exists */
function defaultHost(env, home, exists) {
  if (process.platform === 'win32') return 'npipe:////./pipe/docker_engine';
  const sockets = [
    '/var/run/docker.sock',
    join(home, '.docker', 'run', 'docker.sock'),
    ...(env.XDG_RUNTIME_DIR ? [join(env.XDG_RUNTIME_DIR, 'docker.sock')] : []),
  ];
  return `unix://${sockets.find(exists) ?? sockets[0]}`;
}

/** @param {string} host @param {NodeJS.ProcessEnv} env @returns {DockerEndpoint['address']} */
function addressOf(host, env) {
  const socketPath = /^(?:unix|npipe):\/\/(.+)$/.exec(host)?.[1];
  if (socketPath) return { socketPath };
  const [, name, port] = /^(?:tcp|http):\/\/([^:/]+):(\d+)/.exec(host) ?? [];
  return name && port && !env.DOCKER_TLS_VERIFY && port !== '2376' ? { host: name, port: Number(port) } : undefined;
}
