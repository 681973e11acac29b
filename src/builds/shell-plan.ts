// The state of a build at one line as a Dockerfile of its own, and what of the step there a shell in that state can be given.
// All above the line is as it was, so that the builder has it.

import * as l10n from '@vscode/l10n';
import { runMounts } from '../dockerfile/meaning/run-mounts.ts';
import { visitWithVariables } from '../dockerfile/meaning/variable-walk.ts';
import { expand, type Variables } from '../dockerfile/meaning/variables.ts';
import type { DockerfileDocument, Instruction } from '../dockerfile/text/document.ts';

export interface ShellPlan {
  /** The Dockerfile up to the line. */
  readonly text: string;
  /** What stands ready at the prompt, as one line without control characters; undefined: nothing. */
  readonly command: string | undefined;
  /** Of a heredoc, to stand at `scriptPath`; undefined: there is none. */
  readonly script: string | undefined;
  /** `NAME=value`: arguments, which a RUN sees and an image does not keep. */
  readonly environment: readonly string[];
  /** Paths of empty folders in place of caches and temporary mounts. */
  readonly emptyFolders: readonly string[];
  readonly network: 'none' | 'host' | undefined;
  /** Files with secrets that the step mounts: nobody but the user knows them. */
  readonly secrets: readonly ShellSecret[];
  /** What the step has and the shell has not, in sentences. */
  readonly remarks: readonly string[];
}

export interface ShellSecret {
  readonly id: string;
  /** Absolute path of its file. */
  readonly target: string;
  /** The permission bits. */
  readonly mode: number;
  readonly owner: number;
  readonly group: number;
}

export interface ShellPlace {
  readonly instruction: Instruction;
  /** Of a FROM, there is only a state after it. */
  readonly where: 'before' | 'after';
}

/** Where the lines of a script are, that cannot stand at a prompt. */
export const scriptPath = '/longshore-step.sh';

export function shellPlan(
  document: DockerfileDocument,
  { instruction, where }: ShellPlace,
  buildArguments: Readonly<Record<string, string>> = {},
): ShellPlan {
  const isBefore = where === 'before' && instruction.keyword !== 'FROM';
  const above = `${document.text.slice(0, isBefore ? instruction.start : instruction.end).trimEnd()}\n`;
  const variables = variablesAt(document, instruction, buildArguments);
  const nothing: ShellPlan = {
    text: above,
    command: undefined,
    script: undefined,
    environment: [...variables].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])),
    emptyFolders: [],
    network: undefined,
    secrets: [],
    remarks: [],
  };
  if (!isBefore || instruction.keyword !== 'RUN') return nothing;
  const mounts = mountsOf(document, instruction, variables);
  const script = scriptOf(document, instruction);
  return {
    ...nothing,
    ...mounts,
    text: `${above}${mounts.lines.join('')}`,
    script,
    command: script === undefined ? typed(commandOf(instruction)) : `sh ${scriptPath}`,
    network: networkOf(instruction),
    remarks: [
      ...mounts.remarks,
      ...(instruction.flags.some(({ name }) => name === 'security')
        ? [l10n.t('The step has more rights than this shell (--security).')]
        : []),
    ],
  };
}

/** The instruction that the line belongs to, or the last one above it. */
export function instructionAt(
  { instructions, ...document }: DockerfileDocument,
  line: number,
): Instruction | undefined {
  const lineOf = (offset: number) => document.text.slice(0, offset).split('\n').length - 1;
  return instructions.findLast(({ start, stageIndex }) => stageIndex >= 0 && lineOf(start) <= line);
}

function variablesAt(
  document: DockerfileDocument,
  wanted: Instruction,
  buildArguments: Readonly<Record<string, string>>,
): ReadonlyMap<string, string | undefined> {
  let found: ReadonlyMap<string, string | undefined> = new Map();
  visitWithVariables(
    document,
    (instruction, variables) => {
      if (instruction === wanted) found = new Map(variables);
    },
    new Map(Object.entries(buildArguments)),
  );
  return found;
}

