// The standard input of containers without a terminal, joined apart from their output and only once something is to be
// written: the engine closes the input of one made with `-i` alone (`StdinOnce`) as soon as a connection that may write
// to it goes, however little it wrote. So looking on takes none, and one that was opened is kept until its container ends.
import type { Duplex } from 'node:stream';
import type { Connection } from './connection.ts';

export interface ContainerInputs {
  /** Opens the input if it is not open yet, and writes. Rejects if it cannot be opened. */
  write(id: string, text: string): Promise<void>;
  /** Ends the input: the program reads its end, where the engine lets that through. Rejects as `write` does. */
  end(id: string): Promise<void>;
  /** Closes what is open, for containers whose input the engine keeps. */
  release(id: string): void;
}

export function createContainerInputs({ transport, quickly }: Connection): ContainerInputs {
  const open = new Map<string, Promise<Duplex>>();

  function input(id: string): Promise<Duplex> {
    const known = open.get(id);
    if (known) return known;
    const path = `/containers/${encodeURIComponent(id)}/attach`;
    const opening = quickly(undefined, (signal) =>
      transport.upgrade({ method: 'POST', path, query: 'stream=1&stdin=1' }, signal),
    );
    open.set(id, opening);
    const forget = () => {
      if (open.get(id) === opening) open.delete(id);
    };
    opening.then((socket) => {
      // Nothing comes but its end, with that of the container.
      socket.resume();
      socket.once('end', () => socket.destroy());
      socket.once('close', forget);
    }, forget);
    return opening;
  }

  return {
    write: async (id, text) => {
      const socket = await input(id);
      if (socket.writable) socket.write(text);
    },
    end: async (id) => {
      const socket = await input(id);
      open.delete(id);
      socket.end();
    },
    release: (id) => {
      const opening = open.get(id);
      open.delete(id);
      opening?.then(
        (socket) => socket.destroy(),
        () => undefined,
      );
    },
  };
}
