// Messages in the body of a gRPC call: each with a flag and its length before it. Pieces of the body end anywhere.
// Source: github.com/grpc/grpc, doc/PROTOCOL-HTTP2.md, "Length-Prefixed-Message".

export const frameHeaderSize = 5;

/** Bytes. Nothing that an engine sends to a session comes near it. */
const longestMessage = 16 * 1024 * 1024;

/** For a message of that many bytes, which follows. */
export function putFrameHeader(bytes: Buffer, at: number, length: number): void {
  bytes[at] = 0;
  bytes.writeUInt32BE(length, at + 1);
}

export function frame(message: Uint8Array): Buffer {
  const header = Buffer.alloc(frameHeaderSize);
  putFrameHeader(header, 0, message.length);
  return Buffer.concat([header, message]);
}

/** Answers what takes the pieces of a body; `onMessage` gets whole messages. Throws RangeError for what is no gRPC. */
export function frameReader(onMessage: (message: Buffer) => void): (piece: Buffer) => void {
  let rest: Buffer[] = [];
  let size = 0;
  let needed = frameHeaderSize;
  return (piece) => {
    rest.push(piece);
    size += piece.length;
    if (size < needed) return;
    needed = frameHeaderSize;
    let bytes = rest.length === 1 ? piece : Buffer.concat(rest);
    while (bytes.length >= frameHeaderSize) {
      const length = bytes.readUInt32BE(1);
      if (bytes[0] !== 0) throw new RangeError('A gRPC message is compressed.');
      if (length > longestMessage) throw new RangeError(`A gRPC message has ${length} bytes.`);
      const end = frameHeaderSize + length;
      if (bytes.length < end) {
        needed = end;
        break;
      }
      onMessage(bytes.subarray(frameHeaderSize, end));
      bytes = bytes.subarray(end);
    }
    rest = bytes.length > 0 ? [bytes] : [];
    size = bytes.length;
  };
}
