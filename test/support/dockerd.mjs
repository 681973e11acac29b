// Docker engines that we start and end: a throw-away one for tests, in namespaces of its own, and the machine's own one.
// Both are held by a shell whose standard input is our lifeline: they end when we do, even by SIGKILL.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { whyNoAnswer } from './docker-ping.mjs';
import { findProgram } from './processes.mjs';

/**
 * $0: the log, $1: the folder, $2: the name of the cgroup, $3: the Debian that it runs in or nothing, $4: the size of its disk
 * or nothing, then the engine's command line. The inner shell is process 1 of the new namespace: when it ends (the engine has
 * ended, or our end of its standard input is closed) the kernel ends every process in it, containers included, and the
 * mounts and network devices go with the last one.
 * A Debian of its own is the root, not only what chroot shows: an exec would land in the machine's root else. What is written to
 * it goes into memory; the folders for temporary files are the machine's, so that tests can share files with containers.
 */
const throwAway = `
log=$0 cgroup=$2
# Podman puts containers below this one, whatever it is told.
podmans=$(find /sys/fs/cgroup -maxdepth 2 -type d -name libpod_parent)
export folder=$1 tree=$3 size=$4; shift 4
unshare --mount --pid --fork --kill-child --net --ipc --mount-proc sh -c '
  exec 3<&0
  ip link set lo up || exit 1
  if [ "$tree" ]; then
    root="$folder/root" over="$folder/over"
    mkdir -p "$root" "$over" && mount -t tmpfs tmpfs "$over" && mkdir "$over/upper" "$over/work" &&
      mount -t overlay -o "lowerdir=$tree,upperdir=$over/upper,workdir=$over/work" overlay "$root" || exit 1
    mount -t proc proc "$root/proc" && mount -t sysfs sysfs "$root/sys" && mount -t tmpfs tmpfs "$root/run" &&
      mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup" && mount --rbind /dev "$root/dev" || exit 1
    for each in /tmp /var/tmp "\${TMPDIR:-/tmp}" "$folder"; do
      mkdir -p "$root$each" && mount --bind "$each" "$root$each" || exit 1
    done
    mkdir "$root/old" && cd "$root" && pivot_root . old && umount -l /old || exit 1
    export PATH=/usr/sbin:/usr/bin:/sbin:/bin
  fi
  if [ "$size" ]; then mkdir -p "$folder/data" && mount -t tmpfs -o "size=$size" tmpfs "$folder/data" || exit 1; fi
  # A link that leads nowhere: without one browsers in here say that the machine is offline.
  ip link add uplink type veth peer name nowhere && ip address add 198.18.0.1/32 dev uplink &&
    ip link set uplink up && ip link set nowhere up
  "$@" </dev/null 3<&- &
  daemon=$!
  { cat <&3 >/dev/null; kill -KILL "$daemon"; } &
  wait "$daemon"
' sh "$@" >"$log" 2>&1
tail -n 25 "$log"
rm -rf "$folder"
[ "$podmans" ] && ours="$cgroup" || ours=libpod_parent
find /sys/fs/cgroup -maxdepth 2 -type d "(" -name "$cgroup" -o -name "$ours" ")" | while read -r each; do
  # What was killed takes a moment to leave it.
  tries=0
  until find "$each" -depth -type d -exec rmdir {} + 2>/dev/null || [ $((tries += 1)) -gt 50 ]; do sleep 0.1; done
done
`;

/** $0: the log, then dockerd's arguments. A clean end: containers get their stop signal first. */
const machinesOwn = `
log=$0
exec 3<&0
dockerd "$@" </dev/null 3<&- >"$log" 2>&1 &
daemon=$!
{ cat <&3 >/dev/null; kill -TERM "$daemon"; } &
wait "$daemon"
tail -n 25 "$log"
`;

/** @param {string} [tree] a Debian to run it in @returns {string | undefined} why `startDockerd` cannot work here */
export function whyNoOwnDockerd(tree) {
  if (process.platform !== 'linux') return 'an engine of its own can be started on Linux only';
  if (process.getuid?.() !== 0) return 'only root can start an engine of its own';
  const programs = ['unshare', 'nsenter', 'ip', ...(tree ? [] : ['dockerd', 'iptables'])];
  const missing = programs.filter((name) => !findProgram(name));
  return missing.length ? `not installed: ${missing.join(', ')}` : undefined;
}

/**
 * @typedef {{
 *   readonly socketPath: string, readonly dockerHost: string, readonly pid: number, readonly enter: readonly string[],
 *   readonly ended: Promise<void>, readonly stop: () => Promise<void>,
 * }} ThrowAwayEngine `pid` is the engine's own; a command line with `enter` before it runs in the engine's network, where
 *   published ports are; `stop` resolves when no process and no file of it is left
 */

