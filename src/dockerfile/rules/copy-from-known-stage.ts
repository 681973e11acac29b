// COPY --from names an earlier stage, or an image with its tag.

import { impossibleFrom, meantFix } from '../families/copy-from-name.ts';
import { isLocalName } from '../knowledge/official-images.ts';
import { copyFrom } from '../meaning/copy-arguments.ts';
import { onEach } from '../rule-parts/each.ts';
import type { Rule } from '../rule-parts/rule.ts';
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
  check: onEach(['COPY'], (copy, { document, report, surroundings }) => {
    const from = copyFrom(document, copy).from;
    // A colon belongs to the tag or digest of an image. Its own stage is a fault of another kind.
    if (!from || from.text === '' || from.text.includes(':') || isOwnStage(document, copy, from.text)) return;
    if (stageNamed(document.stages, from.text, copy.stageIndex)) return;
    // valid-copy-from says of those what the builder says.
    if (impossibleFrom(document, copy, from.text) !== undefined) return;
    if (surroundings.namedContexts?.has(from.text.toLowerCase())) return;
    const index = /^\d+$/.test(from.text) ? Number(from.text) : undefined;
    if (index !== undefined && index < copy.stageIndex) return;
    const fix = meantFix(document, copy, from);
    // A name that no stage is near to, and no registry has, is most likely that of a context which the build is given.
    const isContext = !fix && index === undefined && isLocalName(from.text) && !laterStage(document, copy, from.text);
    report({
      range: document.rangeOf(from),
      message: isContext
        ? `No earlier stage is called ${shown(from.text)}; the build needs it as a further context: --build-context ${shown(from.text)}=…`
        : messageFor(document, copy, from, index),
      severity: isContext ? 'info' : undefined,
      fix,
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
  const later = laterStage(document, copy, text);
  if (later) {
    const line = document.positionAt(later.from.start).line + 1;
    return `The stage ${shown(text)} begins only in line ${line}; it must stand before the stage that copies from it`;
  }
  if (index !== undefined) return `There is no earlier stage ${index}; the first stage has the number 0`;
  if (text.includes('/'))
    return `${shown(text)} has no tag, so it is whatever is latest on the day of the build; write one`;
  return `No earlier stage is called ${shown(text)}, so it is taken for an image; if that is meant, write its tag`;
}

function laterStage({ stages }: DockerfileDocument, copy: Instruction, name: string) {
  return stages.find((stage) => stage.index > copy.stageIndex && stage.key === name.toLowerCase());
}
