// Looks at a view again when its words are about to change though nothing happens, and only while somebody sees it.
import { Disposable, type TreeView } from 'vscode';

export interface TreeClock extends Disposable {
  /** The rows have just been looked at: it is asked anew when to look next. */
  wind(): void;
  stop(): void;
}

/** `next`: milliseconds until the next look, or undefined; `look` winds the clock. */
export function createTreeClock(view: TreeView<unknown>, next: () => number | undefined, look: () => void): TreeClock {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return Object.assign(new Disposable(stop), {
    stop,
    wind() {
      stop();
      const pause = view.visible ? next() : undefined;
      if (pause !== undefined) timer = setTimeout(look, pause);
    },
  });
}
