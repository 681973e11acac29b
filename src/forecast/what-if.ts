// What it would have saved in the recorded builds if an instruction had been moved down, as the rules advise. Pure. A step
// counts only where it ran and an earlier build had it with all that it would have been made of: nothing is guessed.
import * as l10n from '@vscode/l10n';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import { formatDuration } from '../quantities.ts';
import { visibleText } from '../visible-text.ts';
import type { ForecastRecord, RecordedReordering } from './record.ts';

export interface WhatIf {
  /** First lines of the instructions. */
  readonly moved: string;
  readonly below: string;
  /** Where these start; the first line is 0: the moved one, and those that it kept from being reused. */
  readonly lines: readonly number[];
  /** Milliseconds, at least. */
  readonly saved: number;
  /** In so many builds, the newest among them. */
  readonly builds: number;
}

/** Milliseconds: less is not worth a word. */
const leastSaved = 1000;

/** `records`: of one scope, newest first. `document`: as it is now: what is done already is not advised. */
export function whatIfs(records: readonly ForecastRecord[], document: DockerfileDocument): readonly WhatIf[] {
  return (records[0]?.reorderings ?? []).flatMap((reordering): WhatIf[] => {
    const saved = savedBy(records, reordering);
    const total = [...saved.steps.values()].reduce((sum, each) => sum + each, 0);
    const places = placesOf(document, reordering, [...saved.steps.keys()]);
    const last = places?.commands.at(-1);
    if (total < leastSaved || !places || !last) return [];
    const lines = [places.moved, ...places.commands.map(({ line }) => line)];
    return [{ moved: reordering.moved, below: last.text, lines, saved: total, builds: saved.builds }];
  });
}

/** By the text of the step: milliseconds. */
function savedBy(newestFirst: readonly ForecastRecord[], { stage, moved }: RecordedReordering) {
  const steps = new Map<string, number>();
  const there = new Set<string>();
  const would = new Set<string>();
  let builds = 0;
  for (const [index, record] of [...newestFirst].reverse().entries()) {
    // What was there before is gone, for both.
    if (record.hasLostCache) for (const keys of [there, would]) keys.clear();
    const found = record.reorderings?.find((each) => each.stage === stage && each.moved === moved);
    for (const { step, key, saves } of found?.steps ?? []) {
      const built = record.steps[step];
      if (!built || built.outcome === 'missing') continue;
      // It may have run although the builder had it: that has a reason that no order mends.
      const hasRun = built.outcome === 'ran' && !there.has(built.key);
      const { text } = built;
      if (hasRun && saves !== undefined && would.has(key)) steps.set(text, (steps.get(text) ?? 0) + saves);
      would.add(key);
    }
    for (const { key, outcome } of record.steps) if (outcome !== 'missing') there.add(key);
    if (found && builds === 0) builds = newestFirst.length - index;
  }
  return { steps, builds };
}

function placesOf(document: DockerfileDocument, { stage: name, moved }: RecordedReordering, texts: readonly string[]) {
  const stage = document.stages.find(({ name: own, index }) => (own?.text ?? String(index)) === name);
  const placed = (stage?.instructions ?? []).map(({ start }) => {
    const { line } = document.positionAt(start);
    return { line, text: document.lineText(line).trim() };
  });
  const from = placed.findIndex(({ text }) => text === moved);
  const commands = placed.slice(from + 1).filter(({ text }) => texts.includes(text));
  return from < 0 ? undefined : { moved: placed[from]?.line ?? 0, commands };
}

/** Characters of an instruction in a sentence. */
const longestInstruction = 50;

/** `Moving COPY . . below RUN npm ci would have saved 4 min 10 s in the last 10 builds.` */
export function whatIfText({ moved, below, saved, builds }: WhatIf): string {
  return movingSaves(shortened(moved), shortened(below), formatDuration(saved), String(builds));
}

export const movingSaves = (moved: string, below: string, time: string, builds: string): string =>
  l10n.t('Moving {0} below {1} would have saved {2} in the last {3} builds.', moved, below, time, builds);

function shortened(instruction: string): string {
  const text = visibleText(instruction.replace(/\s*\\$/, ''));
  return text.length > longestInstruction ? `${text.slice(0, longestInstruction - 1)}…` : text;
}