/**
 * @typedef {{ readonly folder: string, readonly log?: string, readonly disk?: string, readonly tree?: string }} ThrowAwayOptions
 *   `folder`: on a real disk, made if it is missing, **removed with all it holds** when the engine ends; short, as a socket's
 *   path has at most 107 bytes. `log`: file that takes the engine's output (default: in the folder). `disk`: its data go into
 *   memory, with so much room (`64m`). `tree`: a Debian that has the engine; default: this machine.
 */

/**
 * Starts a throw-away engine with data, network, process and mount namespaces of its own: the machine's engine, its
 * docker0 and its firewall are not touched.
 * @param {ThrowAwayOptions & { readonly containerd?: boolean, readonly mirror?: string }} options `containerd`: it keeps images in
 *   containerd's store. `mirror`: where it looks for images of Docker Hub first.
 * @returns {Promise<ThrowAwayEngine>} Rejects with the end of the log if it does not come up.
 */
export async function startDockerd({ containerd = false, mirror, ...options }) {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  // Whatever the machine's daemon.json says is not for this one.
  writeFileSync(join(folder, 'daemon.json'), '{}\n');
  return startThrowAway(options, (socketPath, cgroup) => [
    ...['dockerd', '--config-file', join(folder, 'daemon.json'), '--host', `unix://${socketPath}`],
    ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
    ...['--pidfile', join(folder, 'dockerd.pid'), '--cgroup-parent', `/${cgroup}`],
    // systemd, if there is one, would take the process ids of our namespace for its own.
    ...['--exec-opt', 'native.cgroupdriver=cgroupfs'],
    // It waits 5 s longer before each try: with five of them a registry that has gone would cost a test 50 s.
    ...['--max-download-attempts', '2'],
    ...(containerd ? ['--feature', 'containerd-snapshotter'] : []),
    ...(mirror ? ['--registry-mirror', mirror] : []),
  ]);
}

/**
 * @param {ThrowAwayOptions & { readonly program?: string }} options `program`: by its process the engine is found
 * @param {(socketPath: string, cgroup: string) => readonly string[]} commandLine
 * @returns {Promise<ThrowAwayEngine>}
 */
export async function startThrowAway(
  { folder, log = join(folder, 'dockerd.log'), disk = '', tree = '', program = 'dockerd' },
  commandLine,
) {
  const reason = whyNoOwnDockerd(tree);
  if (reason) throw new Error(`No throw-away Docker engine: ${reason}.`);
  mkdirSync(folder, { recursive: true });
  const socketPath = join(folder, 'docker.sock');
  if (Buffer.byteLength(socketPath) > 107) throw new Error(`Too long for a socket: ${socketPath}`);
  const cgroup = `longshore-${randomBytes(4).toString('hex')}`;
  const held = hold(throwAway, [log, folder, cgroup, tree, disk, ...commandLine(socketPath, cgroup)]);
  await answered(held, socketPath);
  const pid = descendants(held.pid).find((each) => programOf(each) === program);
  if (!pid) throw new Error(`${program} answered but its process was not found.`);
  return {
    socketPath,
    dockerHost: `unix://${socketPath}`,
    pid,
    // Not the engine's own: Podman's first thread can be in a container's network.
    enter: ['nsenter', `--net=/proc/${parentOf(pid)}/ns/net`],
    ended: held.ended,
    stop: held.stop,
  };
}

/**
 * Starts the machine's own engine in the normal way, where no service does it: default socket, data and network.
 * @param {{ log: string }} options `log`: file that takes dockerd's output
 * @returns {Promise<{ socketPath: string, ended: Promise<void>, stop: () => Promise<void> }>} `stop` ends it as a
 *   service manager would: containers are stopped, their data stay.
 */
export async function ownDockerd({ log }) {
  const socketPath = '/var/run/docker.sock';
  const held = hold(machinesOwn, [log]);
  await answered(held, socketPath);
  return { socketPath, ended: held.ended, stop: held.stop };
}

/** @param {string} script @param {readonly string[]} args */
function hold(script, args) {
  // Detached: Ctrl-C in the terminal must not reach it before we have ended what uses it.
  const child = spawn('sh', ['-c', script, ...args], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const state = { ended: false, lastWords: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    state.lastWords += text;
  });
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    const end = () => {
      state.ended = true;
      resolve();
    };
    child.once('close', end).once('error', end);
  });
  child.stdin.on('error', () => {});
  return {
    pid: child.pid ?? 0,
    state,
    ended,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** @param {ReturnType<typeof hold>} held @param {string} socketPath */
async function answered(held, socketPath) {
  for (const limit = performance.now() + 60_000; ; await sleep(50)) {
    const why = held.state.ended ? 'it has ended' : await whyNoAnswer({ socketPath });
    if (!why) return;
    if (held.state.ended || performance.now() > limit) {
      await held.stop();
      throw new Error(`dockerd did not come up: ${why}. The end of its log:\n${held.state.lastWords}`);
    }
  }
}

/** @param {number} pid @returns {number[]} the processes below it, parents first */
function descendants(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** @param {number} pid */
const parentOf = (pid) => /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];

/** @param {number} pid */
const programOf = (pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
