// `npm start`, the engine: the one that the user means, or, where none answers and we may, one that we install and start.
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { whyNoDebianPackages } from './debian.mjs';
import { dockerEndpoint } from './docker-endpoint.mjs';
import { whyNoAnswer } from './docker-ping.mjs';
import { ownDockerd } from './dockerd.mjs';
import { beforeEnd } from './processes.mjs';
import { say } from './progress.mjs';

/**
 * @typedef {{
 *   readonly endpoint: import('./docker-endpoint.mjs').DockerEndpoint, readonly why: string | undefined, readonly ours: boolean,
 * }} FoundEngine `why`: why it does not answer, undefined if it does; `ours`: whether we may start one in its place
 */

/** @returns {Promise<FoundEngine>} */
export async function findEngine() {
  const endpoint = dockerEndpoint();
  if (!endpoint.address) return { endpoint, why: undefined, ours: false };
  const why = await whyNoAnswer(endpoint.address);
  return { endpoint, why, ours: why !== undefined && !endpoint.namedBy && whyNoDebianPackages() === undefined };
}

/**
 * Starts the machine's engine, which ends with us. Its packages are installed.
 * @param {FoundEngine} found @param {string} log file for its output
 */
export async function startEngine({ endpoint }, log) {
  // Where services are started by the system, installing the package has done it.
  for (let tries = existsSync('/run/systemd/system') ? 20 : 1; tries > 0; tries--) {
    if (endpoint.address && !(await whyNoAnswer(endpoint.address))) return;
    if (tries > 1) await sleep(250);
  }
  const engine = await ownDockerd({ log });
  beforeEnd(async () => {
    say('  … stopping the Docker engine and its containers');
    await engine.stop();
  });
}

/** @param {FoundEngine} found @returns {string} one paragraph for a person: what is wrong and what to do */
export function whatToInstall({ endpoint: { host, namedBy }, why }) {
  const goOn =
    'Dockerfiles are checked without an engine, so Longshore starts anyway and connects as soon as one answers.';
  if (/EACCES/.test(why ?? '')) {
    return `You may not use the Docker engine at ${host}. Join its group (sudo usermod -aG docker $USER), log out and in again. ${goOn}`;
  }
  if (namedBy) {
    return `The Docker engine at ${host}, named by ${namedBy}, does not answer (${why}). Start it, or name another one. ${goOn}`;
  }
  const install =
    process.platform === 'linux'
      ? 'Install Docker Engine (on Debian and Ubuntu: sudo apt-get install docker.io) and start it (sudo systemctl start docker)'
      : 'Install Docker Desktop and start it';
  return `No Docker engine answers at ${host} (${why}). ${install}. ${goOn}`;
}
