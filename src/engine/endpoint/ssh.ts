// An engine behind ssh, by the machine's own `ssh`, so that ~/.ssh/config, known_hosts and the agent count as in a
// terminal. A connection is `ssh … docker system dial-stdio`, as Docker's command line does it; where there is no such
// program over there, its socket is forwarded. Knows nothing of the Docker API.
import { Agent } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Environment } from '../../programs.ts';
import { createDialQueue } from './dial-queue.ts';
import { createProcessSocket, type ProcessSocket } from './process-socket.ts';
import { createSocketForward, type SocketForward } from './socket-forward.ts';
import { dialStdioArguments, runSsh, type SshAddress } from './ssh-command.ts';
import { sshFailure } from './ssh-failure.ts';

/** Each connection is a process, or a channel of one; `keepAlive` lets following requests share it. */
export function sshAgent(address: SshAddress, words: string, environment: Environment): Agent {
  // Not limited here: streams would starve requests, and a request that waits in an agent cannot be ended.
  const agent = new Agent({ keepAlive: true });
  const queue = createDialQueue();
  const open = new Set<ProcessSocket>();
  let forward: SocketForward | undefined;
  /** Whether `docker` was found over there; undefined while that is not known. */
  let hasProgram: boolean | undefined;

  function dial(): ProcessSocket {
    const socket = createProcessSocket({
      start: (begin) => queue.take(() => begin(runSsh(dialStdioArguments(address), environment))),
      explain: (failure) => sshFailure(words, address, failure),
      // What was asked is asked again over the forwarded socket, as long as nothing was answered.
      instead: ({ exitCode, complaint }) => {
        if (hasProgram || !lacksProgram(exitCode, complaint)) return undefined;
        hasProgram = false;
        return forwarded();
      },
      onFirstByte: () => {
        hasProgram = true;
      },
    });
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    return socket;
  }

  async function forwarded(): Promise<Duplex> {
    forward ??= createSocketForward(address, environment, (failure) => sshFailure(words, address, failure));
    const mine = forward;
    const path = await mine.path().catch((error) => {
      // The next connection tries it anew.
      if (forward === mine) forward = undefined;
      throw error;
    });
    return connect(path);
  }

  // Node asks for a net.Socket, and uses of it only what `ProcessSocket` has.
  Object.assign(agent, {
    createConnection: (_options: unknown, done: (error: Error | null, socket?: Duplex) => void) => {
      if (hasProgram !== false) return dial();
      forwarded().then((socket) => done(null, socket), done);
      return undefined;
    },
  });
  const destroyAgent = agent.destroy.bind(agent);
  agent.destroy = () => {
    destroyAgent();
    for (const socket of open) socket.destroy();
    forward?.close();
    // A request that comes after all makes it anew.
    forward = undefined;
  };
  return agent;
}

/** 127: a shell's word for a program that is not there; cmd.exe and PowerShell say it in words. */
function lacksProgram(exitCode: number | null, complaint: string): boolean {
  return (
    exitCode === 127 ||
    /\bdocker['"]?:? (?:command )?not found|'docker' is not recognized|the term 'docker' is not/i.test(complaint)
  );
}
