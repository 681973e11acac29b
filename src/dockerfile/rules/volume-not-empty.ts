// Each volume has a folder.
import * as l10n from '@vscode/l10n';
import { builderInstructionsOf } from '../meaning/builder-instructions.ts';
import { argumentWords } from '../meaning/copy-arguments.ts';
import { visitWithVariables } from '../meaning/variable-walk.ts';
import { expand } from '../meaning/variables.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const volumeNotEmpty: Rule = {
  id: 'volume-not-empty',
  aliases: [],
  severity: 'error',
  title: l10n.t('Give each VOLUME a path'),
  why: l10n.t(
    'VOLUME lists the folders whose contents are stored outside of the container’s layer. An empty entry, for example from an empty variable, names no folder, and the builder rejects it.',
  ),
  bad: 'FROM postgres:17\nVOLUME ["/data", ⟦""⟧]\n',
  good: 'FROM postgres:17\nVOLUME ["/data"]\n',
  check(document, report, { buildArguments }) {
    const volumes = new Set(builderInstructionsOf(document, 'VOLUME'));
    if (volumes.size === 0) return;
    visitWithVariables(
      document,
      (instruction, variables) => {
        if (!volumes.has(instruction)) return;
        for (const word of argumentWords(document, instruction)) {
          if (expand(word.text.trim(), variables) !== '') continue;
          report({
            range: document.rangeOf(word),
            message: l10n.t('This volume has no path; add one, or remove the entry'),
          });
        }
      },
      buildArguments,
    );
  },
};
