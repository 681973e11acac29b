// The builds as the rows of a tree are made of them: a running build tells hundreds of things a second, a person reads few.
import { Uri, workspace } from 'vscode';
import type { BuildHistory, HistoryChange } from '../builds/history.ts';
import type { BuildsSource } from '../explorer/builds.ts';
import { setContextKey } from './context-keys.ts';
import type { TreeSource } from './tree-source.ts';

/** Milliseconds between two looks at a running build. */
const livePause = 500;

export function buildSource(builds: BuildHistory): TreeSource<BuildsSource, HistoryChange> {
  return {
    source: {
      get records() {
        return builds.records;
      },
      isHere: (dockerfile) =>
        (workspace.workspaceFolders ?? []).length === 0 ||
        workspace.getWorkspaceFolder(Uri.file(dockerfile)) !== undefined,
    },
    isReady: () => true,
    begin: () => void builds.load().then(() => setContextKey('longshore.buildsRead', true)),
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
