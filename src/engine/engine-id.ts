// The id of an engine: the same whenever its address is the same, in whatever words that was given.
import { createHash } from 'node:crypto';
import type { Address } from './endpoint/address.ts';

/**
 * Twelve hexadecimal digits in lower case: the first 48 bits of a SHA-256 over the address, without how it is secured and
 * what a context calls it. It stands in the authority of URIs and in what is kept on disk, so it tells nothing of the
 * machine, and addresses hold no secrets in the first place (`parseAddress` refuses them).
 */
export type EngineId = string;

export function engineId(address: Address): EngineId {
  return createHash('sha256')
    .update(JSON.stringify(partsOf(address)))
    .digest('hex')
    .slice(0, 12);
}

/** What differs between two engines. */
function partsOf(address: Address): readonly (string | number | undefined)[] {
  switch (address.kind) {
    case 'socket':
      return [address.kind, address.path];
    case 'tcp':
      return [address.kind, address.host.toLowerCase(), address.port, address.pathPrefix];
    case 'ssh':
      return [address.kind, address.user, address.host.toLowerCase(), address.port, address.remoteSocket];
  }
}
