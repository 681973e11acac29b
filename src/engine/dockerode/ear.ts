// How much was heard of an engine, over all its connections: whether it is silent shows here, whatever is asked of it.
import type { Duplex } from 'node:stream';

export interface Ear {
  /** Counts from now on what comes over this connection. false: it did so already. */
  listenTo(socket: Duplex): boolean;
  /** Bytes so far. */
  heard(): number;
}

export function createEar(): Ear {
  const open = new Set<Duplex>();
  let ofClosed = 0;
  return {
    listenTo: (socket) => {
      if (open.has(socket)) return false;
      open.add(socket);
      socket.once('close', () => {
        open.delete(socket);
        ofClosed += bytesRead(socket);
      });
      return true;
    },
    heard: () => [...open].reduce((sum, socket) => sum + bytesRead(socket), ofClosed),
  };
}

/** Sockets count it themselves, and so does what stands for one behind ssh. */
export function bytesRead(socket: Duplex): number {
  return (socket as Duplex & { readonly bytesRead?: number }).bytesRead ?? 0;
}
