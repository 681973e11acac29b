// Names of stages in lower case.

import * as l10n from '@vscode/l10n';
import { excerpt } from '../rule-parts/excerpt.ts';
import { renameStage } from '../rule-parts/rename-stage.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Stage, Word } from '../text/document.ts';

export const lowercaseStageName: Rule = {
  id: 'lowercase-stage-name',
  aliases: ['StageNameCasing'],
  severity: 'style',
  title: l10n.t('Write stage names in lowercase'),
  why: l10n.t(
    'Stage names are not case-sensitive: Build and build are the same. Only in FROM does BuildKit reject uppercase, since it reads them as an invalid image name. Images and tags are always in lowercase, so write stage names the same way.',
  ),
  bad: 'FROM golang:1.23 AS ⟦Build⟧\nFROM debian:12\nCOPY --from=Build /src/app /app\n',
  good: 'FROM golang:1.23 AS build\nFROM debian:12\nCOPY --from=build /src/app /app\n',
  check(document, report) {
    const refusedOf = basesInCapitals(document);
    for (const stage of document.stages) {
      const { key, name, from } = stage;
      if (!name || key === undefined || from.words.length !== 3) continue;
      const refused = refusedOf.get(stage);
      const place = name.text === key ? refused : name;
      if (!place) continue;
      report({
        range: document.rangeOf(place),
        message: refused
          ? l10n.t(
              '{0} means the same as {1}; write it in lowercase, since BuildKit rejects FROM {2}',
              excerpt(place.text),
              excerpt(key),
              excerpt(refused.text),
            )
          : l10n.t('{0} means the same as {1}; write it in lowercase', excerpt(place.text), excerpt(key)),
        fix: renameStage(document, stage, key, true),
      });
    }
  },
};

/** Of each stage that a later FROM names in capitals, the first such name: few, mostly none. */
function basesInCapitals({ stages }: DockerfileDocument): ReadonlyMap<Stage, Word> {
  const found = new Map<Stage, Word>();
  const next = new Map<string, Word>();
  for (const stage of stages.toReversed()) {
    const { key, base } = stage;
    const word = key === undefined ? undefined : next.get(key);
    if (word) found.set(stage, word);
    const lower = base?.text.toLowerCase();
    if (base && lower !== undefined && lower !== base.text) next.set(lower, base);
  }
  return found;
}
