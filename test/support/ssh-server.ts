// A real sshd of the test's own on loopback, with its own keys, and an `ssh` before all others in the PATH that knows them.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { findProgram } from './processes.mjs';

export interface SshServer {
  /** A folder that goes first into the PATH: its `ssh` reaches the server as `far-away`, its `docker` is the far side's. */
  readonly path: string;
  /** `ssh://root@far-away`, which the client's configuration leads to the server. */
  readonly address: string;
  /** Lines of the server's log so far. */
  readonly log: readonly string[];
  /** Gives the host another key, as a machine that was set up anew has. */
  changeHostKey(): Promise<void>;
  /** Makes the client's key one that the server does not know. */
  useUnknownKey(): void;
  stop(): Promise<void>;
}

export interface SshServerOptions {
  /** What a login runs in place of what it asks for; sees that as SSH_ORIGINAL_COMMAND. */
  readonly forcedCommand?: string;
  /** Lines of sshd_config(5). */
  readonly configuration?: readonly string[];
}

let nextPort = 20_000 + (process.pid % 20_000);

export async function startSshServer({ forcedCommand, configuration = [] }: SshServerOptions = {}): Promise<SshServer> {
  const sshd = findProgram('sshd') ?? '/usr/sbin/sshd';
  const ssh = findProgram('ssh');
  if (!ssh) throw new Error('There is no ssh.');
  const folder = mkdtempSync(join(tmpdir(), 'longshore-sshd-'));
  const file = (name: string) => join(folder, name);
  const key = (name: string) => {
    rmSync(file(name), { force: true });
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)]);
  };
  key('host');
  key('client');
  key('unknown');
  const port = nextPort++;
  const user = userInfo().username;
  // sshd separates its privileges into this folder.
  mkdirSync('/run/sshd', { recursive: true });
  const forced = forcedCommand ? `command=${JSON.stringify(forcedCommand)} ` : '';
  writeFileSync(file('authorized_keys'), forced + execFileSync('cat', [file('client.pub')], { encoding: 'utf8' }));
  const lines = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${file('host')}`, `PidFile ${file('pid')}`],
    ...[`AuthorizedKeysFile ${file('authorized_keys')}`, 'StrictModes no', 'UsePAM no', 'PasswordAuthentication no'],
    ...['KbdInteractiveAuthentication no', 'PermitRootLogin yes', 'LogLevel VERBOSE', ...configuration],
  ];
  writeFileSync(file('sshd_config'), `${lines.join('\n')}\n`);

  const configure = (identity: string) =>
    writeFileSync(
      file('ssh_config'),
      [
        ...['Host far-away', '  HostName 127.0.0.1', `  Port ${port}`, `  User ${user}`, '  IdentitiesOnly yes'],
        ...[
          `  IdentityFile ${file(identity)}`,
          `  UserKnownHostsFile ${file('known_hosts')}`,
          '  IdentityAgent none',
          '',
        ],
      ].join('\n'),
    );
  const knowHost = () =>
    writeFileSync(
      file('known_hosts'),
      `[127.0.0.1]:${port} ${execFileSync('cat', [file('host.pub')], { encoding: 'utf8' })}`,
    );
  configure('client');
  knowHost();
  const path = file('bin');
  mkdirSync(path);
  writeFileSync(join(path, 'ssh'), `#!/bin/sh\nexec ${ssh} -F ${file('ssh_config')} "$@"\n`);
  chmodSync(join(path, 'ssh'), 0o755);

  const log: string[] = [];
  const start = async () => {
    const child = spawn(sshd, ['-D', '-e', '-f', file('sshd_config')], { stdio: ['ignore', 'ignore', 'pipe'] });
    const listening = new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        log.push(line);
        if (/Server listening on/.test(line)) resolve();
      });
      child.once('exit', () => reject(new Error(`sshd ended: ${log.join('\n')}`)));
    });
    await listening;
    return child;
  };
  let child = await start();
  const end = async () => {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  };
  return {
    path,
    address: 'ssh://far-away',
    log,
    changeHostKey: async () => {
      await end();
      key('host');
      child = await start();
    },
    useUnknownKey: () => configure('unknown'),
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs `use` with the server's folder first in the PATH. */
export async function withSshOf<T>({ path }: SshServer, use: () => Promise<T>): Promise<T> {
  const before = process.env.PATH;
  process.env.PATH = `${path}${delimiter}${before}`;
  try {
    return await use();
  } finally {
    process.env.PATH = before;
  }
}
