// Each flag is one that its instruction has.

import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { checkedFlags, flaggedInstructions } from '../meaning/builder-instructions.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Flag } from '../text/document.ts';
import { instructionNamed } from '../text/instructions.ts';

export const knownFlag: Rule = {
  id: 'known-flag',
  aliases: ['DL1000', 'UNKNOWN_ADD_FLAG', 'UNKNOWN_COPY_FLAG', 'UNKNOWN_FROM_FLAG', 'UNKNOWN_HEALTHCHECK_FLAG'],
  severity: 'error',
  title: l10n.t('Use only flags that the instruction supports'),
  why: l10n.t(
    'Words with two dashes directly after an instruction are its flags, such as COPY --chown or FROM --platform. Each instruction has its own flags, in lowercase. The builder rejects a file with an unknown flag.',
  ),
  bad: 'FROM node:22-slim\nCOPY ⟦--chwon⟧=node . /app\n',
  good: 'FROM node:22-slim\nCOPY --chown=node . /app\n',
  check(document, report) {
    for (const instruction of flaggedInstructions(document)) {
      const { keyword } = instruction;
      const known = instructionNamed(keyword)?.flags ?? [];
      const unknown = checkedFlags(instruction).filter(({ name }) => !known.includes(name));
      const [flag, ...more] = unknown;
      if (!flag) continue;
      // The builder stops at the first: one problem, which names the others.
      const meant = more.length > 0 ? undefined : nearest(flag.name.toLowerCase(), known);
      const names = unknown.map(({ name }) => `--${excerpt(name)}`).join(', ');
      const alias = knownFlag.aliases.find((name) => name === `UNKNOWN_${keyword}_FLAG`);
      report({
        range: nameRange(document, flag),
        message: messageOf(keyword, names, meant, known),
        aliases: alias === undefined ? ['DL1000'] : ['DL1000', alias],
        fix: meant === undefined ? undefined : rename(document, flag, meant),
      });
    }
  },
};

function messageOf(keyword: string, names: string, meant: string | undefined, known: readonly string[]): string {
  if (meant !== undefined) return l10n.t('{0} has no flag {1}; did you mean --{2}?', keyword, names, meant);
  if (known.length === 0) return l10n.t('{0} has no flags; remove {1}', keyword, names);
  return l10n.t('{0} has no flag {1}; use {2}', keyword, names, known.map((name) => `--${name}`).join(', '));
}

function rename(document: DockerfileDocument, flag: Flag, meant: string): Fix {
  return {
    title: l10n.t('Change to --{0}', meant),
    edits: [{ range: nameRange(document, flag), text: `--${meant}` }],
    safe: false,
  };
}

/** With the dashes. */
function nameRange(document: DockerfileDocument, { start, end, value }: Flag) {
  return document.rangeOf({ start, end: value ? value.start - 1 : end });
}
