// A throw-away Podman out of a Debian of its own, with the API that Docker's clients speak.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startThrowAway } from './dockerd.mjs';

/**
 * @param {{ readonly folder: string, readonly tree: string, readonly log?: string }} options as of `startDockerd`
 * @returns {Promise<import('./dockerd.mjs').ThrowAwayEngine>} Rejects with the end of the log if it does not come up.
 */
export async function startPodman(options) {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  // Its own defaults are more than some machines let even root have.
  const limits = [hardLimit('nofile', 'open files'), hardLimit('nproc', 'processes')];
  const configuration = [
    '[containers]',
    `default_ulimits = ${JSON.stringify(limits)}`,
    'pids_limit = 0',
    '[engine]',
    'runtime = "runc"',
    'cgroup_manager = "cgroupfs"',
    'events_logger = "file"',
  ];
  writeFileSync(join(folder, 'containers.conf'), `${configuration.join('\n')}\n`);
  // As Docker takes registries on this machine.
  const registries = ['[[registry]]', 'prefix = "127.0.0.1"', 'location = "127.0.0.1"', 'insecure = true'];
  writeFileSync(join(folder, 'registries.conf'), `${registries.join('\n')}\n`);
  const env = [
    `CONTAINERS_CONF=${join(folder, 'containers.conf')}`,
    `CONTAINERS_REGISTRIES_CONF=${join(folder, 'registries.conf')}`,
    'PODMAN_IGNORE_CGROUPSV1_WARNING=1',
  ];
  const places = ['--root', join(folder, 'data'), '--runroot', join(folder, 'run'), '--tmpdir', join(folder, 'tmp')];
  return startThrowAway({ ...options, program: 'podman' }, (socketPath) => [
    ...['env', ...env, 'podman', ...places],
    ...['system', 'service', '--time=0', `unix://${socketPath}`],
  ]);
}

/** @param {string} name @param {string} line of /proc/self/limits @returns {string} `nofile=20000:20000` */
function hardLimit(name, line) {
  const limit = new RegExp(`^Max ${line}\\s+\\S+\\s+(\\d+)`, 'm').exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
  return `${name}=${limit ?? 1_048_576}:${limit ?? 1_048_576}`;
}
