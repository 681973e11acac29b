// The files of a folder, as a build could send them: what a line of a .dockerignore file leaves out is counted among them.
import type { ContextFile } from '../dockerfile/language/ignore-lines.ts';

/** What `read` finds, kept by folder until something may have changed. `read`: undefined where nothing is known. */
export function keptContextFiles(read: (folder: string) => Promise<readonly ContextFile[] | undefined>) {
  const counted = new Map<string, ReturnType<typeof read>>();
  return {
    of(folder: string): ReturnType<typeof read> {
      const counting = counted.get(folder) ?? read(folder);
      counted.set(folder, counting);
      return counting;
    },
    /** Whether there was anything to forget. */
    forget(): boolean {
      const had = counted.size > 0;
      counted.clear();
      return had;
    },
  };
}
