// With the defaults of its variables, FROM names an image.
import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import { defaultBaseName, undeclaredInFrom } from '../meaning/from-variables.ts';
import { globalVariables } from '../meaning/variables.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const defaultForFromVariable: Rule = {
  id: 'default-for-from-variable',
  aliases: ['InvalidDefaultArgInFrom'],
  severity: 'info',
  title: l10n.t('Give variables used in FROM a default value'),
  why: l10n.t(
    'Without a default value, you have to know which --build-arg to use. docker build alone fails with a message about an invalid name. With ARG TAG=3.20, it works without options, and readers see what is meant.',
  ),
  bad: 'ARG TAG\nFROM ⟦alpine:$TAG⟧\n',
  good: 'ARG TAG=3.20\nFROM alpine:$TAG\n',
  check(document, report) {
    const variables = globalVariables(document);
    for (const stage of document.stages) {
      if (!stage.base?.text.includes('$')) continue;
      const name = defaultBaseName(document, stage, variables);
      if (name === undefined || parseImageReference(name)) continue;
      if (name === '' && undeclaredInFrom(document, stage, variables).length > 0) continue;
      report({
        range: document.rangeOf(stage.base),
        message:
          name === ''
            ? l10n.t('{0} is empty without --build-arg; give its ARG a default value', excerpt(stage.base.text))
            : l10n.t(
                '{0} is not a valid image name ({1}) without --build-arg; give its ARG a default value',
                excerpt(stage.base.text),
                excerpt(name),
              ),
      });
    }
  },
};
