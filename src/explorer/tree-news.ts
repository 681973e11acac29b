// What an editor is told of rows that look different, and when: not while it waits for the children of one. Pure.
import type { Difference, TreeNode } from './tree-nodes.ts';

export interface TreeNews {
  tell(difference: Difference): void;
  /** `load` asks for the children of a row, and answers what is different then. */
  whileAsked(node: TreeNode, load: () => Promise<Difference>): Promise<void>;
}

/** `fire`: undefined means everything. */
export function createTreeNews(fire: (different: TreeNode[] | undefined) => void): TreeNews {
  // While a row's children are being asked for, VS Code is told nothing: it would ask again and get each child twice.
  let loading = 0;
  let untold: Set<TreeNode> | 'structure' = new Set();
  const tell = (difference: Difference) => {
    if (difference === 'structure') untold = 'structure';
    else if (untold !== 'structure') for (const node of difference) untold.add(node);
    if (loading > 0) return;
    const now = untold;
    untold = new Set();
    if (now === 'structure') fire(undefined);
    else if (now.size > 0) fire([...now]);
  };
  return {
    tell,
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
