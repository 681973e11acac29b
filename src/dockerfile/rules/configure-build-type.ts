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
  offByDefault: l10n.t('it matters only to images for several kinds of processors'),
  title: l10n.t('Use ./configure with --build'),
  why: l10n.t(
    'A configure script guesses the kind of processor from the machine that builds, which may be another one than the image is for: a 32-bit image that is built on a 64-bit machine, for instance. The option --build says it.',
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
      message: l10n.t('configure guesses the kind of processor; tell it with --build'),
      fix: edits.length ? { title: l10n.t('Add --build (needs dpkg-dev)'), edits, safe: false } : undefined,
    });
  }),
};
