// USER root in a stage that no image is made of. hadolint goes by the last USER of the file, wherever it stands.
import * as l10n from '@vscode/l10n';
import { isRootUser } from '../meaning/root-user.ts';
import { stageLineage } from '../meaning/stage-bases.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const noRootInBuildStage: Rule = {
  id: 'no-root-in-build-stage',
  aliases: ['DL3002'],
  severity: 'style',
  offByDefault: l10n.t('no containers run from such a stage'),
  title: l10n.t('Do not end any stage with USER root'),
  why: l10n.t(
    'No containers run from a build stage, so root does no harm there. If the stage becomes the final image, or the base of another one, containers run as its last USER.',
  ),
  bad: 'FROM node:22-slim AS build\nUSER ⟦root⟧\nRUN mkdir /data\nFROM alpine:3.22\nCOPY --from=build /data /data\n',
  good: 'FROM node:22-slim AS build\nUSER root\nRUN mkdir /data\nUSER node\nFROM alpine:3.22\nCOPY --from=build /data /data\n',
  check(document, report) {
    const final = document.stages.at(-1);
    const last = document.instructions.findLast(({ keyword }) => keyword === 'USER');
    if (!final || !last || !isRootUser(last)) return;
    // no-root-user says it of the image's own stages.
    if (stageLineage(document, final).some(({ index }) => index === last.stageIndex)) return;
    report({
      range: document.rangeOf(last.rest),
      message: l10n.t('This stage ends as root; end it with the USER that its programs need'),
    });
  },
};
