// An engine behind ssh: an HTTP agent whose every connection is the machine's own `ssh … docker system dial-stdio`, so
// that ~/.ssh/config, known_hosts and the agent count as in a terminal. Knows nothing of the Docker API.
import { type ChildProcess, spawn } from 'node:child_process';
import { Agent } from 'node:http';
import { Duplex } from 'node:stream';
import { EngineError } from '../errors.ts';
import type { Address } from './address.ts';

type SshAddress = Address & { kind: 'ssh' };

/** Seconds. */
const connectTimeout = 10;

/** More of ssh's own complaints than this, in characters, help nobody. */
const longestComplaint = 500;

/** The program and its arguments; nothing here passes a local shell. */
export function sshCommand({ host, user, port, remoteSocket }: SshAddress): [string, string[]] {
  const socket = remoteSocket === undefined ? [] : ['--host', quoteForRemoteShell(`unix://${remoteSocket}`)];
  return [
    'ssh',
    [
      // Nobody could answer a prompt: fail instead.
      ...['-o', 'BatchMode=yes', '-o', `ConnectTimeout=${connectTimeout}`, '-o', 'ServerAliveInterval=15', '-T'],
      ...(user === undefined ? [] : ['-l', user]),
      ...(port === undefined ? [] : ['-p', String(port)]),
      ...['--', host, 'docker', ...socket, 'system', 'dial-stdio'],
    ],
  ];
}

/** Each connection is a process; `keepAlive` lets following requests share it. `command` is what to run. */
export function dialStdioAgent(command: readonly [string, readonly string[]], words: string): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  // Node asks for a net.Socket, and uses of it only what `processSocket` has.
  Object.assign(agent, {
    createConnection: () => {
      const [program, args] = command;
      return processSocket(spawn(program, [...args], { stdio: 'pipe', windowsHide: true }), words);
    },
  });
  return agent;
}

/** A child's standard input and output as one stream with the socket's methods that node:http calls. */
function processSocket(child: ChildProcess, words: string): Duplex {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('The child process has no pipes.');
  let complaint = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-longestComplaint);
  });
  const socket = new Duplex({
    allowHalfOpen: true,
    read: () => void stdout.resume(),
    // A process that is ending takes no input any more: its exit says why, and says it better.
    write: (chunk, encoding, done) => void stdin.write(chunk, encoding, () => done()),
    final: (done) => void stdin.end(() => done()),
    destroy: (error, done) => {
      // `docker system dial-stdio` obeys the end of its input, not always a signal; ssh obeys the signal.
      stdin.destroy();
      child.kill();
      done(error);
    },
  });
  stdout.on('data', (chunk) => {
    if (!socket.push(chunk)) stdout.pause();
  });
  const fail = (error: Error) => void socket.destroy(error);
  // Answered by the exit, as above.
  stdin.on('error', () => {});
  child.on('error', (error: NodeJS.ErrnoException) => {
    fail(
      error.code === 'ENOENT'
        ? new EngineError(
            'unreachable',
            `${words} needs the program "ssh", which is not installed. Install an OpenSSH client.`,
          )
        : error,
    );
  });
  // 'close' and not 'exit': only then the complaint is whole.
  child.on('close', (code) => {
    if (!code) socket.push(null);
    else fail(sshFailure(words, complaint));
  });
  const self = () => socket;
  return Object.assign(socket, { setKeepAlive: self, setNoDelay: self, setTimeout: self, ref: self, unref: self });
}

/** `complaint` is what ssh, or docker over there, wrote on standard error. */
export function sshFailure(words: string, complaint: string): EngineError {
  const said = complaint.trim().split(/\r?\n/).join(' ').replace(/\.$/, '');
  const remedy = /permission denied|host key verification failed|authentication/i.test(said)
    ? 'Connect once in a terminal, and let a key or the agent log in without a password.'
    : /command not found|not found|no such file/i.test(said)
      ? 'Install Docker (18.09 or later) over there.'
      : 'See whether the same ssh command works in a terminal.';
  return new EngineError(
    'unreachable',
    `${words} cannot be reached through ssh: ${said || 'it ended without a word'}. ${remedy}`,
  );
}

function quoteForRemoteShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
