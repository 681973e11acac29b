// Rows of a broken connection look so, but not at once: most connections are back before anybody would have read it.
import type { Disposable } from 'vscode';

/** Milliseconds after which rows of a broken connection look so. */
const greyAfter = 1000;

export interface Greying extends Disposable {
  isGrey(): boolean;
  /** Something has changed. */
  note(): void;
}

export function createGreying(isStale: () => boolean, onGrey: () => void): Greying {
  let isGrey = false;
  let timer: NodeJS.Timeout | undefined;
  return {
    isGrey: () => isGrey,
    note() {
      if (!isStale()) {
        clearTimeout(timer);
        timer = undefined;
        isGrey = false;
      } else if (!isGrey) {
        timer ??= setTimeout(() => {
          isGrey = isStale();
          onGrey();
        }, greyAfter);
      }
    },
    dispose: () => clearTimeout(timer),
  };
}
