// The fix of copy-manifest-before-install: copies the manifests first, installs, and only then copies the rest. Gives no
// fix where it is not sure that each instruction still finds what it needs.

import * as l10n from '@vscode/l10n';
import { contextSources, copyArguments } from '../../meaning/copy-arguments.ts';
import { resolvePath } from '../../meaning/working-directory.ts';
import { everything } from '../../packages/context-copy.ts';
import { installOf } from '../../packages/dependency-install.ts';
import { folderAt, type InstallRun, type PlacedCopy, placesOf } from '../../packages/install-places.ts';
import type { LateInstalls } from '../../packages/late-installs.ts';
import { lineBreak } from '../../rule-parts/edits.ts';
import type { Fix } from '../../rule-parts/rule.ts';
import { type ShellCommand, type ShellScript, shellScript } from '../../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../../text/document.ts';
import { matchesGlob } from '../../text/glob.ts';
import type { Edit, Position } from '../../text/range.ts';
import type { KnownProject } from './needs.ts';
import { needsOf } from './project-needs.ts';

export interface ManifestCopy {
  readonly fix: Fix | undefined;
  /** What else the first install reads, so that there is no fix. */
  readonly obstacle: string | undefined;
}

const none: ManifestCopy = { fix: undefined, obstacle: undefined };

export function manifestCopyFix(
  document: DockerfileDocument,
  { copy, sources: words, installs }: LateInstalls,
  project: KnownProject,
): ManifestCopy {
  const [first] = installs;
  const { instruction } = copy;
  if (!first || copy.inOnbuild || first.run.stageIndex !== instruction.stageIndex) return none;
  if (instruction.json || instruction.words.length !== 2 || !words.every(({ text }) => everything.test(text)))
    return none;
  const { destination, folder } = placesOf(document, copy, first);
  if (destination === undefined || destination !== folder || first.install.elsewhere) return none;
  const manifests = manifestSources(first, destination, project.contextFiles);
  if (!manifests) return none;
  const needs = needsOf(
    first.install,
    first.command.args.map(({ value }) => value),
    manifests,
    project,
  );
  if (needs.obstacle !== undefined) return { fix: undefined, obstacle: needs.obstacle };
  const folders = [...new Set([...(first.install.ecosystem.folders ?? []), ...needs.folders])];
  const lines = copyLines(document, copy, [...new Set([...manifests, ...needs.files])], folders);
  return { fix: fixWith(document, copy, first, lines, destination), obstacle: undefined };
}

function fixWith(
  document: DockerfileDocument,
  copy: PlacedCopy,
  first: InstallRun,
  lines: readonly string[],
  destination: string,
): Fix | undefined {
  const newline = lineBreak(document);
  const { fetch } = first.install.ecosystem;
  if (fetch !== undefined) {
    // The new RUN stands where the COPY stands now, so that must be in the same folder.
    if (folderAt(document, copy.instruction) !== destination) return undefined;
    const at = lineStart(leadingLine(document, copy.instruction));
    const text = [...lines, `RUN ${fetch}`].map((line) => line + newline).join('');
    const title = l10n.t('Fetch the dependencies before copying everything');
    return { title, edits: [{ range: { start: at, end: at }, text }], safe: false };
  }
  const edits = moveCopy(document, copy, first, lines);
  return (
    edits && { title: l10n.t('Copy the manifests first, and the rest after the installation'), edits, safe: false }
  );
}

