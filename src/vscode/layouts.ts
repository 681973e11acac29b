// How the views are grouped, sorted and filtered, kept in the workspace's state, and which rows they are to show: told to whoever
// shows them.
import { type Disposable, EventEmitter, type Memento } from 'vscode';
import { type Layout, plainLayout } from '../explorer/layout.ts';

export interface Layouts extends Disposable {
  get(view: string): Layout;
  set(view: string, layout: Layout): Promise<void>;
  /** Called with the view's id. */
  onDidChange(listener: (view: string) => void): Disposable;
  /** Asks for the row of an object in a view. */
  reveal(view: string, id: string): void;
  onReveal(listener: (view: string, id: string) => void): Disposable;
}

export function createLayouts(state: Memento): Layouts {
  const changed = new EventEmitter<string>();
  const asked = new EventEmitter<readonly [view: string, id: string]>();
  const key = (view: string) => `layout ${view}`;
  return {
    get: (view) => ({ ...plainLayout, ...state.get<Layout>(key(view)) }),
    async set(view, layout) {
      await state.update(key(view), layout);
      changed.fire(view);
    },
    onDidChange: (listener) => changed.event(listener),
    reveal: (view, id) => asked.fire([view, id]),
    onReveal: (listener) => asked.event(([view, id]) => listener(view, id)),
    dispose() {
      changed.dispose();
      asked.dispose();
    },
  };
}
