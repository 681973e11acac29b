// Ends what runs in a container for a terminal of ours that is closed: the engine lets it run on. When the editor is killed,
// nobody is there to do that; then the next terminal in the same container does.
import { randomUUID } from 'node:crypto';
import { ownerOfProcess, type SessionOwner } from '../session-owner.ts';
import type { Connection } from './connection.ts';
import { runInContainer } from './run-in-container.ts';

/** Marks a process and what it starts, so that they are found again inside of the container. */
const variable = 'LONGSHORE_TERMINAL';

/** An assignment for the environment of a process, unlike that of any other, and with the name of this session. */
export function terminalMark(owner: SessionOwner = ownerOfProcess()): string {
  return `${variable}=${owner.name}/${randomUUID()}`;
}

/**
 * A hang-up signal to each leader of a session, which passes it on, if `when` holds. Only builtins of a POSIX shell are used,
 * as the image may have nothing else. Field numbers as in proc(5), `stat`, after the name. $e: the environment.
 */
export const eachLeader = (what: string) => `
    for d in /proc/[0-9]*; do
      p=\${d#/proc/}
      s=; IFS= read -r s <"$d/stat" || continue
      set -- \${s##*) }
      [ "$4" = "$p" ] && [ "$5" != 0 ] || continue
      e=; while IFS= read -r l || [ -n "$l" ]; do e="$e $l"; done <"$d/environ"
      case $e in ${what} esac
    done 2>/dev/null`;

/** `user`: as whom the process runs; another one may not see its environment. */
export interface MarkedProcess {
  readonly id: string;
  readonly mark: string;
  readonly user?: string | undefined;
}

/** What a terminal does that is closed. */
export async function hangUp(connection: Connection, { mark, ...where }: MarkedProcess): Promise<void> {
  try {
    await runInContainer(connection, where, ['sh', '-c', eachLeader(`*${mark}*) kill -HUP "$p";;`)]);
  } catch {
    // The container has stopped, and all in it; or it has no shell, and the keys that were sent before must do.
  }
}

/** Of an environment only the mark: what else stands in it is nobody's business. Its last part is a UUID. */
const sayMark = `r=\${e##*${variable}=}; h=\${r%%/*}; r=\${r#*/}; p=\${r%%/*}; r=\${r#*/}
      echo "$h/$p/\${r%"\${r#????????-????-????-????-????????????}"}"`;

/** Does the same for sessions of this machine that are certainly over. */
export async function hangUpOrphans(
  connection: Connection,
  id: string,
  { isGone }: SessionOwner = ownerOfProcess(),
): Promise<void> {
  try {
    const { stdout } = await runInContainer(connection, { id }, [
      'sh',
      '-c',
      eachLeader(`*${variable}=*) ${sayMark};;`),
    ]);
    const marks = stdout.matchAll(/^((.+)\/[0-9a-f-]{36})$/gm);
    for (const [, mark, owner] of marks) {
      if (isGone(String(owner))) await hangUp(connection, { id, mark: `${variable}=${mark}` });
    }
  } catch {
    // As above: there is nothing to end, or no way to.
  }
}
