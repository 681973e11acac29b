// A relative destination of COPY or ADD needs a WORKDIR that the file itself sets.
import * as l10n from '@vscode/l10n';
import { copyArguments } from '../meaning/copy-arguments.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import { type DockerfileDocument, type Instruction, instructionGroups, type Word } from '../text/document.ts';

export const workdirBeforeRelativeCopy: Rule = {
  id: 'workdir-before-relative-copy',
  aliases: ['DL3045'],
  severity: 'info',
  title: l10n.t('Set WORKDIR before copying to a relative path'),
  why: l10n.t(
    'A relative path is below the working directory. If the Dockerfile does not set one, it is that of the base image, often the root directory, and it can change. Set WORKDIR first, or use an absolute path.',
  ),
  bad: 'FROM alpine:3.20\nCOPY server.conf ⟦app/⟧\n',
  good: 'FROM alpine:3.20\nCOPY server.conf /app/\n',
  check(document, report) {
    const bases = basesOf(document);
    /** Of each stage, whether it, or one that it starts from, has a WORKDIR. */
    const hasWorkdir: boolean[] = [];
    for (const instructions of instructionGroups(document)) {
      const stage = document.stages[instructions[0]?.stageIndex ?? -1];
      const base = stage && bases[stage.index];
      let isSet = base?.kind === 'stage' && hasWorkdir[base.stage.index] === true;
      for (const instruction of instructions) {
        if (instruction.keyword === 'WORKDIR') isSet = true;
        if (isSet) continue;
        const destination = copyArguments(document, instruction)?.destination;
        if (!destination || isAbsolute(destination.text)) continue;
        report({
          range: document.rangeOf(destination),
          // hadolint looks at COPY alone.
          aliases: instruction.keyword === 'COPY' ? undefined : [],
          message: l10n.t(
            '{0} is relative to the working directory of the base image; set WORKDIR before, or use an absolute path',
            excerpt(destination.text),
          ),
          fix: absoluteFix(document, instruction, destination),
        });
      }
      if (stage) hasWorkdir[stage.index] = isSet;
    }
  },
};

/** Also what may be: a variable in front is often an absolute path. */
function isAbsolute(path: string): boolean {
  return /^(?:[/\\$]|[A-Za-z]:[\\/])/.test(path);
}

function absoluteFix(document: DockerfileDocument, { json }: Instruction, { text, start, end }: Word): Fix | undefined {
  const plain = /^(?:\.\/)*(?:\.|((?:[\w@-][\w@.-]*\/)*(?:[\w@-][\w@.-]*)?))$/.exec(text);
  if (!plain || json || document.text.slice(start, end) !== text) return undefined;
  const path = `/${plain[1] ?? ''}`;
  return {
    title: l10n.t('Change to {0}', path),
    edits: [{ range: document.rangeOf({ start, end }), text: path }],
    safe: false,
  };
}
