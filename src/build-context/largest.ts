// Of a measured context what a person wants to see: the largest first, and only so many. Pure.
import type { Amount, ContextNode } from './measure.ts';

/** A node with those of its children that are worth a row. */
export interface LargeNode {
  readonly node: ContextNode;
  /** The largest first. */
  readonly children: readonly LargeNode[];
  /** What has no row of its own. */
  readonly rest: Amount & { readonly entries: number };
}

/** What the build sees: `count` rows at most, given to the largest wherever they are. */
export function largestSent(root: ContextNode, count: number): LargeNode {
  return largest(root, count, ({ sent }) => sent, isSent);
}

/** What is left out: the topmost of each, not what is in them; the largest first. */
export function largestLeftOut(root: ContextNode, count: number): Pick<LargeNode, 'children' | 'rest'> {
  const topmost: ContextNode[] = [];
  const visit = (node: ContextNode): void => {
    for (const child of node.children) {
      if (child.ignoredBy && child.sent.files === 0) topmost.push(child);
      else if (child.leftOut.files > 0 || child.kind === 'folder') visit(child);
    }
  };
  visit(root);
  const amount = ({ leftOut }: ContextNode) => leftOut;
  topmost.sort(bySize(amount));
  return {
    children: topmost.slice(0, count).map((node) => ({ node, children: [], rest: restOf([], amount) })),
    rest: restOf(topmost.slice(count), amount),
  };
}

type AmountOf = (node: ContextNode) => Amount;

/** An empty folder is sent, too. */
const isSent = ({ ignoredBy, sent }: ContextNode) => ignoredBy === undefined || sent.files > 0;

const bySize = (amount: AmountOf) => (a: ContextNode, b: ContextNode) =>
  amount(b).bytes - amount(a).bytes || amount(b).files - amount(a).files || (a.path < b.path ? -1 : 1);

function restOf(nodes: readonly ContextNode[], amount: AmountOf): LargeNode['rest'] {
  return {
    entries: nodes.length,
    files: nodes.reduce((files, node) => files + amount(node).files, 0),
    bytes: nodes.reduce((bytes, node) => bytes + amount(node).bytes, 0),
  };
}

function largest(root: ContextNode, count: number, amount: AmountOf, keeps: (node: ContextNode) => boolean): LargeNode {
  const all: ContextNode[] = [];
  const visit = (node: ContextNode): void => {
    for (const child of node.children) {
      if (!keeps(child)) continue;
      all.push(child);
      visit(child);
    }
  };
  visit(root);
  // A folder comes before what is in it: it is as large at least, and its path is shorter.
  const chosen = new Set(all.sort(bySize(amount)).slice(0, count));
  const shown = (node: ContextNode): LargeNode => {
    const kept = node.children.filter(keeps);
    return {
      node,
      children: kept
        .filter((child) => chosen.has(child))
        .sort(bySize(amount))
        .map(shown),
      rest: restOf(
        kept.filter((child) => !chosen.has(child)),
        amount,
      ),
    };
  };
  return shown(root);
}
