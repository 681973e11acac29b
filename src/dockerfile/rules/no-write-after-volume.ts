// What is written to a volume's folder stands before VOLUME.
import * as l10n from '@vscode/l10n';
import { argumentWords } from '../meaning/copy-arguments.ts';
import { basesOf, inherited } from '../meaning/stage-bases.ts';
import { resolvePath } from '../meaning/working-directory.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Span } from '../text/range.ts';

export const noWriteAfterVolume: Rule = {
  id: 'no-write-after-volume',
  aliases: [],
  severity: 'info',
  title: l10n.t('Write to a folder before VOLUME declares it'),
  why: l10n.t(
    'The classic builder discards what a RUN writes to a folder after VOLUME declared it, without a warning. BuildKit keeps it. So the same file creates different images. If VOLUME comes last, both keep the files.',
  ),
  bad: 'FROM alpine:3.20\nVOLUME /data\nRUN mkdir ⟦/data/cache⟧\n',
  good: 'FROM alpine:3.20\nRUN mkdir /data/cache\nVOLUME /data\n',
  check(document, report) {
    if (!document.instructions.some(({ keyword }) => keyword === 'VOLUME')) return;
    inherited<ReadonlySet<string>>(basesOf(document), (index, before) => {
      const volumes = new Set(before);
      for (const instruction of document.stages[index]?.instructions ?? []) {
        if (instruction.keyword === 'VOLUME') for (const path of volumePaths(document, instruction)) volumes.add(path);
        if (volumes.size === 0) continue;
        for (const { path, span } of writtenPaths(document, instruction)) {
          const volume = volumeOf(volumes, path);
          if (volume === undefined) continue;
          report({
            range: document.rangeOf(span),
            message: l10n.t(
              '{0} was already declared with VOLUME, so the classic builder discards what is written here; put VOLUME after it',
              excerpt(volume),
            ),
          });
        }
      }
      return volumes;
    });
  },
};

function volumePaths(document: DockerfileDocument, instruction: Instruction): string[] {
  return argumentWords(document, instruction)
    .filter(({ text }) => text.startsWith('/') && !text.includes('$'))
    .map(({ text }) => resolvePath(text))
    .filter((path) => path !== '/');
}

function volumeOf(volumes: ReadonlySet<string>, path: string): string | undefined {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (volumes.has(at)) return at;
  return undefined;
}

interface Written {
  /** Absolute, without a slash at the end. */
  readonly path: string;
  readonly span: Span;
}

/** Programs that change the files that their arguments name. */
const writers = new Set('chgrp chmod chown cp install ln mkdir mv rm rsync tee touch truncate'.split(' '));

/** COPY and ADD write past the volume, with either builder. */
function writtenPaths(document: DockerfileDocument, instruction: Instruction): Written[] {
  if (instruction.keyword !== 'RUN') return [];
  return shellScript(document, instruction).commands.flatMap(({ name, args }) => {
    if (!writers.has(name)) return [];
    // The others are only read.
    const paths = ['cp', 'install', 'ln', 'rsync'].includes(name) ? args.slice(-1) : args;
    return paths
      .filter(({ value, literal }) => literal && value.startsWith('/'))
      .map(({ value, start, end }) => ({ path: resolvePath(value), span: { start, end } }));
  });
}
