// gem that installs no documentation.

import { parseImageReference } from '../../image-reference.ts';
import { baseOf, stageLineage } from '../base-image.ts';
import { hasOption, wordSet } from '../command-options.ts';
import type { DockerfileDocument, Stage } from '../document.ts';
import { wantedOptionCheck } from '../packages/add-option.ts';
import { does } from '../packages/calls.ts';
import type { Rule } from '../rule.ts';
import { globalVariables } from '../variables.ts';

const install = wordSet('install i update');

export const gemNoDocument: Rule = {
  id: 'gem-no-document',
  aliases: ['gemUpdateNoDocument'],
  severity: 'info',
  title: 'Install gems without their documentation',
  why: 'By default gem writes the documentation of each gem to the disk, which takes time and room, and nobody reads it in an image. With --no-document it does not. The official ruby image is already set so.',
  bad: 'FROM debian:12\nRUN ⟦gem install⟧ rake:13.2.1\n',
  good: 'FROM debian:12\nRUN gem install --no-document rake:13.2.1\n',
  check: wantedOptionCheck({
    managers: ['gem'],
    option: '--no-document',
    lacks: (document) => {
      if (document.text.includes('gemrc')) return () => false;
      const areOfficial = document.stages.map((stage) => isOfficialRuby(document, stage));
      return (call) =>
        does(call, install) &&
        !hasOption(call, 'no-document', 'N', 'no-ri', 'no-rdoc', 'document', 'no-doc') &&
        areOfficial[call.run.stageIndex] !== true;
    },
    message: () => 'The documentation of gems comes along; add --no-document',
    safe: true,
  }),
};

function isOfficialRuby(document: DockerfileDocument, stage: Stage): boolean {
  const variables = globalVariables(document);
  const first = stageLineage(document, stage, variables).at(-1) ?? stage;
  const base = baseOf(document, first, variables);
  const image = base.kind === 'image' ? parseImageReference(base.reference) : undefined;
  return image?.registry === 'docker.io' && image.repository === 'library/ruby';
}
