// The times that an engine puts before the lines of a log. It writes a line longer than 16 KiB in pieces, each with the time
// of the line again: in the middle of a word, or of a character. Those are taken out here, as bytes, so that each line
// begins with its time and has no other. Source: github.com/moby/moby, daemon/logger/copier.go and
// api/server/httputils/write_log_stream.go.

/** Bytes of a line that the engine keeps together. */
const pieceLength = 16_384;

const newline = 0x0a;
const space = 0x20;

/** `2026-01-01T00:00:00.000000000Z `, and with a time zone; how long it is at most. */
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) /;
const longestTime = 36;

export interface RepeatedTimes {
  /** What is left of the bytes that come next. `isPieceStart`: whether the engine has begun a new piece with them, if that is known. */
  strip(bytes: Buffer, isPieceStart?: boolean): Buffer;
  /** What was held back at the end. */
  end(): Buffer;
}

/** For frames, which begin where the pieces do. One for each stream. */
export function repeatedTimesInFrames(): RepeatedTimes {
  let isLineOpen = false;
  let isDropping = false;
  return {
    strip(bytes, isPieceStart = false) {
      if (isPieceStart) isDropping = isLineOpen;
      let left = bytes;
      if (isDropping) {
        const end = bytes.indexOf(space);
        if (end < 0) return bytes.subarray(bytes.length);
        isDropping = false;
        left = bytes.subarray(end + 1);
      }
      if (left.length > 0) isLineOpen = left[left.length - 1] !== newline;
      return left;
    },
    end: () => Buffer.alloc(0),
  };
}

/** For the one stream of a terminal, whose pieces show by their length alone. */
export function repeatedTimesInStream(): RepeatedTimes {
  let isBeforeText = true;
  /** Bytes of the line's text up to here. */
  let length = 0;
  let held = Buffer.alloc(0);
  let isHolding = false;
  return {
    strip(bytes) {
      let left = held.length > 0 ? Buffer.concat([held, bytes]) : bytes;
      held = Buffer.alloc(0);
      const kept: Buffer[] = [];
      const keep = (count: number) => {
        kept.push(left.subarray(0, count));
        left = left.subarray(count);
      };
      while (left.length > 0) {
        if (isHolding) {
          if (left.length < longestTime && !left.includes(newline)) {
            held = Buffer.from(left);
            break;
          }
          isHolding = false;
          left = left.subarray(time.exec(left.toString('latin1', 0, longestTime))?.[0].length ?? 0);
        } else if (isBeforeText) {
          const end = left.indexOf(space);
          if (end >= 0) isBeforeText = false;
          keep(end < 0 ? left.length : end + 1);
          length = 0;
        } else {
          const room = pieceLength - (length % pieceLength);
          const end = left.subarray(0, room).indexOf(newline);
          const count = end < 0 ? Math.min(room, left.length) : end + 1;
          isBeforeText = end >= 0;
          length += count;
          isHolding = !isBeforeText && length % pieceLength === 0;
          keep(count);
        }
      }
      return kept.length === 1 ? (kept[0] as Buffer) : Buffer.concat(kept);
    },
    end: () => held,
  };
}
