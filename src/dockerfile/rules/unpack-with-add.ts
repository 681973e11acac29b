// An archive of the build context is unpacked by ADD, not copied and then unpacked.

import * as l10n from '@vscode/l10n';
import { fileName, isArchive } from '../knowledge/file-kinds.ts';
import { copyArguments } from '../meaning/copy-arguments.ts';
import { removeInstruction } from '../rule-parts/edits.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import { type ShellCommand, shellScript } from '../shell/shell.ts';
import { type DockerfileDocument, type Instruction, instructionGroups, type Word } from '../text/document.ts';
import type { Edit } from '../text/range.ts';

export const unpackWithAdd: Rule = {
  id: 'unpack-with-add',
  aliases: ['DL3010'],
  severity: 'info',
  title: l10n.t('Unpack archives with ADD'),
  why: l10n.t(
    'COPY and then tar adds the files to the image twice: packed, in the layer of COPY, and unpacked. ADD unpacks an archive from the build context in one step, and the archive itself is not kept.',
  ),
  bad: 'FROM alpine:3.20\nCOPY ⟦app.tar.gz⟧ /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /opt\n',
  good: 'FROM alpine:3.20\nADD app.tar.gz /opt/\n',
  check(document, report) {
    for (const instructions of instructionGroups(document)) {
      /** By the name that they have in the image. */
      const copied = new Map<string, { readonly copy: Instruction; readonly source: Word }[]>();
      for (const instruction of instructions) {
        if (instruction.keyword === 'COPY') {
          for (const [name, source] of archivesOf(document, instruction)) {
            const same = copied.get(name) ?? [];
            copied.set(name, [...same.slice(-3), { copy: instruction, source }]);
          }
        }
        if (instruction.keyword !== 'RUN' || copied.size === 0) continue;
        for (const command of shellScript(document, instruction).commands) {
          if (!unpacks(command)) continue;
          for (const { value } of command.args) {
            const name = fileName(value);
            for (const { copy, source } of copied.get(name) ?? []) {
              report({
                range: document.rangeOf(source),
                message: l10n.t(
                  '{0} is unpacked in line {1}; unpack it with ADD',
                  excerpt(name),
                  document.positionAt(command.start).line + 1,
                ),
                fix: addFix(document, copy, instruction, source),
              });
            }
            // Said once.
            copied.delete(name);
          }
        }
      }
    }
  },
};

function archivesOf(document: DockerfileDocument, instruction: Instruction): [string, Word][] {
  const copy = copyArguments(document, instruction);
  if (!copy || copy.from) return [];
  const renamed = fileName(copy.destination.text);
  const [first] = copy.sources;
  if (isArchive(renamed) && first) return [[renamed, first]];
  return copy.sources
    .filter(({ text }) => isArchive(fileName(text)))
    .map((source): [string, Word] => [fileName(source.text), source]);
}

const unpackers = new Set(['unzip', 'gunzip', 'bunzip2', 'unlzma', 'unxz', 'zgz', 'uncompress', 'zcat', 'gzcat']);

function unpacks({ name, args }: ShellCommand): boolean {
  if (name !== 'tar') return unpackers.has(name);
  return args.some(
    ({ value }, index) =>
      /^(?:--extract|--get|-[a-zA-Z]*x[a-zA-Z]*)$/.test(value) ||
      (index === 0 && /^[a-z]*x[a-z]*$/i.test(value) && !value.includes('.')),
  );
}

/** Where the RUN does nothing but `tar -xf ARCHIVE -C FOLDER`. */
function addFix(document: DockerfileDocument, copy: Instruction, run: Instruction, source: Word): Fix | undefined {
  const { single } = shellScript(document, run);
  const [flags, archive, dashC, folder, ...more] = single?.args ?? [];
  const isPlain =
    single?.name === 'tar' &&
    single.wrapperCount === 0 &&
    /^-?x[zjJ]?f$/.test(flags?.value ?? '') &&
    dashC?.value === '-C' &&
    more.length === 0;
  const path = folder?.value ?? '';
  if (!isPlain || !archive || !/^\/[\w./-]*$/.test(path) || run.flags.length + copy.flags.length > 0) return undefined;
  if (copy.json || copy.words.length !== 2 || run.json || source.text.includes('$')) return undefined;
  const destination = copy.words[1];
  if (!destination) return undefined;
  const edits: Edit[] = [
    { range: document.rangeOf(copy.keywordSpan), text: 'ADD' },
    { range: document.rangeOf(destination), text: path.endsWith('/') ? path : `${path}/` },
    removeInstruction(document, run),
  ];
  return { title: l10n.t('Unpack it with ADD'), edits, safe: false };
}
