// The builds as the rows of a tree are made of them: a running build tells hundreds of things a second, a person reads few.
import type { BuildHistory, HistoryChange } from '../builds/history.ts';
import type { TreeSource } from './tree-source.ts';

/** Milliseconds between two looks at a running build. */
const livePause = 500;

export function buildSource(builds: BuildHistory): TreeSource<BuildHistory, HistoryChange> {
  return {
    source: builds,
    isReady: () => true,
    begin: () => void builds.load(),
    onDidChange: (listener) => {
      let waiting: NodeJS.Timeout | undefined;
      const subscription = builds.onDidChange((change) => {
        if (change.kind === 'list') return listener(change);
        waiting ??= setTimeout(() => {
          waiting = undefined;
          listener(change);
        }, livePause);
      });
      return {
        dispose() {
          clearTimeout(waiting);
          subscription.dispose();
        },
      };
    },
  };
}
