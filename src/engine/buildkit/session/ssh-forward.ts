// Lets steps of a build use an SSH agent of this machine: bytes go to and fro, keys stay in the agent.
// Source: github.com/moby/buildkit, session/sshforward/ssh.proto.
import { connect } from 'node:net';
import { readProtobuf, textField } from '../protobuf.ts';
import { writeProtobuf } from '../protobuf-writer.ts';
import { frame } from './grpc-frames.ts';
import { type GrpcCall, GrpcError, type GrpcMethod, grpcStatus, unary } from './grpc-server.ts';

const usualId = 'default';

/** `sockets`: id → path of an agent's socket. */
export function sshForwardMethods(sockets: ReadonlyMap<string, string>): [path: string, method: GrpcMethod][] {
  const socketOf = (asked: string | undefined): string => {
    const id = asked || usualId;
    const socket = sockets.get(id);
    if (socket === undefined) throw new GrpcError(grpcStatus.notFound, `unset ssh forward key ${id}`);
    return socket;
  };
  const checkAgent = unary((request) => {
    socketOf(textField(request, 1));
    return writeProtobuf();
  });
  return [
    ['/moby.sshforward.v1.SSH/CheckAgent', checkAgent],
    [
      '/moby.sshforward.v1.SSH/ForwardAgent',
      async (call) => forward(call, socketOf(call.metadata('buildkit.ssh.id')[0])),
    ],
  ];
}

function forward(call: GrpcCall, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const agent = connect(path);
    const stop = () => void agent.destroy();
    call.signal.addEventListener('abort', stop, { once: true });
    call.listen(
      (message) => {
        for (const { number, value } of readProtobuf(message)) {
          if (number === 1 && typeof value !== 'number') agent.write(Buffer.from(value));
        }
      },
      () => void agent.end(),
    );
    agent.on('data', (bytes) => {
      const room = call.write(frame(writeProtobuf([1, bytes])));
      if (room === undefined) return;
      agent.pause();
      void room.then(() => agent.resume());
    });
    agent.once('error', ({ code = 'unknown reason' }: NodeJS.ErrnoException) =>
      reject(new GrpcError(grpcStatus.unavailable, `The SSH agent does not answer (${code}).`)),
    );
    agent.once('close', () => {
      call.signal.removeEventListener('abort', stop);
      resolve();
    });
  });
}
