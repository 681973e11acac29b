// COPY --from names an earlier stage, or an image with its tag.

import { nearest } from '../knowledge/nearest.ts';
import { copyFrom } from '../meaning/copy-arguments.ts';
import { onEach } from '../rule-parts/each.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import { shown } from '../rule-parts/shown.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import { stageNamed } from '../text/stage.ts';

export const copyFromKnownStage: Rule = {
  id: 'copy-from-known-stage',
  aliases: ['DL3022'],
  severity: 'warning',
  title: 'Copy from a stage that there is',
  why: 'COPY --from takes the name of an earlier stage. A name that none has is taken for an image of that name, whatever version is the latest; most often it is a slip of the pen. If an image is meant, write its tag, too.',
  bad: 'FROM node:22-slim AS build\nWORKDIR /app\nFROM nginx:1.27\nCOPY --from=⟦biuld⟧ /app/dist /usr/share/nginx/html\n',
  good: 'FROM node:22-slim AS build\nWORKDIR /app\nFROM nginx:1.27\nCOPY --from=build /app/dist /usr/share/nginx/html\n',
  check: onEach(['COPY'], (copy, { document, report }) => {
    const from = copyFrom(document, copy).from;
    // A colon belongs to the tag or digest of an image. Its own stage is a fault of another kind.
    if (!from || from.text === '' || from.text.includes(':') || isOwnStage(document, copy, from.text)) return;
    if (stageNamed(document.stages, from.text, copy.stageIndex)) return;
    const index = /^\d+$/.test(from.text) ? Number(from.text) : undefined;
    if (index !== undefined && index < copy.stageIndex) return;
    report({
      range: document.rangeOf(from),
      message: messageFor(document, copy, from, index),
      fix: meantFix(document, copy, from),
    });
  }),
};

/** By name or number. */
export function isOwnStage({ stages }: DockerfileDocument, { stageIndex }: Instruction, name: string): boolean {
  return stageIndex >= 0 && (stages[stageIndex]?.key === name.toLowerCase() || name === String(stageIndex));
}

function messageFor(
  document: DockerfileDocument,
  copy: Instruction,
  { text }: Word,
  index: number | undefined,
): string {
  const later = document.stages.find((stage) => stage.index > copy.stageIndex && stage.key === text.toLowerCase());
  if (later) {
    const line = document.positionAt(later.from.start).line + 1;
    return `The stage ${shown(text)} begins only in line ${line}; it must stand before the stage that copies from it`;
  }
  if (index !== undefined) return `There is no earlier stage ${index}; the first stage has the number 0`;
  if (text.includes('$')) return `--from takes no variables; give ${shown(text)} a stage of its own: FROM … AS name`;
  return `No earlier stage is called ${shown(text)}, so it is taken for an image; if that is meant, write its tag`;
}

function meantFix(document: DockerfileDocument, copy: Instruction, from: Word): Fix | undefined {
  const names = document.stages.slice(0, Math.max(copy.stageIndex, 0)).flatMap(({ name }) => (name ? [name.text] : []));
  const meant = nearest(from.text, names);
  if (meant === undefined || document.text.slice(from.start, from.end) !== from.text) return undefined;
  return { title: `Change to ${meant}`, edits: [{ range: document.rangeOf(from), text: meant }], safe: false };
}
