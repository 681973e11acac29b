// What an editor is told of rows that look different, and when: not while it waits for the children of one. Pure.
//
// VS Code gathers what changes in a tree (`ExtHostTreeView`, 200 ms, the first one at once): what comes before that time is over
// begins it anew, and is drawn only once nothing has come for so long. Told further apart, each change is drawn at once.
import type { Clock } from '../clock.ts';
import type { Difference, TreeNode } from './tree-nodes.ts';

/** Milliseconds between two changes. */
const pause = 210;

export interface TreeNews {
  tell(difference: Difference): void;
  /** Whether the editor knows all rows as they are. */
  isTold(): boolean;
  /** `load` asks for the children of a row, and answers what is different then. */
  whileAsked(node: TreeNode, load: () => Promise<Difference>): Promise<void>;
  dispose(): void;
}

/** `fire`: undefined means everything. */
export function createTreeNews(fire: (different: TreeNode[] | undefined) => void, clock: Clock): TreeNews {
  // While a row's children are being asked for, VS Code is told nothing: it would ask again and get each child twice.
  let loading = 0;
  let untold: Set<TreeNode> | 'structure' = new Set();
  let cancelPause: (() => void) | undefined;
  const isTold = () => untold !== 'structure' && untold.size === 0;
  const fireUntold = () => {
    if (loading > 0 || cancelPause !== undefined || isTold()) return;
    const now = untold;
    untold = new Set();
    fire(now === 'structure' ? undefined : [...now]);
    cancelPause = clock.after(pause, () => {
      cancelPause = undefined;
      fireUntold();
    });
  };
  const tell = (difference: Difference) => {
    if (difference === 'structure') untold = 'structure';
    else if (untold !== 'structure') for (const node of difference) untold.add(node);
    fireUntold();
  };
  return {
    tell,
    isTold,
    dispose: () => cancelPause?.(),
    async whileAsked(node, load) {
      loading++;
      try {
        tell(await load());
      } finally {
        loading--;
      }
      // Its new children are what VS Code is waiting for; all else it is told once it has them.
      if (untold !== 'structure') untold.delete(node);
      setImmediate(() => tell([]));
    },
  };
}
