// `# check=` at the top of the file, as BuildKit reads it.
import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { type CheckOption, directiveOptions } from '../rule-parts/check-options.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';

const keys = ['skip', 'error', 'experimental'];

export const validCheckDirective: Rule = {
  id: 'valid-check-directive',
  aliases: [],
  severity: 'error',
  title: l10n.t('Write a valid check directive'),
  why: l10n.t(
    'The comment # check= in the first lines sets which checks the builder skips, and whether problems are errors: # check=skip=StageNameCasing;error=true, without spaces. The builder rejects a file with anything else there.',
  ),
  bad: '# check=⟦skp⟧=StageNameCasing\nFROM alpine:3.20\n',
  good: '# check=skip=StageNameCasing\nFROM alpine:3.20\n',
  check(document, report) {
    for (const option of directiveOptions(document)) {
      const fault = faultOf(document, option);
      if (!fault) continue;
      const { message, meant, span } = fault;
      const range = document.rangeOf(span);
      const fix =
        meant === undefined
          ? undefined
          : { title: l10n.t('Change to {0}', meant), edits: [{ range, text: meant }], safe: false };
      report({ range, message, fix });
    }
  },
};

function faultOf({ text }: DockerfileDocument, { key, keySpan, value, start, end }: CheckOption) {
  const written = text.slice(start, end);
  if (start === end) {
    const hasBlank = /^[ \t]+\S/.test(text.slice(end, end + 20));
    const message = hasBlank
      ? l10n.t('A space ends the options; write them without spaces')
      : l10n.t('There is an extra semicolon here');
    return { span: { start: start - 1, end }, message, meant: undefined };
  }
  if (key === undefined) {
    return {
      span: { start, end },
      message: l10n.t('"{0}" has no value; use skip=, error= or experimental=', excerpt(written)),
      meant: undefined,
    };
  }
  if (!keys.includes(key)) {
    const meant = nearest(key.toLowerCase(), keys);
    const message =
      meant === undefined
        ? l10n.t('The check directive has no option "{0}"; use skip, error or experimental', excerpt(key))
        : l10n.t('The check directive has no option "{0}"; did you mean {1}?', excerpt(key), meant);
    return { span: keySpan, message, meant };
  }
  if (key === 'error' && !/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value.text.trim())) {
    const span = value.text === '' ? { start, end } : value;
    const message = value.text.includes(';')
      ? l10n.t('The builder reads only three options here; remove the others')
      : l10n.t('error must be true or false, not "{0}"', excerpt(value.text));
    return { span, message, meant: undefined };
  }
  return undefined;
}
