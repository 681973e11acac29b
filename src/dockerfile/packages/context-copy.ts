// COPY and ADD that bring the whole build context into the image, and the installs that come after them.

import { copyArguments } from '../meaning/copy-arguments.ts';
import { runMounts } from '../meaning/run-mounts.ts';
import { resolvePath, workingDirectory } from '../meaning/working-directory.ts';
import { type ShellCommand, type ShellScript, shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import { stageNamed } from '../text/stage.ts';
import { type Install, installOf } from './dependency-install.ts';

export interface ContextCopy {
  readonly instruction: Instruction;
  /** Those that bring everything. */
  readonly sources: readonly Word[];
  readonly destination: Word;
}

export interface InstallRun {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly command: ShellCommand;
  readonly install: Install;
}

export interface LateInstalls {
  readonly copy: ContextCopy;
  /** In order; at least one. */
  readonly installs: readonly InstallRun[];
}

const everything = /^(?:\.|\/|(?:\.?\/)?\*|(?:\.\/)+\.?|(?:\.\/)?\*\*)$/;

export function contextCopyOf(document: DockerfileDocument, instruction: Instruction): ContextCopy | undefined {
  const copy = copyArguments(document, instruction);
  if (!copy || copy.fromFlag) return undefined;
  const sources = copy.sources.filter(({ text }) => everything.test(text));
  return sources.length > 0 ? { instruction, sources, destination: copy.destination } : undefined;
}

/** More copies of the whole context than anyone writes; beyond, none is looked at. */
const mostCopies = 20;

/** Each copy of the whole context that stands before an install which would be kept if it stood behind. */
export function lateInstalls(document: DockerfileDocument): LateInstalls[] {
  if (!document.instructions.some((instruction) => contextCopyOf(document, instruction))) return [];
  /** Of each stage: the tools that have fetched before its sources came. */
  const fetched: ReadonlySet<string>[] = [];
  return document.stages.flatMap((stage) => {
    const parent = stageNamed(document.stages, stage.base?.text ?? '', stage.index);
    const copies: { copy: ContextCopy; installs: InstallRun[] }[] = [];
    const done = new Set(parent && fetched[parent.index]);
    const all = new Set(done);
    for (const instruction of stage.instructions) {
      const copy = contextCopyOf(document, instruction);
      if (copy && copies.length < mostCopies) copies.push({ copy, installs: [] });
      if (instruction.keyword !== 'RUN' || mountsContext(document, instruction)) continue;
      for (const installRun of installsIn(document, instruction)) {
        const { tool } = installRun.install.ecosystem;
        all.add(tool);
        // Fetched before the sources came: what is left is quick.
        if (done.has(tool)) continue;
        const late = copies.find((candidate) => needsCopy(document, candidate.copy, installRun));
        if (late) late.installs.push(installRun);
        else if (copies.length === 0) done.add(tool);
      }
    }
    fetched[stage.index] = all;
    return copies.filter(({ installs }) => installs.length > 0);
  });
}

function installsIn(document: DockerfileDocument, run: Instruction): InstallRun[] {
  const script = shellScript(document, run);
  return script.commands.flatMap((command) => {
    if (command.deferred) return [];
    const install = installOf(
      command.name,
      command.args.map(({ value }) => value),
    );
    // What compiles, too, has to run again anyway; with a cache it need not fetch again.
    if (!install || (install.ecosystem.fetch !== undefined && hasMount(document, run, 'cache'))) return [];
    return [{ run, script, command, install }];
  });
}

function hasMount(document: DockerfileDocument, run: Instruction, wanted: string): boolean {
  return runMounts(document, run).some(({ type }) => type === wanted);
}

/** `--mount=type=bind` (also the default type) gives the RUN files without a COPY. */
function mountsContext(document: DockerfileDocument, run: Instruction): boolean {
  return runMounts(document, run).some(({ type, from }) => type === 'bind' && !from);
}

/** In place of a folder that only the base image knows; no path of a Dockerfile has it. */
const unknownFolder = '/\0';

/** Where the instruction works: an absolute path, or what stands for a folder that only the base image knows. */
export function folderAt(document: DockerfileDocument, instruction: Instruction): string {
  return workingDirectory(document, instruction) ?? unknownFolder;
}

export interface Places {
  /** Where the copy puts the context's root. */
  readonly destination: string | undefined;
  /** Where the install runs. */
  readonly folder: string | undefined;
}

/** Absolute paths; undefined where variables leave it open. A folder of the base image counts as known, and as itself. */
export function placesOf(
  document: DockerfileDocument,
  copy: ContextCopy,
  { run, script, command }: InstallRun,
): Places {
  const absolute = (folder: string, path: string) => (path.includes('$') ? undefined : resolvePath(folder, path));
  const destination = absolute(folderAt(document, copy.instruction), copy.destination.text);
  let folder: string | undefined = folderAt(document, run);
  for (const { name, args, start } of script.commands) {
    if (start >= command.start) break;
    if (name !== 'cd' && name !== 'pushd') continue;
    const path = args.find(({ value }) => !value.startsWith('-'));
    folder = folder !== undefined && path?.literal ? absolute(folder, path.value) : undefined;
  }
  return { destination, folder };
}

/** Programs that bring other sources, which a `cd` then enters. */
const fetchers = new Set(['git', 'curl', 'wget', 'tar', 'unzip', 'svn', 'hg']);

function needsCopy(document: DockerfileDocument, copy: ContextCopy, installRun: InstallRun): boolean {
  const { script, command, install } = installRun;
  const before = script.commands.filter(({ start }) => start < command.start);
  const moves = before.some(({ name }) => name === 'cd' || name === 'pushd');
  if (moves && before.some(({ name }) => fetchers.has(name))) return false;
  const { destination, folder } = placesOf(document, copy, installRun);
  if (destination === undefined || folder === undefined) return true;
  const files = install.files ?? ['.'];
  return files.some((file) => {
    if (file.includes('$')) return isBelow(destination, folder);
    return isBelow(destination, resolvePath(folder, file)) || (!file.startsWith('/') && isBelow(destination, folder));
  });
}

/** Of a folder that the base image knows nothing is sure. */
function isBelow(parent: string, path: string): boolean {
  if (parent.startsWith(unknownFolder) !== path.startsWith(unknownFolder)) return true;
  return parent === '/' || path === parent || path.startsWith(`${parent}/`);
}
