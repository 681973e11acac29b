// Writes protobuf messages of a few fields: what a build's session answers. The counterpart of protobuf.ts.
// Source: protobuf.dev/programming-guides/encoding.

/** A field and its value; numbers as varints, all else with its length. Empty values are left out, as proto3 does. */
export type FieldToWrite = readonly [number: number, value: number | bigint | string | Uint8Array];

export function writeProtobuf(...fields: readonly FieldToWrite[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number' || typeof value === 'bigint') {
        return value === 0 || value === 0n ? [] : [varint(number * 8), varint(value)];
      }
      const bytes = Buffer.from(value as Uint8Array);
      return bytes.length === 0 ? [] : [varint(number * 8 + 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(10);
  return bytes.subarray(0, putVarint(bytes, 0, value));
}

/** Answers where the next byte goes; at most ten are written. Negative numbers count as unsigned ones of 64 bits. */
export function putVarint(bytes: Buffer, at: number, value: number | bigint): number {
  let rest = value;
  let next = at;
  if (typeof rest === 'bigint') {
    for (rest = BigInt.asUintN(64, rest); rest > 0xffff_ffffn; rest >>= 7n) bytes[next++] = Number(rest & 127n) | 128;
    rest = Number(rest);
  }
  // Divided, not shifted: the numbers have more than 32 bits.
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes[next++] = (rest % 128) + 128;
  bytes[next++] = rest;
  return next;
}

/** How many bytes `putVarint` takes for a number of at most 53 bits. */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) length++;
  return length;
}
