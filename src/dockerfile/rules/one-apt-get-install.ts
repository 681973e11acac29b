// One list of packages in a stage.

import * as l10n from '@vscode/l10n';
import { aptInstalls } from '../families/apt-lists.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { Instruction } from '../text/document.ts';

export const oneAptGetInstall: Rule = {
  id: 'one-apt-get-install',
  aliases: ['ruleMoreThanOneInstall'],
  severity: 'style',
  offByDefault: l10n.t('some packages are kept apart intentionally, for the build cache'),
  title: l10n.t('Install packages in a single RUN per stage'),
  why: l10n.t(
    'Each RUN that installs packages downloads the lists again and adds a layer. One sorted list in one RUN builds faster, is smaller, and shows what is in the image.',
  ),
  bad: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nRUN apt-get update && ⟦apt-get install⟧ -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\n',
  check(document, report) {
    const firsts = new Map<number, Instruction>();
    const reported = new Set<Instruction>();
    for (const { run, head, inOnbuild } of aptInstalls(document)) {
      const first = firsts.get(run.stageIndex) ?? run;
      firsts.set(run.stageIndex, first);
      if (first === run || inOnbuild || reported.has(run)) continue;
      reported.add(run);
      report({
        range: document.rangeOf(head),
        message: l10n.t('This stage already installs packages in another RUN; combine the lists there'),
      });
    }
  },
};
