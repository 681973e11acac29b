// A short text that stands for others: equal when they are equal, and telling nothing of them.
import { createHash } from 'node:crypto';

/** 96 bits of a SHA-256 over the parts, each with its length, as base64url. */
export function digestOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('base64url').slice(0, 16);
}
