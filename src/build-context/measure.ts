// How large a build context is and what makes it so: all that is in the folder, summed, with what is left out and by which
// line of the ignore file. Reads names and sizes, no contents.

import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import {
  type Fits,
  fitsOf,
  type IgnoreRules,
  ignoringPattern,
  mayHoldUnignored,
  noIgnoreRules,
  parseIgnoreFile,
} from './ignore-file.ts';
import type { IgnorePattern } from './ignore-pattern.ts';
import { mustBe } from './must-be.ts';
import { findIgnoreFile } from './read-ignore-file.ts';
import { pause, slice } from './walk.ts';

export interface Amount {
  /** Links count as files, folders do not. */
  readonly files: number;
  readonly bytes: number;
}

export interface ContextNode {
  /** Relative to the context, with `/`; '' for the context itself. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** What of it the build sees. */
  readonly sent: Amount;
  /** What of it is left out. */
  readonly leftOut: Amount;
  /** Only of what is left out itself: by which line of the ignore file, from zero, and its text. */
  readonly ignoredBy: { readonly line: number; readonly text: string } | undefined;
  /** What it holds could not be read. */
  readonly isUnreadable: boolean;
  /** In no order. */
  readonly children: readonly ContextNode[];
}

export interface ContextMeasure {
  /** Absolute paths. */
  readonly folder: string;
  readonly dockerfile: string;
  /** The ignore file; undefined: there is none. */
  readonly ignoreFile: string | undefined;
  readonly root: ContextNode;
}

export interface MeasureOptions {
  /** Absolute paths. */
  readonly contextFolder: string;
  readonly dockerfile: string;
  /** Whether what is left out is measured, too. */
  readonly withLeftOut: boolean;
}

/**
 * Rejects with BuildContextError where there is no such folder. Lets others go on in between, and takes patterns that the
 * engine would refuse for none: that is the build's to say.
 */
export async function measureContext(options: MeasureOptions, signal?: AbortSignal): Promise<ContextMeasure> {
  const { contextFolder, dockerfile, withLeftOut } = options;
  await mustBe('folder', contextFolder, l10n.t('Build context'));
  const file = await findIgnoreFile(contextFolder, dockerfile);
  const rules = file ? parseIgnoreFile(file.text) : noIgnoreRules;
  const walk = measureFolder({ root: contextFolder, rules, withLeftOut }, '', undefined, undefined);
  for (let begun = performance.now(); ; ) {
    const { done, value } = walk.next();
    if (done) return { folder: contextFolder, dockerfile, ignoreFile: file?.path, root: value };
    if (performance.now() - begun < slice) continue;
    await pause();
    signal?.throwIfAborted();
    begun = performance.now();
  }
}

interface Walk {
  readonly root: string;
  readonly rules: IgnoreRules;
  readonly withLeftOut: boolean;
}

const nothing: Amount = { files: 0, bytes: 0 };

/** `ignored`: the pattern that leaves out all of it, exceptions aside. Yields occasions to stop. */
function* measureFolder(
  walk: Walk,
  path: string,
  fits: Fits | undefined,
  ignored: IgnorePattern | undefined,
): Generator<void, ContextNode> {
  const { root, rules } = walk;
  const found = entriesOf(path === '' ? root : `${root}/${path}`);
  const children: ContextNode[] = [];
  let sent = nothing;
  let leftOut = nothing;
  // Where no exception can fit any more, nothing need be matched.
  const isSettled = ignored !== undefined && !mayHoldUnignored(rules, path);
  for (const entry of found ?? []) {
    const child = yield* measureEntry(walk, entry, path, fits, isSettled ? ignored : undefined);
    if (child === undefined) continue;
    children.push(child);
    sent = sum(sent, child.sent);
    leftOut = sum(leftOut, child.leftOut);
  }
  return {
    path,
    kind: 'folder',
    sent,
    leftOut,
    ignoredBy: placeOf(ignored),
    isUnreadable: found === undefined,
    children,
  };
}

/** `settled`: the pattern that leaves it out whatever its name. undefined: nothing that a build can use, or not wanted. */
function* measureEntry(
  walk: Walk,
  entry: Dirent,
  folder: string,
  folderFits: Fits | undefined,
  settled: IgnorePattern | undefined,
): Generator<void, ContextNode | undefined> {
  yield;
  const { root, rules, withLeftOut } = walk;
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  const fits = settled ? undefined : fitsOf(rules.patterns, path, folderFits);
  const ignored = settled ?? ignoringPattern(rules, fits ?? []);
  if (entry.isDirectory()) {
    if (ignored && !withLeftOut && !mayHoldUnignored(rules, path)) return undefined;
    return yield* measureFolder(walk, path, fits, ignored);
  }
  if (!entry.isFile() && !entry.isSymbolicLink()) return undefined;
  if (ignored && !withLeftOut) return undefined;
  const amount = { files: 1, bytes: entry.isFile() ? sizeOf(`${root}/${path}`) : 0 };
  return {
    path,
    kind: entry.isFile() ? 'file' : 'link',
    sent: ignored ? nothing : amount,
    leftOut: ignored ? amount : nothing,
    ignoredBy: placeOf(ignored),
    isUnreadable: false,
    children: [],
  };
}

function placeOf(pattern: IgnorePattern | undefined): ContextNode['ignoredBy'] {
  return pattern && { line: pattern.line ?? 0, text: pattern.text };
}

/** undefined: it may not be read, or is gone meanwhile. */
function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

/** What is gone meanwhile is 0 bytes large. */
function sizeOf(path: string): number {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}

const sum = (a: Amount, b: Amount): Amount => ({ files: a.files + b.files, bytes: a.bytes + b.bytes });
