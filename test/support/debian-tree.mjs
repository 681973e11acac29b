// A whole Debian in a folder, for engines that this machine's own release does not have. Made once with debootstrap and kept.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './checkout.mjs';
import { findProgram, run } from './processes.mjs';

/** Debian's release under development: the newest engines that it has. */
const suite = 'sid';

/** What stands in the tree beside the smallest Debian. `procps`: an engine asks it for the processes of a container. */
const content = [
  ...['docker.io', 'iptables', 'iproute2', 'ca-certificates', 'procps'],
  ...['podman', 'netavark', 'aardvark-dns', 'nftables'],
];

/** $0: the folder, then debootstrap's arguments. In namespaces of its own: what it mounts and starts there ends with it. */
const make = `exec unshare --mount --pid --fork --kill-child --mount-proc debootstrap "$@"`;

/**
 * @param {string} [root] the folder that holds `etc/`
 * @returns {string | undefined} the mirror that this Debian has its own packages from: `http://mirror.test/debian`
 */
export function debianMirror(root = '/') {
  const release = textOf(join(root, 'etc', 'os-release'));
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(release)?.[1];
  if (!/^ID=debian$/m.test(release) || !codename) return undefined;
  const apt = join(root, 'etc', 'apt');
  const folder = join(apt, 'sources.list.d');
  const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const entries = [join(apt, 'sources.list'), ...files].flatMap((file) => entriesOf(textOf(file), file));
  return entries.find(({ suites }) => suites.includes(codename))?.uri;
}

/** @param {string} text @param {string} file @returns {{ uri: string, suites: string[] }[]} of sources.list(5), both formats */
function entriesOf(text, file) {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  if (!file.endsWith('.sources')) {
    return lines.flatMap((line) => {
      const [, uri = '', name = ''] = /^deb\s+(?:\[[^\]]*\]\s*)?(https?:\S+)\s+(\S+)/.exec(line) ?? [];
      return uri ? [{ uri, suites: [name] }] : [];
    });
  }
  return lines
    .join('\n')
    .split(/\n\s*\n/)
    .flatMap((stanza) => {
      const field = (/** @type {string} */ name) =>
        new RegExp(`^${name}:(.*)$`, 'im').exec(stanza)?.[1]?.trim().split(/\s+/) ?? [];
      const uri = field('URIs').find((each) => /^https?:/.test(each));
      return uri && field('Types').includes('deb') ? [{ uri, suites: field('Suites') }] : [];
    });
}

/** @param {string} file */
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** @returns {string | undefined} why `debianTree` cannot make one here */
export function whyNoDebianTree() {
  if (process.platform !== 'linux') return 'a Debian in a folder runs on Linux only';
  if (process.getuid?.() !== 0) return 'only root can make a Debian in a folder';
  if (debianMirror() === undefined) return "this is no Debian whose apt knows a mirror of its own release's packages";
  return findProgram('debootstrap') ? undefined : 'not installed: debootstrap';
}

/**
 * The folder of the tree, which is not to be changed: lay something over it. The first time it takes a minute, 250 MB from
 * the mirror and 700 MB of the disk.
 * @param {(remark: string) => void} tell
 * @returns {Promise<string>} rejects with the end of debootstrap's output
 */
export async function debianTree(tell) {
  const tree = join(cacheFolder, `debian-${suite}`);
  const made = join(tree, 'longshore-content');
  const wanted = `${content.join(' ')}\n`;
  if (existsSync(made) && readFileSync(made, 'utf8') === wanted) return tree;
  tell(`Debian ${suite} from ${debianMirror()}`);
  const part = `${tree}.part`;
  for (const old of [part, tree]) rmSync(old, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const options = ['--variant=minbase', `--include=${content.join(',')}`];
  await run('sh', ['-c', make, part, ...options, suite, part, /** @type {string} */ (debianMirror())]);
  for (const cache of ['var/cache/apt', 'var/lib/apt/lists', 'usr/share/doc', 'usr/share/man'])
    rmSync(join(part, cache), { recursive: true, force: true });
  writeFileSync(join(part, 'longshore-content'), wanted);
  renameSync(part, tree);
  return tree;
}
