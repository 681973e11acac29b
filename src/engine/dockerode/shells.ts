// Which shells a container has. Asked of the container itself: images say nothing about it.
import { isEngineError } from '../../errors.ts';
import type { Connection } from './connection.ts';
import { queryString } from './modem.ts';
import { runInContainer } from './run-in-container.ts';

/** Best first. */
const knownShells = ['bash', 'zsh', 'ash', 'sh'] as const;

/** Where shells are that no PATH leads to, or in a container whose `sh` is not in its PATH. */
const usualFolders = ['/bin', '/usr/bin', '/usr/local/bin', '/busybox'] as const;

export async function findShells(connection: Connection, id: string, signal?: AbortSignal): Promise<string[]> {
  const script = `for s in ${knownShells.join(' ')}; do command -v "$s"; done`;
  const { stdout } = await runInContainer(connection, { id }, ['sh', '-c', script], signal).catch((error) => {
    // Some engines answer a missing program with an error, others with an exit code.
    if (isEngineError(error, 'invalid') || isEngineError(error, 'failed')) return { stdout: '' };
    throw error;
  });
  const found = shellsIn(stdout);
  return found.length > 0 ? found : shellsInUsualFolders(connection, id, signal);
}

/** Of the lines that `command -v` prints: paths, or bare names where busybox has the shell built in. */
function shellsIn(output: string): string[] {
  const lines = output.split('\n').map((line) => line.trim());
  return knownShells.flatMap(
    (shell) => lines.find((line) => line === shell || (line.startsWith('/') && line.endsWith(`/${shell}`))) ?? [],
  );
}

async function shellsInUsualFolders(
  { transport, quickly }: Connection,
  id: string,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const path = `/containers/${encodeURIComponent(id)}/archive`;
  return quickly(signal, async (abortSignal) => {
    const found: string[] = [];
    for (const shell of knownShells) {
      for (const folder of usualFolders) {
        const file = `${folder}/${shell}`;
        const request = { method: 'HEAD', path, query: queryString({ path: file }) } as const;
        const isThere = await transport.text(request, abortSignal).then(
          () => true,
          (error) => {
            if (isEngineError(error, 'not-found')) return false;
            throw error;
          },
        );
        if (isThere) found.push(file);
      }
    }
    return found;
  });
}
