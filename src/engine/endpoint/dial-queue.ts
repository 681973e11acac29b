// How many connections are being opened at once: sshd drops logins at random when more than ten are under way
// (`MaxStartups`, sshd_config(5)), and each is a process here.

export interface DialQueue {
  /** Calls `begin` when it is its turn; the function that `begin` answers with is given the end of the turn to call. */
  take(begin: () => Dialling): QueuedDial;
}

/** Something that is being opened. */
export interface Dialling {
  /** Calls back once it is open, or has failed. */
  onSettled(callback: () => void): void;
}

export interface QueuedDial {
  /** Gives the turn up if it has not come. */
  cancel(): void;
}

const mostAtOnce = 4;
/** Milliseconds after which one that says nothing (it may just have nothing to say) makes room for the next. */
const longestTurn = 5000;

export function createDialQueue(): DialQueue {
  const waiting: (() => Dialling)[] = [];
  let opening = 0;

  function next(): void {
    if (opening >= mostAtOnce) return;
    const begin = waiting.shift();
    if (begin === undefined) return;
    opening++;
    let isOver = false;
    const over = () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      opening--;
      next();
    };
    const timer = setTimeout(over, longestTurn).unref();
    begin().onSettled(over);
  }

  return {
    take: (begin) => {
      waiting.push(begin);
      next();
      return {
        cancel: () => {
          const index = waiting.indexOf(begin);
          if (index >= 0) waiting.splice(index, 1);
        },
      };
    },
  };
}
