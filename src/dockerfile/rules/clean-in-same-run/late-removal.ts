// Files that one layer brings and a later one removes: they stay in the image, only hidden.

import { fileName, isArchive, isRemote } from '../../knowledge/file-kinds.ts';
import { copyArguments } from '../../meaning/copy-arguments.ts';
import { isInProduct } from '../../meaning/product.ts';
import { resolvePath } from '../../meaning/working-directory.ts';
import { readCommandLine } from '../../shell/command-options.ts';
import { commandsOf } from '../../shell/commands-of.ts';
import { curlSyntax, removesManyFiles, wgetSyntax } from '../../shell/downloads.ts';
import { type ShellCommand, type ShellWord, shellScript } from '../../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../../text/document.ts';

export interface LateRemoval {
  /** The word that names what is removed. */
  readonly word: ShellWord;
  /** The instruction that has brought it. */
  readonly brought: Instruction;
}

/** In the stages that are part of the image. Only absolute paths are looked at, which leave no doubt. */
export function lateRemovals(document: DockerfileDocument): LateRemoval[] {
  const found: LateRemoval[] = [];
  if (
    !commandsOf(document)
      .get('rm')
      ?.some(({ command }) => command.args.some(isPlainPath))
  )
    return found;
  for (const { instructions } of document.stages) {
    /** What is there → who has brought it. */
    const brought = new Map<string, Instruction>();
    for (const instruction of instructions) {
      const own = pathsFrom(document, instruction);
      for (const word of brought.size > 0 ? removalsIn(document, instruction) : []) {
        const path = resolvePath(word.value);
        const bringer = brought.get(path);
        if (!bringer || own.includes(path) || !isInProduct(document, instruction, false)) continue;
        found.push({ word, brought: bringer });
        brought.delete(path);
      }
      for (const path of own) if (!goesAgain(document, instruction, path)) brought.set(path, instruction);
    }
  }
  return found;
}

function removalsIn(document: DockerfileDocument, run: Instruction): ShellWord[] {
  if (run.keyword !== 'RUN') return [];
  return shellScript(document, run).commands.flatMap(({ name, args, conditional, deferred }) =>
    name !== 'rm' || conditional || deferred ? [] : args.filter(isPlainPath),
  );
}

/** In the same RUN. A pattern, or a folder with all in it, may mean the file. */
function goesAgain(document: DockerfileDocument, run: Instruction, path: string): boolean {
  if (run.keyword !== 'RUN') return false;
  return shellScript(document, run).commands.some(
    (command) =>
      removesManyFiles(command) ||
      ((command.name === 'rm' || command.name === 'mv') &&
        command.args.some(({ value }) => value.endsWith(fileName(path)))),
  );
}

const isPlainPath = ({ value, literal }: ShellWord) => literal && value.startsWith('/');

function pathsFrom(document: DockerfileDocument, instruction: Instruction): string[] {
  if (instruction.keyword === 'RUN') {
    return shellScript(document, instruction)
      .commands.flatMap((command) => downloadedTo(command) ?? [])
      .slice(0, mostDownloads);
  }
  const copy = copyArguments(document, instruction);
  const destination = copy?.destination?.text ?? '';
  if (!copy || !destination.startsWith('/') || destination.includes('$')) return [];
  if (!destination.endsWith('/') && copy.sources.length === 1) {
    const [source] = copy.sources;
    return source && isUnpacked(instruction, source.text) ? [] : [resolvePath(destination)];
  }
  return copy.sources
    .filter(({ text }) => !/[*?[$]/.test(text) && !isUnpacked(instruction, text))
    .map(({ text }) => fileName(text))
    .filter((name) => name !== '')
    .map((name) => resolvePath(`${destination}/${name}`));
}

function isUnpacked({ keyword }: Instruction, source: string): boolean {
  return keyword === 'ADD' && !isRemote(source) && isArchive(source);
}

/** More in one RUN than anyone writes; beyond, none is looked at. */
const mostDownloads = 50;

/** The file of `curl -o /tmp/a`, `wget -O /tmp/a`. */
function downloadedTo({ name, args, conditional, deferred }: ShellCommand): string | undefined {
  if ((name !== 'curl' && name !== 'wget') || conditional || deferred) return undefined;
  const { options } = readCommandLine(args, name === 'curl' ? curlSyntax : wgetSyntax);
  const names = name === 'curl' ? ['o', 'output'] : ['O', 'output-document'];
  const file = options.find((option) => names.includes(option.name))?.value ?? '';
  return /^\/(?!dev\/)[^$`*?]+$/.test(file) ? resolvePath(file) : undefined;
}
