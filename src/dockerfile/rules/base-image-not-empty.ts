// FROM names an image, and not only a variable that nobody sets.
import * as l10n from '@vscode/l10n';
import { defaultBaseName, undeclaredInFrom } from '../meaning/from-variables.ts';
import { globalVariables } from '../meaning/variables.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const baseImageNotEmpty: Rule = {
  id: 'base-image-not-empty',
  aliases: ['BASE_NAME_EMPTY'],
  severity: 'error',
  title: l10n.t('Name the base image in FROM'),
  why: l10n.t(
    'The image name is a variable that no ARG before the first FROM declares, so it is always empty and the build fails. Declare it with a default value: ARG IMAGE=alpine:3.20.',
  ),
  bad: 'FROM ⟦$IMAGE⟧\n',
  good: 'ARG IMAGE=alpine:3.20\nFROM $IMAGE\n',
  check(document, report, { buildArguments }) {
    const variables = globalVariables(document, buildArguments);
    for (const stage of document.stages) {
      if (stage.base && /^(?:""|'')$/.test(stage.base.text)) {
        report({
          range: document.rangeOf(stage.base),
          message: l10n.t('These quotes are empty; write an image name'),
        });
      }
      if (!stage.base || undeclaredInFrom(document, stage, variables).length === 0) continue;
      if (defaultBaseName(document, stage, variables) !== '') continue;
      report({
        range: document.rangeOf(stage.base),
        message: l10n.t(
          '{0} is always empty, since no ARG before the first FROM declares it, so the build fails',
          excerpt(stage.base.text),
        ),
        aliases: ['BASE_NAME_EMPTY', 'UndefinedArgInFrom', 'InvalidDefaultArgInFrom'],
      });
    }
  },
};
