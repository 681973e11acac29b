// The socket of an engine over there as one here, through one login: `ssh -N -L here:there`. For machines that have an
// engine's socket and no `docker` program.
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineError } from '../../errors.ts';
import type { Environment } from '../../programs.ts';
import { missingProgram, type ProcessFailure, rememberEnds } from './process-socket.ts';
import { runSsh, type SshAddress, sshOptions } from './ssh-command.ts';

export interface SocketForward {
  /** Where it can be connected to, once it can. Rejects with an EngineError if ssh ends before that. */
  path(): Promise<string>;
  close(): void;
}

const usualSocket = '/var/run/docker.sock';

/** What ssh says on its standard output when all is forwarded. */
const ready = 'forwarded';

export function createSocketForward(
  address: SshAddress,
  environment: Environment,
  explain: (failure: ProcessFailure) => EngineError,
): SocketForward {
  // Only for this user: whoever can use the socket is root over there.
  const folder = mkdtempSync(join(tmpdir(), 'longshore-ssh-'));
  const here = join(folder, 'docker.sock');
  const args = [
    ...['-N', '-L', `${here}:${address.remoteSocket ?? usualSocket}`],
    ...['-o', 'ExitOnForwardFailure=yes', '-o', 'StreamLocalBindMask=0177'],
    // Runs once the forwarding stands (ssh_config(5)).
    ...['-o', 'PermitLocalCommand=yes', '-o', `LocalCommand=echo ${ready}`],
    ...sshOptions(address),
    ...['--', address.host],
  ];
  const child = runSsh(args, environment);
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (!child) {
    removeFolder();
    throw explain(missingProgram);
  }
  const complaint = child.stderr ? rememberEnds(child.stderr) : () => '';
  /** sshd refuses a forwarding only when it is used. */
  const isAnswered = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(here, () => socket.write('GET /_ping HTTP/1.0\r\n\r\n'));
      socket.once('data', () => {
        resolve(true);
        socket.destroy();
      });
      // Closes next, whatever it was: what ssh says of it is better.
      socket.once('error', () => {});
      socket.once('close', () => resolve(false));
    });
  const opened = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      if (!String(chunk).includes(ready)) return;
      void isAnswered().then((isGood) => {
        if (isGood) resolve(here);
        else child.kill();
      });
    });
    child.on('error', (error) => reject(explain({ exitCode: null, complaint: error.message })));
    child.on('close', (exitCode) => {
      removeFolder();
      reject(explain({ exitCode, complaint: complaint() }));
    });
  });
  opened.catch(() => {});
  let hasEnded = false;
  child.once('close', () => {
    hasEnded = true;
  });
  return {
    path: async () => {
      const path = await opened;
      if (hasEnded) throw explain({ exitCode: null, complaint: complaint() });
      return path;
    },
    close: () => void child.kill(),
  };
}
