// A flag stands once, unless it is one that makes a list.
import * as l10n from '@vscode/l10n';
import { checkedFlags, flaggedInstructions, flagValue } from '../meaning/builder-instructions.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Flag, Instruction } from '../text/document.ts';
import { flagKind, instructionNamed } from '../text/instructions.ts';

export const noRepeatedFlag: Rule = {
  id: 'no-repeated-flag',
  aliases: ['FLAG_DUPLICATE'],
  severity: 'error',
  title: l10n.t('Use each flag only once'),
  why: l10n.t(
    'The builder rejects an instruction that has the same flag twice, even with the same value. Only flags for lists, such as --mount and --exclude, can be repeated.',
  ),
  bad: 'FROM node:22-slim\nCOPY --chown=node ⟦--chown=node⟧ . /app\n',
  good: 'FROM node:22-slim\nCOPY --chown=node . /app\n',
  check(document, report) {
    for (const instruction of flaggedInstructions(document)) {
      const flags = checkedFlags(instruction);
      if (flags.length > 1) checkFlags(document, instruction, flags, report);
    }
  },
};

function checkFlags(
  document: DockerfileDocument,
  { keyword }: Instruction,
  flags: readonly Flag[],
  report: Report,
): void {
  const known = instructionNamed(keyword)?.flags ?? [];
  const seen = new Map<string, Flag>();
  for (const flag of flags) {
    const { name, start, end } = flag;
    if (!known.includes(name) || flagKind(name) === 'list') continue;
    const first = seen.get(name);
    if (!first) {
      seen.set(name, flag);
      continue;
    }
    const areEqual = flagValue(document, first) === flagValue(document, flag);
    const before = flags[flags.indexOf(flag) - 1];
    report({
      range: document.rangeOf({ start, end }),
      message: areEqual
        ? l10n.t('--{0} is set twice; keep one of them', name)
        : l10n.t('--{0} is set twice, with different values; keep one of them', name),
      fix:
        areEqual && before && isPlainGap(document.text.slice(before.end, start))
          ? {
              title: l10n.t('Remove the second --{0}', name),
              edits: [{ range: document.rangeOf({ start: before.end, end }), text: '' }],
              safe: true,
            }
          : undefined,
    });
  }
}

/** Comments and line ends stay. */
function isPlainGap(text: string): boolean {
  return /^[ \t]+$/.test(text);
}
