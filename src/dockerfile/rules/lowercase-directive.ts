// Directives (`# syntax=`, `# escape=`, `# check=`) are written in lower case.
import * as l10n from '@vscode/l10n';
import type { Rule } from '../rule-parts/rule.ts';

export const lowercaseDirective: Rule = {
  id: 'lowercase-directive',
  aliases: ['CASING_DIRECTIVE'],
  severity: 'style',
  title: l10n.t('Write parser directives in lowercase'),
  why: l10n.t(
    'The comments # syntax=, # escape= and # check= in the first lines are directives for the builder. It accepts them in any case, but by convention they are in lowercase, and tools expect that.',
  ),
  bad: '# ⟦Syntax⟧=docker/dockerfile:1\nFROM alpine:3.20\n',
  good: '# syntax=docker/dockerfile:1\nFROM alpine:3.20\n',
  check(document, report) {
    for (const { name, start, end } of document.directives) {
      const from = document.text.slice(start, end).search(/[a-z]/i) + start;
      const written = document.text.slice(from, from + name.length);
      if (written === name || written.toLowerCase() !== name) continue;
      const range = document.rangeOf({ start: from, end: from + name.length });
      report({
        range,
        message: l10n.t('Write directives in lowercase: {0}', name),
        fix: { title: l10n.t('Change to {0}', name), edits: [{ range, text: name }], safe: true },
      });
    }
  },
};
