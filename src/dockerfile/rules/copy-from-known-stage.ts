// COPY --from and RUN --mount=from= name an earlier stage, or an image with its tag.

import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import { nearest } from '../knowledge/nearest.ts';
import { isLocalName } from '../knowledge/official-images.ts';
import { stageNamed } from '../meaning/named-stage.ts';
import { sourceNames } from '../meaning/stage-names.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { isNamedContext } from '../rule-parts/named-context.ts';
import { onEach } from '../rule-parts/on-each.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';

export const copyFromKnownStage: Rule = {
  id: 'copy-from-known-stage',
  aliases: ['DL3022'],
  severity: 'warning',
  title: l10n.t('Copy from a stage that exists'),
  why: l10n.t(
    'COPY --from takes the name of an earlier stage. If there is no such stage, the name is read as an image with the tag latest. Most often, it is a typo. If you mean an image, write its tag.',
  ),
  bad: 'FROM node:22-slim AS build\nWORKDIR /app\nFROM nginx:1.27\nCOPY --from=⟦biuld⟧ /app/dist /usr/share/nginx/html\n',
  good: 'FROM node:22-slim AS build\nWORKDIR /app\nFROM nginx:1.27\nCOPY --from=build /app/dist /usr/share/nginx/html\n',
  check: onEach(['COPY', 'RUN'], (instruction, { document, report, surroundings }) => {
    const { keyword, stageIndex, flags } = instruction;
    if (flags.length === 0) return;
    for (const from of sourceNames(document, instruction)) {
      // A colon belongs to the tag or digest of an image. What the builder refuses is told there.
      if (/^$|[:$]|^\d+$/.test(from.text) || stageNamed(document, from.text, stageIndex)) continue;
      if (stageNamed(document, from.text, document.stages.length)) continue;
      if (isNamedContext(surroundings, from.text) || !parseImageReference(from.text)) continue;
      const meant = nearest(from.text, earlierNames(document, stageIndex));
      // Images without a tag are for others to judge: hadolint speaks of COPY alone.
      if (keyword === 'RUN' && (meant === undefined || from.text.includes('/'))) continue;
      // A name that no stage is near to, and no registry has, is most likely that of a context which the build is given.
      const isContext = meant === undefined && isLocalName(from.text);
      report({
        range: document.rangeOf(from),
        message: messageFor(from.text, isContext),
        severity: isContext ? 'info' : undefined,
        aliases: keyword === 'COPY' ? undefined : [],
        fix: meantFix(document, from, meant),
      });
    }
  }),
};

/** By name or number. */
export function isOwnStage({ stages }: DockerfileDocument, { stageIndex }: Instruction, name: string): boolean {
  return stageIndex >= 0 && (stages[stageIndex]?.key === name.toLowerCase() || name === String(stageIndex));
}

function messageFor(name: string, isContext: boolean): string {
  if (isContext) {
    return l10n.t(
      'There is no earlier stage {0}, so the build needs it as an additional context: --build-context {0}=…',
      excerpt(name),
    );
  }
  if (name.includes('/')) {
    return l10n.t('{0} has no tag, so the latest image at build time is used; write a tag', excerpt(name));
  }
  return l10n.t(
    'There is no earlier stage {0}, so this is read as an image; if you mean an image, write its tag',
    excerpt(name),
  );
}

/** Each once, those just above first. */
function* earlierNames({ stages }: DockerfileDocument, before: number): Iterable<string> {
  const told = new Set<string>();
  for (let index = before - 1; index >= 0; index--) {
    const name = stages[index]?.name?.text;
    if (name === undefined || told.has(name)) continue;
    told.add(name);
    yield name;
  }
}

function meantFix(document: DockerfileDocument, from: Word, meant: string | undefined): Fix | undefined {
  if (meant === undefined || document.text.slice(from.start, from.end) !== from.text) return undefined;
  return {
    title: l10n.t('Change to {0}', meant),
    edits: [{ range: document.rangeOf(from), text: meant }],
    safe: false,
  };
}
