// apt-get update and install in one RUN.

import * as l10n from '@vscode/l10n';
import { aptInstallsWithoutUpdate, aptLists, aptUpdates } from '../families/apt-lists.ts';
import { mountTargets } from '../meaning/run-mounts.ts';
import { basesOf, inherited } from '../meaning/stage-bases.ts';
import type { PackageCall } from '../packages/calls.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const aptUpdateWithInstall: Rule = {
  id: 'apt-update-with-install',
  aliases: ['aptGetUpdatePrecedesInstall'],
  severity: 'info',
  title: l10n.t('Run apt-get update and install in the same RUN'),
  why: l10n.t(
    'Docker caches the result of RUN apt-get update and reuses it for weeks while the line stays the same. An apt-get install in a separate RUN then uses outdated package lists: it installs old versions, or fails because they are gone.',
  ),
  bad: 'FROM debian:12\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nRUN ⟦apt-get install⟧ -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:12\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  check(document, report) {
    const installs = aptInstallsWithoutUpdate(document);
    if (installs.length === 0) return;
    const firsts = firstUpdates(document);
    const seen = new Set<Instruction>();
    for (const call of installs) {
      const { run } = call;
      // What is updated in front of the first serves the others.
      if (seen.has(run)) continue;
      seen.add(run);
      const earlier = (firsts[run.stageIndex] ?? run.start) < run.start;
      if (call.inOnbuild || !earlier || aptLists.isMounted(mountTargets(document, run))) continue;
      report({
        range: document.rangeOf(call.head),
        message: l10n.t(
          'The package lists for this come from another RUN and may be outdated; run apt-get update in this RUN, too',
        ),
        fix: updateFix(document, call),
      });
    }
  },
};

/** Where the first update stands in each stage or in one that it is made from. */
function firstUpdates(document: DockerfileDocument): readonly (number | undefined)[] {
  const own = new Map<number, number>();
  for (const { run } of aptUpdates(document)) {
    own.set(run.stageIndex, Math.min(own.get(run.stageIndex) ?? run.start, run.start));
  }
  return inherited<number | undefined>(basesOf(document), (index, before) => before ?? own.get(index));
}

function updateFix(document: DockerfileDocument, { run, command, manager }: PackageCall): Fix | undefined {
  const isStep = shellScript(document, run).steps?.some(({ start }) => start === command.start);
  if (!isStep || command.nested || command.piped || command.wrapperCount > 0 || run.json || run.heredocs.length > 0)
    return undefined;
  const start = document.positionAt(command.start);
  const update = `${manager} update`;
  return {
    title: l10n.t('Run {0} first', update),
    edits: [{ range: { start, end: start }, text: `${update} && ` }],
    safe: true,
  };
}
