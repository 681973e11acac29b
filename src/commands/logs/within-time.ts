// Ends work that does not come to an end: a regular expression may take longer than anybody lives on one line of a log, and nothing
// else would run in this process meanwhile.
import { createContext, Script } from 'node:vm';

/** Runs `work` at once; false: the time was over, in the middle of whatever it did. Throws what it throws. */
export function createTimeLimit(milliseconds: number): (work: () => void) => boolean {
  const script = new Script('work()');
  const context = createContext({ work: undefined });
  return (work) => {
    context.work = work;
    try {
      script.runInContext(context, { timeout: milliseconds });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
      throw error;
    }
  };
}
