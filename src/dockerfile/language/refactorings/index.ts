// All refactorings, in the order in which they are offered.
import type { DockerfileDocument } from '../../text/document.ts';
import type { Span } from '../../text/range.ts';
import { instructionBefore } from '../typed-line.ts';
import { addCacheMount } from './cache-mount.ts';
import { upperCaseKeywords } from './capitals.ts';
import { extractArgument } from './extract-argument.ts';
import { extractStage, nameStage } from './extract-stage.ts';
import { fromHeredoc, toHeredoc } from './heredoc.ts';
import { fromJson, toJson } from './json.ts';
import type { Refactor, Refactoring } from './refactoring.ts';
import { joinRuns, splitRun } from './runs.ts';
import { sortPackages } from './sort-packages.ts';

const all: readonly Refactor[] = [
  toHeredoc,
  fromHeredoc,
  joinRuns,
  splitRun,
  sortPackages,
  addCacheMount,
  toJson,
  fromJson,
  nameStage,
  extractStage,
  extractArgument,
  upperCaseKeywords,
];

/** For the instruction that the selection begins in. */
export function refactoringsAt(document: DockerfileDocument, selection: Span): Refactoring[] {
  const instruction = instructionBefore(document, selection.start);
  if (!instruction || selection.start > instruction.end) return [];
  return all.flatMap((refactor) => refactor({ document, selection, instruction }) ?? []);
}
