// All instructions in capitals, or all in small letters.

import * as l10n from '@vscode/l10n';
import type { Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionNamed } from '../text/instructions.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

export const consistentInstructionCasing: Rule = {
  id: 'consistent-instruction-casing',
  aliases: ['ConsistentInstructionCasing', 'CASING_INSTRUCTION'],
  severity: 'style',
  title: l10n.t('Write all instructions in the same case'),
  why: l10n.t(
    'The builder accepts instructions in any case. A file is easier to read if all of them look alike. By convention, they are in uppercase, which sets them apart from their arguments.',
  ),
  bad: 'FROM alpine:3.20\nWORKDIR /app\n⟦Copy⟧ app .\n',
  good: 'FROM alpine:3.20\nWORKDIR /app\nCOPY app .\n',
  check(document, report) {
    const counted = document.instructions.filter(
      ({ keyword, stageIndex }) => stageIndex >= 0 && instructionNamed(keyword),
    );
    let small = 0;
    let capitals = 0;
    for (const instruction of counted) {
      const { keyword } = instruction;
      const written = writtenKeyword(document, instruction);
      if (written === keyword.toLowerCase()) small++;
      else if (written === keyword) capitals++;
    }
    const isSmall = small > capitals;
    for (const instruction of counted)
      checkKeyword(document, instruction, isSmall, consistentInstructionCasing.aliases, report);
    // BuildKit's check knows neither these nor triggers.
    for (const instruction of document.instructions) {
      if (instruction.stageIndex >= 0) break;
      if (instructionNamed(instruction.keyword)) checkKeyword(document, instruction, isSmall, others, report);
    }
    for (const { inner } of instructionsOf(document, 'ONBUILD', 'HEALTHCHECK')) {
      if (inner && instructionNamed(inner.keyword)) checkKeyword(document, inner, isSmall, others, report);
    }
  },
};

const others = ['CASING_INSTRUCTION'];

function checkKeyword(
  document: DockerfileDocument,
  instruction: Instruction,
  isSmall: boolean,
  aliases: readonly string[],
  report: Report,
): void {
  const written = writtenKeyword(document, instruction);
  const wanted = isSmall ? instruction.keyword.toLowerCase() : instruction.keyword;
  if (written === undefined || written === wanted) return;
  const range = document.rangeOf(instruction.keywordSpan);
  report({
    range,
    message: isSmall
      ? l10n.t('The other instructions are in lowercase; write {0}', wanted)
      : l10n.t('The other instructions are in uppercase; write {0}', wanted),
    aliases,
    fix: { title: l10n.t('Change to {0}', wanted), edits: [{ range, text: wanted }], safe: true },
  });
}

/** undefined if it goes over two lines. */
function writtenKeyword({ text }: DockerfileDocument, { keyword, keywordSpan }: Instruction): string | undefined {
  const written = text.slice(keywordSpan.start, keywordSpan.end);
  return written.toUpperCase() === keyword ? written : undefined;
}
