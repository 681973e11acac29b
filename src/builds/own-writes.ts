// Which builds this window has written that a reading of the store may lack.

export interface OwnWrites {
  /** It is being written from now on. */
  begin(id: string): void;
  /** It is on the disk. */
  end(id: string): void;
  /** What is read may lack it: what this window has of it counts. */
  has(id: string): boolean;
  /** A reading of the store begins; answers what ends it. */
  beginReading(): () => void;
}

export function createOwnWrites(): OwnWrites {
  const writing = new Set<string>();
  let readings = 0;
  /** A reading that began before may lack them. */
  const writtenMeanwhile = new Set<string>();
  return {
    begin: (id) => void writing.add(id),
    end(id) {
      writing.delete(id);
      if (readings > 0) writtenMeanwhile.add(id);
    },
    has: (id) => writing.has(id) || writtenMeanwhile.has(id),
    beginReading() {
      readings++;
      return () => {
        readings--;
        if (readings === 0) writtenMeanwhile.clear();
      };
    },
  };
}
