// Reads the files of a small build context, and gives up on any other: whoever waits for it must not be kept waiting.
import { type ContextFiles, readContextFiles } from './context-files.ts';
import type { FileFact } from './file-facts.ts';
import { TooManyFiles } from './too-many-files.ts';

export interface FewFiles {
  /** Files and folders. */
  readonly count: number;
  /** For reading them all. */
  readonly milliseconds: number;
}

/** What `readContextFiles` answers; rejects with `TooManyFiles` where there is more to read. */
export function readingOf({ count, milliseconds }: FewFiles): typeof readContextFiles {
  return async (request, selections, knowledge, signal): Promise<ContextFiles> => {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(new TooManyFiles()), milliseconds);
    let seen = 0;
    const { read } = knowledge;
    const counted = {
      get(path: string) {
        seen++;
        if (seen > count) giveUp.abort(new TooManyFiles());
        return read.get(path);
      },
      set: (path: string, fact: FileFact) => read.set?.(path, fact),
    };
    const signals = signal ? [signal, giveUp.signal] : [giveUp.signal];
    try {
      const files = await readContextFiles(
        request,
        selections,
        { ...knowledge, read: counted },
        AbortSignal.any(signals),
      );
      giveUp.signal.throwIfAborted();
      return files;
    } finally {
      clearTimeout(timer);
    }
  };
}
