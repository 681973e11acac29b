// Images have the labels that the project wants.
import * as l10n from '@vscode/l10n';
import { stageMeant } from '../meaning/named-stage.ts';
import { pairsOf } from '../meaning/pairs.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import { sourceNames } from '../meaning/stage-names.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';

export const requiredLabel: Rule = {
  id: 'required-label',
  aliases: ['DL3049'],
  severity: 'info',
  title: l10n.t('Set the labels that the project requires'),
  why: l10n.t(
    'The project’s configuration lists labels that its images must have, so that people and tools can find out where an image comes from and who maintains it. One of them is missing here; add a LABEL.',
  ),
  bad: 'FROM ⟦alpine:3.20⟧\n',
  good: 'FROM alpine:3.20\nLABEL team="payments"\n',
  exampleSurroundings: { policy: { labels: new Map([['team', 'text']]) } },
  check(document, report, { policy, buildArguments }) {
    const wanted = policy?.labels;
    if (!wanted?.size) return;
    const bases = basesOf(document, buildArguments);
    const used = usedStages(document);
    for (const base of bases) if (base.kind === 'stage') used.add(base.stage.index);
    /** Of each stage, with those of the stages that it starts from. */
    const labels: ReadonlySet<string>[] = [];
    for (const stage of document.stages) {
      const base = bases[stage.index];
      const own = new Set(base?.kind === 'stage' ? labels[base.stage.index] : []);
      for (const instruction of stage.instructions) {
        if (instruction.keyword === 'LABEL') for (const { name } of pairsOf(document, instruction)) own.add(name);
      }
      labels[stage.index] = own;
      // What another stage uses is not what comes out.
      if (used.has(stage.index)) continue;
      for (const name of wanted.keys()) {
        if (own.has(name)) continue;
        report({
          range: document.rangeOf(stage.base ?? stage.from.keywordSpan),
          message: l10n.t('The label {0} is missing; add a LABEL', excerpt(name)),
        });
      }
    }
  },
};

/** Those that a COPY or a mount of another takes something from. */
function usedStages(document: DockerfileDocument): Set<number> {
  const used = new Set<number>();
  for (const instruction of document.instructions) {
    for (const from of sourceNames(document, instruction)) {
      const stage = stageMeant(document, from.text, instruction.stageIndex);
      if (stage) used.add(stage.index);
    }
  }
  return used;
}
