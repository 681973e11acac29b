// npm cache clean that does what it says.

import * as l10n from '@vscode/l10n';
import { does, packageCalls } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { insertBehind } from '../rule-parts/word-edits.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';

const cache = wordSet('cache');

export const npmCacheCleanForce: Rule = {
  id: 'npm-cache-clean-force',
  aliases: ['npmCacheCleanUseForce'],
  severity: 'warning',
  title: l10n.t('Use npm cache clean with --force'),
  why: l10n.t(
    'Since version 5, npm refuses to clean its cache without --force, and the build fails: it considers cleaning unnecessary. In an image it is necessary, since the cache is shipped with it.',
  ),
  bad: 'FROM node:22-slim\nRUN npm install -g pnpm@9.15.0 && ⟦npm cache clean⟧\n',
  good: 'FROM node:22-slim\nRUN npm install -g pnpm@9.15.0 && npm cache clean --force\n',
  check(document, report) {
    for (const call of packageCalls(document, ['npm'])) {
      const [clean] = call.subjects;
      if (!does(call, cache) || clean?.value !== 'clean' || hasOption(call, 'force', 'f')) continue;
      const edits = insertBehind(document, clean, ' --force');
      report({
        range: document.rangeOf({ start: call.head.start, end: clean.end }),
        message: l10n.t('npm does not clean its cache without --force'),
        fix: edits.length ? { title: l10n.t('Add --force'), edits, safe: true } : undefined,
      });
    }
  },
};
