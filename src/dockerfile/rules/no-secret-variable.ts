// Secrets in ARG and ENV, by their names.

import * as l10n from '@vscode/l10n';
import { isSecretVariable, secretNameAliases } from '../knowledge/secret-names.ts';
import { type Pair, pairsOf } from '../meaning/pairs.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import type { Instruction } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

export const noSecretVariable: Rule = {
  id: 'no-secret-variable',
  aliases: ['DL3064', 'SecretsUsedInArgOrEnv'],
  severity: 'warning',
  title: l10n.t('Do not use ARG or ENV for secrets'),
  why: l10n.t(
    'Values of ARG and ENV are written to the image. Everyone who has it can read them with docker history or docker inspect. Pass a secret to the step that needs it with RUN --mount=type=secret, or to the container when it starts.',
  ),
  bad: 'FROM alpine:3.20\nARG ⟦GITHUB_TOKEN⟧\n',
  good: 'FROM alpine:3.20\nRUN --mount=type=secret,id=github_token cat /run/secrets/github_token\n',
  check(document, report) {
    for (const outer of instructionsOf(document, 'ARG', 'ENV', 'ONBUILD')) {
      const instruction = outer.keyword === 'ONBUILD' ? outer.inner : outer;
      if (instruction?.keyword !== 'ARG' && instruction?.keyword !== 'ENV') continue;
      for (const pair of pairsOf(document, instruction)) {
        reportPair(instruction, pair, outer.keyword === 'ONBUILD', report);
      }
    }
  },
};

function reportPair(
  { keyword, stageIndex }: Instruction,
  { name, value, nameRange }: Pair,
  inOnbuild: boolean,
  report: Report,
): void {
  if (!isSecretVariable(keyword, name, value)) return;
  // BuildKit looks neither before the first FROM nor into triggers.
  const aliases = secretNameAliases(name, stageIndex >= 0 && !inOnbuild);
  report({
    range: nameRange,
    message: l10n.t(
      'Everyone who has the image can read {0}; use RUN --mount=type=secret instead of {1}',
      excerpt(name),
      keyword,
    ),
    aliases,
  });
}
