// Packages of the system are installed above the COPY of the whole project.
import * as l10n from '@vscode/l10n';
import { contextCopyOf } from '../packages/context-copy.ts';
import { independentInstalls, systemInstalls } from '../packages/system-install.ts';
import { lineBreak, removeInstruction } from '../rule-parts/edits.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const systemPackagesBeforeCopy: Rule = {
  id: 'system-packages-before-copy',
  aliases: [],
  severity: 'info',
  title: l10n.t('Install system packages before copying the project'),
  why: l10n.t(
    'The builder repeats a step if anything before it changes. After a COPY of the whole project, the packages are installed again after every change, although they do not depend on it. Install them first, and they come from the cache.',
  ),
  bad: 'FROM debian:12\nCOPY . /src\nRUN ⟦apt-get install⟧ -y --no-install-recommends make\nRUN make -C /src\n',
  good: 'FROM debian:12\nRUN apt-get install -y --no-install-recommends make\nCOPY . /src\nRUN make -C /src\n',
  check(document, report) {
    if (!document.instructions.some((instruction) => copiesProject(document, instruction))) return;
    const installs = systemInstalls(document);
    if (installs.size === 0) return;
    for (const { instructions } of document.stages) {
      const copy = instructions.find((instruction) => copiesProject(document, instruction));
      if (!copy) continue;
      const { line } = document.positionAt(copy.start);
      for (const { run, head, manager, action } of independentInstalls(document, copy, installs)) {
        report({
          range: document.rangeOf(head),
          message: l10n.t(
            'Any file change makes {0} run again; move this RUN above line {1}',
            [manager, action?.value ?? ''].join(' ').trim(),
            line + 1,
          ),
          fix: moveFix(document, copy, run, instructions),
        });
      }
    }
  },
};

/** Not onto the root: then the project may bring the settings of the package manager. */
function copiesProject(document: DockerfileDocument, instruction: Instruction): boolean {
  const copy = contextCopyOf(document, instruction);
  return copy !== undefined && !/^\/?$|^\/etc\b/.test(copy.destination.text);
}

/** Not over another RUN, and without what stands in variables that may be set in between. */
function moveFix(
  document: DockerfileDocument,
  copy: Instruction,
  run: Instruction,
  instructions: readonly Instruction[],
): Fix | undefined {
  const between = instructions.slice(instructions.indexOf(copy) + 1, instructions.indexOf(run));
  if (between.some(({ keyword }) => keyword === 'RUN') || document.text.slice(run.start, run.end).includes('$')) {
    return undefined;
  }
  const at = { line: document.positionAt(copy.start).line, character: 0 };
  return {
    title: l10n.t('Move this RUN above line {0}', at.line + 1),
    edits: [
      { range: { start: at, end: at }, text: document.text.slice(run.start, run.end) + lineBreak(document) },
      removeInstruction(document, run),
    ],
    safe: false,
  };
}
