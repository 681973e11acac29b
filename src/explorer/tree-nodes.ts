// The elements of a tree: they last as long as their objects, while the rows inside change. Pure: rows in, what is to be drawn
// anew out; knows no editor.
import type { EngineId } from '../engine/engine-id.ts';
import type { Row } from './kind.ts';
import { distinctRefs, type ObjectRef, type ObjectRefs } from './object-ref.ts';

/** Rows of one source. */
export interface SourceRows {
  /** undefined: the rows are no engine's. */
  readonly engine: EngineId | undefined;
  /** Where several engines stand in one view: the row that holds this one's. */
  readonly heading: Row | undefined;
  readonly rows: readonly Row[];
  /** They may not be true any more. */
  readonly isGrey: boolean;
}

export class TreeNode {
  /** Unique in its view: two engines may have objects of one id. */
  readonly key: string;
  row: Row;
  engine: EngineId | undefined;
  /** The index of its source. */
  source = 0;
  isGrey = false;
  children: readonly TreeNode[] = [];
  /** What the editor keeps until it is told of the row again; undefined: nobody has pointed at the row. */
  private keptTooltip: string | undefined;

  constructor(key: string, row: Row) {
    this.key = key;
    this.row = row;
  }

  /** Somebody points at the row. */
  askedForTooltip(): ReturnType<Row['tooltip']> {
    const tooltip = this.row.tooltip();
    this.keptTooltip = JSON.stringify(tooltip);
    return tooltip;
  }

  /** Shows this row from now on; answers whether the editor must be told, since it looks different. */
  take(row: Row, isGrey: boolean): boolean {
    const isOther =
      this.isGrey !== isGrey ||
      (this.row !== row && lookOf(this.row) !== lookOf(row)) ||
      (this.keptTooltip !== undefined && this.keptTooltip !== JSON.stringify(row.tooltip()));
    this.row = row;
    this.isGrey = isGrey;
    if (isOther) this.keptTooltip = undefined;
    return isOther;
  }

  /** What commands get. */
  get ref(): ObjectRef | undefined {
    return this.row.object && { engine: this.engine, ...this.row.object };
  }
}

/** What commands work on: of a group, all that are in it. */
export function refsOf(nodes: readonly TreeNode[]): ObjectRefs {
  return distinctRefs(nodes.flatMap((node) => node.ref ?? refsOf(node.children)));
}

/** The nodes that look different; `structure`: others are at the root than before. */
export type Difference = readonly TreeNode[] | 'structure';

export interface TreeNodes {
  readonly roots: readonly TreeNode[];
  parentOf(node: TreeNode): TreeNode | undefined;
  /** The row of the object with this id, as far as it has one. */
  find(id: string): TreeNode | undefined;
  /** Takes over what is shown now; nodes stay by their rows' ids. */
  update(sources: readonly SourceRows[]): Difference;
}

export function createTreeNodes(): TreeNodes {
  let nodes = new Map<string, TreeNode>();
  let roots: readonly TreeNode[] = [];
  let parents = new Map<TreeNode, TreeNode>();
  return {
    get roots() {
      return roots;
    },
    parentOf: (node) => parents.get(node),
    find(id) {
      for (const node of nodes.values()) if (node.row.object?.id === id) return node;
      return undefined;
    },
    update(sources) {
      const nextParents = new Map<TreeNode, TreeNode>();
      const next = new Map<string, TreeNode>();
      const different: TreeNode[] = [];
      const before = roots;
      roots = sources.flatMap(({ engine, heading, rows, isGrey }, source) => {
        const prefix = engine === undefined ? '' : `${engine}/`;
        const nodeOf = (row: Row): TreeNode => {
          const key = `${prefix}${row.id}`;
          const node = nodes.get(key) ?? new TreeNode(key, row);
          if (node.take(row, isGrey)) different.push(node);
          Object.assign(node, { engine, source, children: row.children.map(nodeOf) });
          for (const child of node.children) nextParents.set(child, node);
          next.set(key, node);
          return node;
        };
        return heading ? [nodeOf({ ...heading, children: rows })] : rows.map(nodeOf);
      });
      parents = nextParents;
      nodes = next;
      const hasMoved = before.length !== roots.length || before.some((node, index) => node !== roots[index]);
      return hasMoved ? 'structure' : different;
    },
  };
}

/** What is shown of a row itself, and which rows are below: how those look is told for each of them. */
function lookOf({ children, tooltip, ...row }: Row): string {
  return JSON.stringify([row, children.map(({ id }) => id)]);
}
