// What the steps of a record call their stage.
import type { DockerfileDocument, Stage } from '../dockerfile/text/document.ts';

/** Its name or number; empty where there is only one. */
export const stageLabel = ({ stages }: DockerfileDocument, { name, index }: Stage): string =>
  stages.length > 1 ? (name?.text ?? String(index)) : '';
