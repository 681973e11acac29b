// Reads the fields of one protobuf message: just what BuildKit's messages need, not a protobuf library.
// Source: protobuf.dev/programming-guides/encoding.

export interface ProtobufField {
  readonly number: number;
  /** A number, or the bytes of a string, of bytes or of a message. */
  readonly value: number | Uint8Array;
}

/** Fixed-size fields, which are not in these messages, are skipped. Throws RangeError for what is no protobuf. */
export function* readProtobuf(bytes: Uint8Array): Generator<ProtobufField> {
  let at = 0;
  const varint = (): number => {
    // Multiplied, not shifted: the numbers have more than 32 bits. Above 2^53 they lose their last digits.
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('A protobuf message ends inside of a number.');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        yield { number, value: varint() };
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        if (at + length > bytes.length) throw new RangeError('A protobuf message ends inside of a field.');
        yield { number, value: bytes.subarray(at, at + length) };
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new RangeError('A protobuf message has a field of an unknown kind.');
    }
  }
}

/** The text of the first field of that number; empty if it is absent. Throws as `readProtobuf` does. */
export function textField(bytes: Uint8Array, wanted: number): string {
  for (const { number, value } of readProtobuf(bytes)) {
    if (number === wanted && typeof value !== 'number') return Buffer.from(value).toString('utf8');
  }
  return '';
}
