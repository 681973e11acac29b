// How the `ssh` program is called. Nothing here passes a local shell.
import { type ChildProcess, spawn } from 'node:child_process';
import { type Environment, programPath } from '../../programs.ts';
import type { Address } from './address.ts';

export type SshAddress = Address & { kind: 'ssh' };

/** Seconds. */
const connectTimeout = 30;

/** Before the host's name. */
export function sshOptions({ user, port }: SshAddress): string[] {
  return [
    // Nobody could answer a prompt: fail instead.
    ...['-o', 'BatchMode=yes', '-o', `ConnectTimeout=${connectTimeout}`],
    // A dead connection is noticed after 15 s, also by who only waits.
    ...['-o', 'ServerAliveInterval=5', '-o', 'ServerAliveCountMax=3', '-T'],
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', String(port)]),
  ];
}

/** Arguments of a connection to the engine that `docker` over there would use, or to the socket that the address names. */
export function dialStdioArguments(address: SshAddress): string[] {
  const { host, remoteSocket } = address;
  const socket = remoteSocket === undefined ? [] : ['--host', quoteForRemoteShell(`unix://${remoteSocket}`)];
  return [...sshOptions(address), '--', host, 'docker', ...socket, 'system', 'dial-stdio'];
}

/** undefined: there is no such program. */
export function runSsh(args: readonly string[], environment: Environment): ChildProcess | undefined {
  const program = programPath('ssh', environment);
  if (program === undefined) return undefined;
  return spawn(program, [...args], { env: environment, stdio: 'pipe', windowsHide: true });
}

function quoteForRemoteShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
