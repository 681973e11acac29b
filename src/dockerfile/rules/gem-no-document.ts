// gem that installs no documentation.

import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import { wantedOptionCheck } from '../families/add-option.ts';
import type { Base } from '../meaning/base-image.ts';
import { basesOf, inherited } from '../meaning/stage-bases.ts';
import { does } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';

const install = wordSet('install i update');

export const gemNoDocument: Rule = {
  id: 'gem-no-document',
  aliases: ['gemUpdateNoDocument'],
  severity: 'info',
  title: l10n.t('Install gems without documentation'),
  why: l10n.t(
    'By default, gem installs the documentation of each gem, which takes time and space, and nobody reads it in an image. With --no-document, it does not. The official ruby image is configured this way.',
  ),
  bad: 'FROM debian:12\nRUN ⟦gem install⟧ rake:13.2.1\n',
  good: 'FROM debian:12\nRUN gem install --no-document rake:13.2.1\n',
  check: wantedOptionCheck({
    managers: ['gem'],
    option: '--no-document',
    lacks: (document) => {
      if (document.text.includes('gemrc')) return () => false;
      const bases = basesOf(document);
      const areOfficial = inherited<boolean>(bases, (index, before) => before ?? isOfficialRuby(bases[index]));
      return (call) =>
        does(call, install) &&
        !hasOption(call, 'no-document', 'N', 'no-ri', 'no-rdoc', 'document', 'no-doc') &&
        areOfficial[call.run.stageIndex] !== true;
    },
    message: () => l10n.t('This also installs the documentation of gems; add --no-document'),
    safe: true,
  }),
};

function isOfficialRuby(base: Base | undefined): boolean {
  const image = base?.kind === 'image' ? parseImageReference(base.reference) : undefined;
  return image?.registry === 'docker.io' && image.repository === 'library/ruby';
}