/** Paths relative to the build context's root; undefined if it is not clear which there are. */
function manifestSources(
  { install }: InstallRun,
  destination: string,
  contextFiles: ReadonlySet<string> | undefined,
): string[] | undefined {
  const { ecosystem, files } = install;
  if (files) {
    const prefix = destination === '/' ? '/' : `${destination}/`;
    const paths = files.map((file) => resolvePath(destination, file));
    const isSure = files.every((file, index) => !file.includes('$') && paths[index]?.startsWith(prefix));
    const relative = paths.map((path) => path.slice(prefix.length));
    const isThere = relative.every((path) => !contextFiles || path.includes('/') || contextFiles.has(path));
    return isSure && isThere ? [...new Set(relative)] : undefined;
  }
  if (!contextFiles) return [...ecosystem.usual];
  const present = [...contextFiles].sort();
  // Of a solution, or of a gem's specification, these files alone are not enough.
  if (present.some((name) => /\.(slnx?|gemspec)$/.test(name))) return undefined;
  const matching = (globs: readonly string[]) =>
    globs.flatMap((glob) => present.filter((name) => matchesGlob(glob, name)));
  const manifests = matching(ecosystem.manifests);
  return manifests.length === 0 ? undefined : [...new Set([...manifests, ...matching(ecosystem.companions)])];
}

