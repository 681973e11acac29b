// Names behind COPY --from that can be neither a stage nor an image, and the stage that is meant.
import { parseImageReference } from '../../image-reference.ts';
import { nearest } from '../knowledge/nearest.ts';
import type { Fix } from '../rule-parts/rule.ts';
import { shown } from '../rule-parts/shown.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import { stageNamed } from '../text/stage.ts';

/** What is wrong with a name that the builder refuses; undefined for one that it looks for. */
export function impossibleFrom(
  document: DockerfileDocument,
  { stageIndex }: Instruction,
  value: string,
): string | undefined {
  if (value === '') return '--from= names nothing; name a stage or an image, or leave the flag out';
  if (/\$[\w{]/.test(value)) {
    return `Variables are not replaced in --from; begin a stage with FROM ${shown(value)} AS name, and copy from that`;
  }
  if (/^\d+$/.test(value) || stageNamed(document.stages, value, stageIndex)) return undefined;
  // A later stage, or its own, is a mistake of another kind.
  if (stageNamed(document.stages, value, document.stages.length) || parseImageReference(value)) return undefined;
  return `"${shown(value)}" is neither an earlier stage nor the name of an image`;
}

export function meantFix(document: DockerfileDocument, copy: Instruction, from: Word): Fix | undefined {
  const names = document.stages.slice(0, Math.max(copy.stageIndex, 0)).flatMap(({ name }) => (name ? [name.text] : []));
  const meant = nearest(from.text, names);
  if (meant === undefined || document.text.slice(from.start, from.end) !== from.text) return undefined;
  return { title: `Change to ${meant}`, edits: [{ range: document.rangeOf(from), text: meant }], safe: false };
}
