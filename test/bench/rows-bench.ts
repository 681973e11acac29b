// The benchmark of many rows in a real editor: an engine that only lists, and what the extension host grows by.
import { crowdedEngine } from './crowded-engine.ts';
import { type Figure, rounded } from './figures.ts';
import type { EditorTask, RowsInEditor } from './in-editor.ts';

export { figureLine, isKept } from './figures.ts';

export interface RowsBenchOptions {
  /** Where the engine that only lists may listen. */
  readonly socketPath: string;
  readonly containers: number;
  readonly images: number;
  readonly inEditor: (task: EditorTask) => Promise<RowsInEditor>;
  readonly say: (line: string) => void;
}

export async function benchRows({
  socketPath,
  containers,
  images,
  inEditor,
  say,
}: RowsBenchOptions): Promise<Figure[]> {
  const engine = await crowdedEngine(socketPath, containers, images);
  try {
    const { heap, resident } = await inEditor({ kind: 'rows', socketPath, last: engine.last });
    say(
      `${containers} containers and ${images} images: resident memory of the extension host ${rounded(resident)} MB more`,
    );
    return [{ name: 'editor-heap-of-rows', value: rounded(heap), unit: 'MB', limit: 60 }];
  } finally {
    await engine.close();
  }
}
