// Installs Debian packages, where this is Debian or Ubuntu and we may; else says why not.
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isStatic } from './busybox-image.mjs';
import { excerpt, findProgram, launch } from './processes.mjs';
import { say } from './progress.mjs';

/** The packages that the two commands may ask for, and the program by which one sees that they are there. */
const programs = {
  'docker.io': 'dockerd',
  'docker-registry': 'docker-registry',
  'busybox-static': 'busybox',
  iproute2: 'ip',
  iptables: 'iptables',
  'util-linux': 'nsenter',
  openssl: 'openssl',
  debootstrap: 'debootstrap',
  'openssh-client': 'ssh',
  'openssh-server': 'sshd',
  chromium: 'chromium',
  python3: 'python3',
  make: 'make',
  'g++': 'g++',
  neovim: 'nvim',
};
/** @typedef {keyof typeof programs} DebianPackage */

/** @param {readonly DebianPackage[]} packages @returns {DebianPackage[]} */
export const missingPackages = (packages) =>
  packages.filter((name) => {
    const program = findProgram(programs[name]);
    // The package `busybox` has a program of that name, too, which needs libraries.
    return !program || (name === 'busybox-static' && !isStatic(readFileSync(program)));
  });

/** @returns {string | undefined} why no package can be installed here */
export function whyNoDebianPackages() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (!/^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release) || !findProgram('apt-get')) {
    return 'this is neither Debian nor Ubuntu';
  }
  return process.getuid?.() === 0 ? undefined : 'only root may install packages';
}

/**
 * Makes sure that packages are installed. Asks no registry if they are.
 * @param {readonly DebianPackage[]} packages
 * @returns {Promise<string | undefined>} undefined if all are there, else one sentence that says what is missing and why
 */
export async function installDebianPackages(packages) {
  const missing = missingPackages(packages);
  if (missing.length === 0) return undefined;
  const reason = whyNoDebianPackages();
  if (reason) return `${missing.join(', ')} not found, and ${reason}`;
  const install = ['install', '--yes', '--no-install-recommends', ...missing];
  try {
    // The lists of a machine that was updated today will do; older ones name files that the mirror no longer has.
    if ((await aptGet(install)) !== 0) {
      await aptGetOrThrow(['update']);
      await aptGetOrThrow(install);
    }
  } catch (error) {
    return /** @type {Error} */ (error).message;
  }
  const still = missingPackages(missing);
  return still.length ? `${still.join(', ')} still not found after apt-get install` : undefined;
}

/** @param {readonly string[]} args */
async function aptGetOrThrow(args) {
  /** @type {string[]} */
  const output = [];
  if ((await aptGet(args, output)) !== 0) {
    throw new Error(`apt-get ${args.join(' ')} failed:\n${excerpt(output.join(''))}`);
  }
}

/**
 * Runs apt-get, as often as another one holds its locks, for up to ten minutes.
 * @param {readonly string[]} args @param {string[]} [output] takes what the last try printed
 * @returns {Promise<number>} the exit status
 */
async function aptGet(args, output = []) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  for (let tries = 1; ; tries++) {
    // A package's service starts only where an init system is: what we need we start ourselves.
    const apt = launch('apt-get', ['-o', 'Dpkg::Use-Pty=0', '--quiet', ...args], { env });
    const status = await apt.ended;
    output.splice(0, output.length, apt.output());
    const locked = /Could not get lock|is another process using it|Unable to (acquire|lock)/.test(apt.output());
    if (status === 0 || !locked || tries === 200) return status;
    if (tries === 1) say('  … another program is installing packages: waiting for it');
    await sleep(3000);
  }
}
