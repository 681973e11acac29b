// Packs bytes as zstd does, without making them smaller: a frame of raw blocks (RFC 8878, 3.1.1). For machines without the program.

const mostInBlock = 128 * 1024;

export function zstdOf(bytes: Uint8Array): Buffer {
  const parts = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x70])];
  for (let at = 0; at < bytes.length || at === 0; at += mostInBlock) {
    const block = bytes.subarray(at, at + mostInBlock);
    const isLast = at + mostInBlock >= bytes.length;
    const header = Buffer.alloc(4);
    header.writeUInt32LE((block.length << 3) | Number(isLast));
    parts.push(header.subarray(0, 3), Buffer.from(block));
  }
  return Buffer.concat(parts);
}
