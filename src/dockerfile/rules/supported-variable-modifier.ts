// Variables in braces are written so that the builder can replace them.
import * as l10n from '@vscode/l10n';
import { builderInstructions } from '../meaning/builder-instructions.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { sourceSpan } from '../text/logical-line.ts';
import { badSubstitutions } from './supported-variable-modifier/substitution.ts';

export const supportedVariableModifier: Rule = {
  id: 'supported-variable-modifier',
  aliases: ['UNSUPPORTED_MODIFIER'],
  severity: 'error',
  title: l10n.t('Use only variable modifiers that the builder supports'),
  why: l10n.t(
    'Outside of RUN, CMD and ENTRYPOINT, the builder replaces variables, not a shell. It supports defaults (${A:-b}, ${A:+b}, ${A:?text}) and patterns (${A#b}, ${A%b}, ${A/b/c}), and rejects anything else in the braces.',
  ),
  bad: `FROM alpine:3.20\nARG VERSION=1.2.3\nENV MAJOR=\${VERSION⟦:0:1⟧}\n`,
  good: `FROM alpine:3.20\nARG VERSION=1.2.3\nENV MAJOR=\${VERSION%%.*}\n`,
  check(document, report) {
    if (!document.text.includes('${')) return;
    for (const instruction of builderInstructions(document)) {
      const { keyword, line, restFrom, rest, flags } = instruction;
      if (!expanded.has(keyword)) continue;
      const from = flags[0] ? flagsFrom(line.text) : restFrom;
      for (const { kind, start, end } of badSubstitutions(
        line.text,
        from,
        restFrom + rest.text.length,
        document.escape,
      )) {
        const text = excerpt(line.text.slice(start, end));
        report({
          range: document.rangeOf(sourceSpan(line, start, end)),
          message:
            kind === 'open'
              ? l10n.t('The brace after $ is not closed')
              : kind === 'name'
                ? l10n.t('There is no variable name in these braces')
                : l10n.t(
                    'The builder does not support "{0}" after a variable name; it supports :-, :+, :?, #, % and /',
                    text,
                  ),
        });
      }
    }
  },
};

/** Their arguments are replaced by the builder. */
const expanded = new Set([
  'ADD',
  'ARG',
  'COPY',
  'ENV',
  'EXPOSE',
  'FROM',
  'LABEL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
]);

function flagsFrom(text: string): number {
  return Math.max(text.indexOf('--'), 0);
}
