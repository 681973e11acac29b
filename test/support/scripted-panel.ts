// A page for tests of what fills it: keeps what it was told, says what a test says, and is looked at when a test wants it.
import type { Panel } from '../../src/panels/panel.ts';

export interface ScriptedPanel<To, From> extends Panel<To, From> {
  readonly posted: To[];
  say(message: From): void;
  look(visible: boolean): void;
  close(): void;
}

export function scriptedPanel<To, From>(): ScriptedPanel<To, From> {
  const posted: To[] = [];
  const listeners: ((message: From) => void)[] = [];
  const watchers: ((visible: boolean) => void)[] = [];
  const closing = new AbortController();
  let visible = true;
  return {
    posted,
    post: (message) => void posted.push(message),
    onMessage: (listener) => void listeners.push(listener),
    get visible() {
      return visible && !closing.signal.aborted;
    },
    onVisibility: (watcher) => void watchers.push(watcher),
    closed: closing.signal,
    say: (message) => {
      for (const listener of listeners) listener(message);
    },
    look: (next) => {
      visible = next;
      for (const watcher of watchers) watcher(next);
    },
    close: () => closing.abort(),
  };
}
