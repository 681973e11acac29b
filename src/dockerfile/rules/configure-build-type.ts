// configure that is told which kind of machine it works on.
import * as l10n from '@vscode/l10n';
import { baseFamily } from '../meaning/base-family.ts';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { insertBehind } from '../rule-parts/word-edits.ts';

export const configureBuildType: Rule = {
  id: 'configure-build-type',
  aliases: ['configureShouldUseBuildFlag'],
  severity: 'style',
  offByDefault: l10n.t('it only matters for images that are built for several architectures'),
  title: l10n.t('Use ./configure with --build'),
  why: l10n.t(
    'A configure script guesses the architecture from the machine that runs the build. That may not be the architecture of the image, for example if a 32-bit image is built on a 64-bit machine. Set it with --build.',
  ),
  bad: 'FROM debian:12\nRUN ⟦./configure⟧ --prefix=/usr\n',
  good: 'FROM debian:12\nRUN ./configure --build="$(dpkg-architecture --query DEB_BUILD_GNU_TYPE)" --prefix=/usr\n',
  check: onEachCommandNamed(['configure'], (command, run, { document, report, surroundings }) => {
    if (command.args.some(({ value }) => /^--(build|host|help|version)\b|^\$/.test(value))) return;
    const word = command.words[command.wrapperCount];
    const isDebian = baseFamily(document, run.stageIndex, surroundings.buildArguments) === 'debian';
    const option = ' --build="$(dpkg-architecture --query DEB_BUILD_GNU_TYPE)"';
    const edits = isDebian && !command.nested ? insertBehind(document, word, option) : [];
    report({
      range: document.rangeOf(word ?? command),
      message: l10n.t('configure guesses the architecture; set it with --build'),
      fix: edits.length ? { title: l10n.t('Add --build (needs dpkg-dev)'), edits, safe: false } : undefined,
    });
  }),
};