/** Binds become copies, which any engine can have, wherever it is. */
function mountsOf(document: DockerfileDocument, instruction: Instruction, variables: Variables) {
  const lines: string[] = [];
  const emptyFolders: string[] = [];
  const remarks: string[] = [];
  const secrets: ShellSecret[] = [];
  for (const mount of runMounts(document, instruction)) {
    const written = (text: string | undefined) => (text === undefined ? undefined : (expand(text, variables) ?? text));
    const target = written(mount.target?.text);
    const option = (name: string) => written(mount.options.find((each) => each.name === name)?.value?.text);
    if (mount.type === 'bind' && target !== undefined) {
      const from = written(mount.from?.text);
      const source = written(mount.source?.text) ?? (from === undefined ? '.' : '/');
      lines.push(`COPY ${from === undefined ? '' : `--from=${from} `}${JSON.stringify([source, target])}\n`);
    } else if ((mount.type === 'cache' || mount.type === 'tmpfs') && target !== undefined) {
      emptyFolders.push(target);
      if (mount.type === 'cache') remarks.push(cacheEmpty(target));
    } else if (mount.type === 'secret') {
      const secret = secretOf(option, target);
      if (secret) secrets.push(secret);
      else remarks.push(secretMissing(option('id') ?? target ?? ''));
    } else if (mount.type === 'ssh') {
      remarks.push(sshMissing);
    }
  }
  return { lines, emptyFolders, secrets, remarks };
}

export const cacheEmpty = (folder: string): string => l10n.t('The cache at {0} is an empty folder here.', folder);

export const sshMissing = l10n.t('The SSH agent of the step is not in this shell.');

export function secretMissing(id: string): string {
  return l10n.t('The secret "{0}" is not in this shell.', id);
}

/** undefined: it is given as a variable. Source: Docker's reference of `RUN --mount=type=secret`. */
function secretOf(option: (name: string) => string | undefined, target: string | undefined): ShellSecret | undefined {
  const id = option('id') ?? target?.slice(target.lastIndexOf('/') + 1) ?? '';
  if (id === '' || (target === undefined && option('env') !== undefined)) return undefined;
  const path = target ?? `/run/secrets/${id}`;
  const isPlain = path.startsWith('/') && !path.split('/').includes('..') && !path.endsWith('/');
  const number = (name: string, otherwise: number, base: number) =>
    Number.parseInt(option(name) ?? '', base) || otherwise;
  const [mode, owner, group] = [number('mode', 0o400, 8), number('uid', 0, 10), number('gid', 0, 10)];
  return isPlain ? { id, target: path, mode: mode & 0o777, owner, group } : undefined;
}

function networkOf({ flags }: Instruction): 'none' | 'host' | undefined {
  const network = flags.find(({ name }) => name === 'network')?.value?.text;
  return network === 'none' || network === 'host' ? network : undefined;
}

function commandOf({ json, rest }: Instruction): string {
  return json ? json.map(({ text }) => quoted(text)).join(' ') : rest.text;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** No character of it may act before the user does: neither Enter nor Tab, nor what moves the cursor. */
function typed(command: string): string {
  return command
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

/** A heredoc with what it goes to; undefined: it has none. */
function scriptOf(document: DockerfileDocument, { rest, heredocs }: Instruction): string | undefined {
  const [only] = heredocs;
  if (!only) return undefined;
  const bodyOf = ({ body }: { body: { start: number; end: number } }) => document.text.slice(body.start, body.end);
  // By itself it is the script; else it is input of what stands in the line.
  if (heredocs.length === 1 && /^<<-?\s*\S+$/.test(rest.text.trim()))
    return only.chomp ? bodyOf(only).replace(/^\t+/gm, '') : bodyOf(only);
  return `${rest.text}\n${heredocs.map((each) => `${bodyOf(each)}${each.name}\n`).join('')}`;
}
