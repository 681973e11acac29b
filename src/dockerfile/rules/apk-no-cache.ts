// apk add that leaves no index behind.

import { wantedOptionCheck } from '../families/add-option.ts';
import { does } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';

const add = wordSet('add');

export const apkNoCache: Rule = {
  id: 'apk-no-cache',
  aliases: ['DL3019', 'apkAddUseNoCache'],
  severity: 'info',
  title: 'Use apk add with --no-cache',
  why: 'With --no-cache apk fetches a fresh index of the packages, installs from it, and keeps nothing of it in the image. Neither apk update in front nor removing /var/cache/apk behind is needed then.',
  bad: 'FROM alpine:3.22\nRUN ⟦apk add⟧ git\n',
  good: 'FROM alpine:3.22\nRUN apk add --no-cache git\n',
  check: wantedOptionCheck({
    managers: ['apk'],
    option: '--no-cache',
    lacks: () => (call) => does(call, add) && !hasOption(call, 'no-cache'),
    mounted: /\/var\/cache(\/apk|\/?$)|\/etc\/apk\/cache/,
    message: () => 'The index of packages stays in the image; use apk add --no-cache',
    safe: true,
  }),
};
