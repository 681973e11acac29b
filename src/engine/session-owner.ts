// Which session something in the engine belongs to (a helper container, a shell), so that another can tell whether somebody
// still needs it.
import { hostname } from 'node:os';

export interface SessionOwner {
  readonly name: string;
  /** Of a name that a session gave itself: whether that is certainly over. */
  isGone(name: string): boolean;
}

/** By machine and process: of other machines' processes nothing can be known from here. */
export function ownerOfProcess(pid: number = process.pid): SessionOwner {
  return {
    name: `${hostname()}/${pid}`,
    isGone: (name) => {
      const match = /^(.*)\/(\d+)$/.exec(name);
      return match?.[1] === hostname() && !runs(Number(match[2]));
    },
  };
}

function runs(pid: number): boolean {
  try {
    // Signal 0 only asks.
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
