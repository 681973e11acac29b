// The bytes of a container's output, as text. Without a terminal they come in frames that tell stdout from stderr:
// an 8-byte header (stream, three zeros, length as big-endian 32 bits), then as many bytes. Chunks split them anywhere.
// Source: Engine API, "Attach to a container", stream format.
import { StringDecoder } from 'node:string_decoder';
import { type RepeatedTimes, repeatedTimesInFrames, repeatedTimesInStream } from './log-times.ts';

export interface OutputDecoder {
  /** The pieces of text in `chunk`, in order; never half a character. */
  decode(chunk: Buffer): OutputPiece[];
  /** What is left of broken characters at the very end. */
  end(): OutputPiece[];
}

export interface OutputPiece {
  readonly text: string;
  readonly from: 'stdout' | 'stderr';
}

const headerLength = 8;
const stderrStream = 2;

const unchanged: RepeatedTimes = { strip: (bytes) => bytes, end: () => Buffer.alloc(0) };

/** One raw stream, as a terminal gives it. `hasTimes`: each line begins with its time. */
export function rawOutput(hasTimes = false): OutputDecoder {
  const decoder = new StringDecoder('utf8');
  const times = hasTimes ? repeatedTimesInStream() : unchanged;
  return {
    decode: (chunk) => piece(decoder.write(times.strip(chunk)), 'stdout'),
    end: () => piece(decoder.write(times.end()) + decoder.end(), 'stdout'),
  };
}

/** Framed output. The frames' content is not collected: it is handed on as it comes. `hasTimes` as above. */
export function framedOutput(hasTimes = false): OutputDecoder {
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  const times = {
    stdout: hasTimes ? repeatedTimesInFrames() : unchanged,
    stderr: hasTimes ? repeatedTimesInFrames() : unchanged,
  };
  const header = Buffer.alloc(headerLength);
  let headerBytes = 0;
  let left = 0;
  let isFrameStart = false;
  let from: 'stdout' | 'stderr' = 'stdout';
  return {
    decode: (chunk) => {
      const pieces: OutputPiece[] = [];
      for (let at = 0; at < chunk.length; ) {
        if (left === 0) {
          const taken = chunk.copy(header, headerBytes, at, Math.min(chunk.length, at + headerLength - headerBytes));
          at += taken;
          headerBytes += taken;
          if (headerBytes < headerLength) break;
          headerBytes = 0;
          from = header[0] === stderrStream ? 'stderr' : 'stdout';
          left = header.readUInt32BE(4);
          isFrameStart = true;
        } else {
          const content = chunk.subarray(at, at + left);
          at += content.length;
          left -= content.length;
          pieces.push(...piece(decoders[from].write(times[from].strip(content, isFrameStart)), from));
          isFrameStart = false;
        }
      }
      return pieces;
    },
    end: () => [...piece(decoders.stdout.end(), 'stdout'), ...piece(decoders.stderr.end(), 'stderr')],
  };
}

function piece(text: string, from: OutputPiece['from']): OutputPiece[] {
  return text === '' ? [] : [{ text, from }];
}
