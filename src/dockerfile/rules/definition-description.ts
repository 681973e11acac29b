// The comment right above an ARG or a stage describes it: `# name what it is`.

import * as l10n from '@vscode/l10n';
import { lineBreak } from '../rule-parts/edits.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

export const definitionDescription: Rule = {
  id: 'definition-description',
  aliases: ['InvalidDefinitionDescription'],
  severity: 'info',
  offByDefault: l10n.t('experimental in BuildKit, and most comments are not descriptions'),
  title: l10n.t('Begin a description with the name it describes'),
  why: l10n.t(
    'docker build --call=outline shows the comment above an ARG or a stage as its description, if it begins with its name: # VERSION the version of the app. An empty line below the comment shows that it is about something else.',
  ),
  bad: `# the release to install\nARG ⟦VERSION⟧=3.20\nFROM alpine:\${VERSION}\n`,
  good: `# the release to install\n\nARG VERSION=3.20\nFROM alpine:\${VERSION}\n`,
  check(document, report) {
    for (const instruction of instructionsOf(document, 'ARG', 'FROM')) {
      const names = definedNames(instruction);
      const [first] = names;
      if (!first) continue;
      const { line } = document.positionAt(instruction.start);
      const comment = commentAbove(document, line);
      if (comment === undefined || names.some(({ text }) => text === comment.split(' ')[0])) continue;
      const start = { line, character: 0 };
      report({
        range: document.rangeOf(first),
        message: l10n.t(
          'The comment above does not begin with {0}; begin it so, or put an empty line below it',
          excerpt(first.text),
        ),
        fix: hasPragmaAbove(document, line)
          ? undefined
          : {
              title: l10n.t('Insert an empty line below the comment'),
              edits: [{ range: { start, end: start }, text: lineBreak(document) }],
              safe: true,
            },
      });
    }
  },
};

function definedNames({ keyword, words }: Instruction) {
  if (keyword === 'FROM') return words[1]?.text.toUpperCase() === 'AS' && words[2] ? [lowerCase(words[2])] : [];
  return words.map(({ text, start, end }) => {
    const [name = ''] = text.split('=', 1);
    return { text: name, start, end: end - start === text.length ? start + name.length : end };
  });
}

/** The builder knows stages by their names in lower case. */
function lowerCase({ text, start, end }: { readonly text: string; readonly start: number; readonly end: number }) {
  return { text: text.toLowerCase(), start, end };
}

/** The last line of it, without `#`; undefined if there is none, it is empty, or an order to a tool. */
function commentAbove(document: DockerfileDocument, line: number): string | undefined {
  if (line === 0) return undefined;
  const text = document.lineText(line - 1).trim();
  if (!text.startsWith('#') || isOrder(document, line - 1)) return undefined;
  const comment = text.slice(1).trim();
  return comment === '' ? undefined : comment;
}

/** An empty line would part it from the instruction that it is about. */
function hasPragmaAbove(document: DockerfileDocument, line: number): boolean {
  for (let at = line - 1; at >= 0; at--) {
    if (!document.lineText(at).trimStart().startsWith('#')) return false;
    if (isOrder(document, at)) return true;
  }
  return false;
}

function isOrder(document: DockerfileDocument, line: number): boolean {
  return /^\s*#\s*(?:(?:longshore|hadolint|dockerfile-utils|shellcheck)\b|(?:check|syntax|escape)\s*=)/i.test(
    document.lineText(line),
  );
}
