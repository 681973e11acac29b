// ARG and ENV whose names sound like a secret's, though they most likely hold none.

import * as l10n from '@vscode/l10n';
import { isSecretVariable, secretNameAliases } from '../knowledge/secret-names.ts';
import { pairsOf } from '../meaning/pairs.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

export const noSecretLikeName: Rule = {
  id: 'no-secret-like-name',
  aliases: ['DL3064', 'SecretsUsedInArgOrEnv'],
  severity: 'info',
  offByDefault: l10n.t('most such variables contain a user name, a path or a switch'),
  title: l10n.t('Avoid secret-like names for values that are not secret'),
  why: l10n.t(
    'Values of ARG and ENV are written to the image, so they must not contain secrets. A name with token, private or username makes readers ask whether the value is secret. If it is, use RUN --mount=type=secret. If not, choose a name that does not sound like one.',
  ),
  bad: 'FROM alpine:3.20\nARG ⟦USERNAME⟧=app\n',
  good: 'FROM alpine:3.20\nARG APP_USER=app\n',
  check(document, report) {
    for (const outer of instructionsOf(document, 'ARG', 'ENV', 'ONBUILD')) {
      const inOnbuild = outer.keyword === 'ONBUILD';
      const instruction = inOnbuild ? outer.inner : outer;
      if (instruction?.keyword !== 'ARG' && instruction?.keyword !== 'ENV') continue;
      const { keyword, stageIndex } = instruction;
      for (const { name, value, nameRange } of pairsOf(document, instruction)) {
        // no-secret-variable says it of those that do hold one.
        if (isSecretVariable(keyword, name, value)) continue;
        const aliases = secretNameAliases(name, stageIndex >= 0 && !inOnbuild, true);
        if (aliases.length === 0) continue;
        report({
          range: nameRange,
          aliases,
          message: l10n.t(
            '{0} sounds like a secret, which {1} would reveal to everyone; if it is not secret, choose another name',
            excerpt(name),
            keyword,
          ),
        });
      }
    }
  },
};
