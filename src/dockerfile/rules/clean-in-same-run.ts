// Cleaning happens in the RUN that made the mess.

import * as l10n from '@vscode/l10n';
import { aptLists } from '../families/apt-lists.ts';
import { apkIndex, dnfCache, npmCache, yarnCache, yumCache, zypperCache } from '../families/caches.ts';
import { type LeftBehind, leftBehind } from '../families/left-behind.ts';
import { isRemote } from '../knowledge/file-kinds.ts';
import { basesOf, inherited } from '../meaning/stage-bases.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { lateRemovals } from './clean-in-same-run/late-removal.ts';

const kinds: readonly LeftBehind[] = [aptLists, apkIndex, dnfCache, npmCache, yarnCache, yumCache, zypperCache];

export const cleanInSameRun: Rule = {
  id: 'clean-in-same-run',
  aliases: [],
  severity: 'info',
  title: l10n.t('Clean up in the same RUN that installs'),
  why: l10n.t(
    'Each RUN adds a layer on top of the previous ones. If a RUN removes files from an earlier layer, the container no longer sees them, but they are still stored and downloaded with the image. The image only gets smaller if you clean up in the same RUN.',
  ),
  bad: 'FROM node:22-slim\nRUN npm install -g pnpm@9.15.0\nWORKDIR /app\nRUN ⟦npm cache clean --force⟧\n',
  good: 'FROM node:22-slim\nRUN npm install -g pnpm@9.15.0 && npm cache clean --force\nWORKDIR /app\n',
  check(document, report) {
    for (const kind of kinds) reportLateCleaning(document, kind, report);
    for (const { word, brought } of lateRemovals(document)) {
      const { line } = document.positionAt(brought.start);
      report({
        range: document.rangeOf(word),
        message: messageOf(brought, line + 1),
      });
    }
  },
};

function reportLateCleaning(document: DockerfileDocument, kind: LeftBehind, report: Report): void {
  const lefts = leftBehind(document, kind);
  const [first] = lefts;
  if (!first) return;
  const own = new Map<number, number>();
  for (const { run } of lefts) own.set(run.stageIndex, Math.min(own.get(run.stageIndex) ?? run.start, run.start));
  /** Where each stage, or one that it is made from, is first left dirty. */
  const dirty = inherited<number | undefined>(basesOf(document), (index, before) => before ?? own.get(index));
  const busy = new Set<Instruction>(kind.calls(document).map(({ run }) => run));
  for (const run of document.instructions) {
    if (run.keyword !== 'RUN' || busy.has(run) || run.start < first.run.start) continue;
    const cleaning = shellScript(document, run).commands.find((command) => kind.cleans(command, first.call));
    if (!cleaning || (dirty[run.stageIndex] ?? run.start) >= run.start) continue;
    report({
      range: document.rangeOf(cleaning),
      message: l10n.t(
        'This only hides what an earlier RUN wrote, and the image does not get smaller; clean up in that RUN',
      ),
    });
  }
}

function messageOf({ keyword, words }: Instruction, line: number): string {
  if (keyword === 'RUN') {
    return l10n.t(
      'This only hides what line {0} added, and the image does not get smaller; remove it in that RUN',
      line,
    );
  }
  if (keyword === 'ADD' && words.some(({ text }) => isRemote(text))) {
    return l10n.t(
      'This only hides what line {0} added, and the image does not get smaller; download, use and remove it in one RUN',
      line,
    );
  }
  return l10n.t(
    'This only hides what line {0} added, and the image does not get smaller; pass it to the RUN with --mount=type=bind instead',
    line,
  );
}
