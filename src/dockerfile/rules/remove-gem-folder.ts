// gem update --system leaves its downloads in the home folder.

import * as l10n from '@vscode/l10n';
import { type LeftBehind, leftBehindCheck, removes } from '../families/left-behind.ts';
import { does, packageCalls } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';

const update = wordSet('update');

const gemFolder: LeftBehind = {
  stages: 'product',
  calls: (document) =>
    packageCalls(document, ['gem']).filter((call) => does(call, update) && hasOption(call, 'system')),
  cleans: (command) => removes(command, /\/\.gem\b/),
  isMounted: (targets) => targets.some((target) => /\/\.gem\b/.test(target)),
  remedy: () => 'rm -rf ~/.gem',
};

export const removeGemFolder: Rule = {
  id: 'remove-gem-folder',
  aliases: ['gemUpdateSystemRmRootGem'],
  severity: 'style',
  title: l10n.t('Remove ~/.gem after gem update --system'),
  why: l10n.t(
    'gem update --system keeps data from the gem servers in ~/.gem, which is not needed later. If you remove it in the same RUN, it never becomes part of the image. A later RUN can only hide it.',
  ),
  bad: 'FROM ruby:3.4-slim\nRUN ⟦gem update⟧ --system --no-document\n',
  good: 'FROM ruby:3.4-slim\nRUN gem update --system --no-document && rm -rf ~/.gem\n',
  check: leftBehindCheck(gemFolder, () =>
    l10n.t('Data from the gem servers stays in the image; end this RUN with rm -rf ~/.gem'),
  ),
};