/** The COPY instructions for these; none for what an earlier COPY of the stage has brought already. */
function copyLines(
  document: DockerfileDocument,
  { instruction, destination }: PlacedCopy,
  files: readonly string[],
  folders: readonly string[],
): string[] {
  const stage = document.stages[instruction.stageIndex];
  const earlier = (stage?.instructions ?? [])
    .filter(({ start }) => start < instruction.start)
    .flatMap((before) => contextSources(document, before));
  const isMissing = (source: string) =>
    !earlier.some(({ text }) => matchesGlob(text.replace(/^\.\//, ''), source) || text === source);
  const parentOf = (source: string) => source.slice(0, source.lastIndexOf('/') + 1);
  const root = destination.text === '.' ? './' : destination.text.replace(/\/*$/, '/');
  const flags = instruction.flags
    .filter(({ name }) => name === 'chown' || name === 'chmod' || name === 'link')
    .map(({ start, end }) => `${document.text.slice(start, end)} `)
    .join('');
  const keyword = /^[a-z]/.test(document.text.slice(instruction.start)) ? 'copy' : 'COPY';
  const line = (from: readonly string[], to: string) => `${keyword} ${flags}${from.join(' ')} ${to}`;
  const missing = files.filter(isMissing);
  const parents = [...new Set(missing.map(parentOf))];
  return [
    ...parents.map((parent) =>
      line(
        missing.filter((source) => parentOf(source) === parent),
        root + parent,
      ),
    ),
    ...folders.filter(isMissing).map((source) => line([source], root + source)),
  ];
}

function moveCopy(
  document: DockerfileDocument,
  copy: PlacedCopy,
  first: InstallRun,
  lines: readonly string[],
): Edit[] | undefined {
  const { instruction } = copy;
  const instructions = document.stages[instruction.stageIndex]?.instructions ?? [];
  const from = instructions.indexOf(instruction);
  const to = instructions.indexOf(first.run);
  if (!instructions.slice(from + 1, to).every((between) => mayStandBefore(document, instruction, between)))
    return undefined;
  const newline = lineBreak(document);
  const block = {
    start: lineStart(leadingLine(document, instruction)),
    end: lineStart(document.positionAt(instruction.end).line + 1),
  };
  // Of the empty lines above and below, one set is enough when nothing stands between them any more.
  const isBlankLine = (line: number) => line < document.lineCount && document.lineText(line).trim() === '';
  const removed =
    block.start.line > 0 && isBlankLine(block.start.line - 1) && isBlankLine(block.end.line)
      ? { start: block.start, end: lineStart(block.end.line + 1) }
      : block;
  const blockText = document.text.slice(document.offsetAt(block.start), instruction.end);
  const installLine = lineStart(leadingLine(document, first.run));
  const manifests = lines.map((line) => line + newline).join('');
  const removal: Edit = { range: removed, text: '' };
  const insertion: Edit = { range: { start: installLine, end: installLine }, text: manifests };
  // Side by side they are one edit: an editor may refuse two at one place.
  const isAdjacent = installLine.line === removed.end.line;
  const head = isAdjacent ? [{ range: removed, text: manifests }] : manifests === '' ? [removal] : [removal, insertion];
  const split = splitInstall(document, first);
  if (!split) return undefined;
  if (split.kind === 'all') {
    const last = split.last;
    const end = document.positionAt(last.end);
    const repeated = optionEdits(document, first);
    if (repeated.length > 0 && last !== first.run) return undefined;
    const again = repeated.length > 0 ? newline + document.text.slice(first.run.start, first.run.end) : '';
    return [...head, ...repeated, { range: { start: end, end }, text: newline + blockText + again }];
  }
  if (optionEdits(document, first).length > 0) return undefined;
  const flags = first.run.flags.map(({ start, end }) => `${document.text.slice(start, end)} `).join('');
  return [...head, { range: document.rangeOf(split), text: `${newline}${blockText}${newline}RUN ${flags}` }];
}

type Split =
  | { readonly kind: 'all'; readonly last: Instruction }
  | { readonly kind: 'between'; readonly start: number; readonly end: number };

/** Whether the whole RUN can stand before the sources come, or up to which step of `a && b && c`. */
function splitInstall(document: DockerfileDocument, { run, script, command }: InstallRun): Split | undefined {
  const { steps, commands } = script;
  if (!steps || run.json || run.heredocs.length > 0 || command.nested || command.conditional) return undefined;
  const isEarly = steps.map((step) => {
    const inside = commands.filter(({ start, end }) => start >= step.start && end <= step.end);
    return inside.length > 0 && inside.every((inner) => isInstall(inner) || needsNoSources(inner));
  });
  const firstLate = isEarly.indexOf(false);
  if (firstLate < 0) return { kind: 'all', last: lastInstall(document, run) };
  const installStep = steps.findIndex(({ start, end }) => command.start >= start && command.end <= end);
  const before = steps[firstLate - 1];
  const after = steps[firstLate];
  if (firstLate <= installStep || !before || !after) return undefined;
  // A comment between the two has no place any more.
  if (run.line.comments.some(({ start }) => start > before.end && start < after.start)) return undefined;
  const changesShell = commands.some(({ name, start }) => start < after.start && (shellState.has(name) || name === ''));
  return changesShell ? undefined : { kind: 'between', start: before.end, end: after.start };
}

/** What these change is lost for the second half. */
const shellState = new Set(['cd', 'export', 'set', 'source', '.', 'pushd', 'umask', 'alias', 'eval', 'shopt']);

/** The last of the RUNs that follow without a gap and only install, too. */
function lastInstall(document: DockerfileDocument, run: Instruction): Instruction {
  const instructions = document.stages[run.stageIndex]?.instructions ?? [];
  let last = run;
  for (const next of instructions.slice(instructions.indexOf(run) + 1)) {
    if (next.keyword !== 'RUN' || !next.flags.every(({ name }) => name === 'mount')) break;
    const { commands, steps } = shellScript(document, next);
    const fetches = commands.length > 0 && commands.every((command) => isInstall(command) && !needsProject(command));
    if (!steps || !fetches) break;
    last = next;
  }
  return last;
}

function values({ args }: ShellCommand): string[] {
  return args.map(({ value }) => value);
}

function isInstall(command: ShellCommand): boolean {
  const install = installOf(command.name, values(command));
  return install !== undefined && install.ecosystem.fetch === undefined && !install.elsewhere;
}

function needsProject(command: ShellCommand): boolean {
  return installOf(command.name, values(command))?.ecosystem.withoutProject !== undefined;
}

/** Instructions between the COPY and the install must not care whether the sources are there. */
function mayStandBefore(document: DockerfileDocument, copy: Instruction, between: Instruction): boolean {
  const { keyword } = between;
  if (keyword === 'RUN') {
    const { commands }: ShellScript = shellScript(document, between);
    return commands.length > 0 && commands.every(needsNoSources);
  }
  // The tool itself is often brought from its own image: COPY --from=composer /usr/bin/composer /usr/bin/composer
  const copied = copyArguments(document, between);
  if (copied?.fromFlag) {
    const target = copied.destination.text;
    return /^\/(usr|bin|sbin|opt)\//.test(target) && !isUnder(target, copyTarget(document, copy));
  }
  if (keyword === 'WORKDIR') return copy.words.at(-1)?.text.startsWith('/') ?? false;
  if (keyword === 'ENV' || keyword === 'ARG') return !copy.rest.text.includes('$');
  return ['USER', 'EXPOSE', 'LABEL', 'SHELL', 'CMD', 'ENTRYPOINT', 'VOLUME', 'STOPSIGNAL', 'HEALTHCHECK'].includes(
    keyword,
  );
}

function copyTarget(document: DockerfileDocument, copy: Instruction): string {
  return resolvePath(folderAt(document, copy), copy.words.at(-1)?.text ?? '.');
}

function isUnder(path: string, folder: string): boolean {
  return folder === '/' || resolvePath(path) === folder || resolvePath(path).startsWith(`${folder}/`);
}

const systemTools = new Set([
  'apt-get',
  'apt',
  'apk',
  'yum',
  'dnf',
  'microdnf',
  'zypper',
  'corepack',
  'true',
  ':',
  'echo',
  'node',
  'npm-version',
]);

/** Sets the machine up, or changes what has no place in the build context. */
function needsNoSources(command: ShellCommand): boolean {
  const { name } = command;
  const args = values(command);
  if (systemTools.has(name)) return !args.some((arg) => /^\.\.?(\/|$)/.test(arg) || /\.(js|deb|apk|rpm)$/.test(arg));
  if (name === 'rm') return args.every((arg) => /^-|^\/(var|tmp|root|usr)\//.test(arg));
  if (name === 'npm' || name === 'pnpm' || name === 'yarn') {
    return (
      args.includes('-g') ||
      args.includes('--global') ||
      args[0] === 'config' ||
      args[0] === 'cache' ||
      args[0] === 'set'
    );
  }
  if (/^pip[\d.]*$/.test(name))
    return (
      args[0] === 'install' && !args.some((arg) => /^-[rce]|^\.|^--(requirement|constraint|editable)|\//.test(arg))
    );
  if (/^python[\d.]*$/.test(name))
    return (
      args[0] === '-m' &&
      args[1] === 'pip' &&
      args[2] === 'install' &&
      args.slice(3).every((arg) => /^(--upgrade|-U|--no-cache-dir|pip|setuptools|wheel)$/.test(arg))
    );
  return (name === 'poetry' && args[0] === 'config') || (name === 'bundle' && args[0] === 'config');
}

/** What leaves the project itself out of the install, put behind its words; nothing if that is said already. */
function optionEdits(document: DockerfileDocument, { command, install }: InstallRun): Edit[] {
  const options =
    install.ecosystem.withoutProject?.filter((option) => !command.args.some(({ value }) => value === option)) ?? [];
  const action = command.args.find(({ value }) => !value.startsWith('-'));
  const leavesOut = command.args.some(({ value }) =>
    /^--(no-root|only-deps|no-install-project|no-install-workspace)$/.test(value),
  );
  if (options.length === 0 || leavesOut || !action) return [];
  const at = document.positionAt(action.end);
  return [{ range: { start: at, end: at }, text: ` ${options.join(' ')}` }];
}

function lineStart(line: number): Position {
  return { line, character: 0 };
}

/** The first line of the comments that stand directly above; else the instruction's own. */
function leadingLine(document: DockerfileDocument, { start }: Instruction): number {
  let { line } = document.positionAt(start);
  while (
    line > 0 &&
    document
      .lineText(line - 1)
      .trimStart()
      .startsWith('#') &&
    !isDirective(document, line - 1)
  )
    line--;
  return line;
}

function isDirective(document: DockerfileDocument, line: number): boolean {
  return document.directives.some(({ start }) => document.positionAt(start).line === line);
}
