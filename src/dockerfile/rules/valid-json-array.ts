// Arrays that are almost JSON: the builder takes them for the shell form, without a word.
import * as l10n from '@vscode/l10n';
import { firstOpenArgument } from '../meaning/argument-quotes.ts';
import { almostArrays, arrayFault, jsonArrayFix } from '../rule-parts/array-fault.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { sourceSpan } from '../text/logical-line.ts';
import { singleQuotedArray } from '../text/single-quoted-array.ts';

export const validJsonArray: Rule = {
  id: 'valid-json-array',
  aliases: ['DL3025', 'JSONArgsRecommended'],
  severity: 'warning',
  title: l10n.t('Write valid JSON arrays'),
  why: l10n.t(
    'With a missing or extra comma, or a wrong quote, ["nginx", "-g"] is not JSON. The builder does not report it: it reads the text as a shell command, which looks for a program named [nginx, or as file names. The container then does not start, or the files are not found.',
  ),
  bad: 'FROM nginx:1.27\nCMD ["nginx", "-g", "daemon off;"⟦,⟧]\n',
  good: 'FROM nginx:1.27\nCMD ["nginx", "-g", "daemon off;"]\n',
  check(document, report) {
    for (const { outer, instruction } of almostArrays(document)) {
      const { keyword, rest, restFrom, line } = instruction;
      // Open quotes in names of files are refused by the builder; that is told there.
      if (singleQuotedArray(document, instruction) || firstOpenArgument(document, instruction)) continue;
      const fault = arrayFault(rest.text);
      if (!fault) continue;
      report({
        range: document.rangeOf(sourceSpan(line, restFrom + fault.from, restFrom + fault.to)),
        message: messageOf(keyword, fault.message),
        // hadolint and BuildKit tell these two, and no others, that they are in shell form.
        aliases: outer !== instruction ? ['DL3025'] : keyword === 'CMD' || keyword === 'ENTRYPOINT' ? undefined : [],
        fix: jsonArrayFix(document, instruction, fault),
      });
    }
  },
};

function messageOf(keyword: string, fault: string): string {
  if (keyword === 'VOLUME') return l10n.t('{0}; the builder reads each word of this as a folder', fault);
  if (keyword === 'COPY' || keyword === 'ADD')
    return l10n.t('{0}; the builder reads each word of this as a file name', fault);
  return l10n.t('{0}; a shell runs this text as a command', fault);
}
