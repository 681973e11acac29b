// What zypper fetched goes in the RUN that fetched it.
import { wordSet } from '../command-options.ts';
import { does, packageCalls } from '../packages/calls.ts';
import { type LeftBehind, leftBehindCheck, removes } from '../packages/left-behind.ts';
import type { Rule } from '../rule.ts';

const install = wordSet('install in');

const zypperCache: LeftBehind = {
  calls: (document) => packageCalls(document, ['zypper']).filter((call) => does(call, install)),
  cleans: (command) =>
    (command.name === 'zypper' && command.args.some(({ value }) => value === 'clean' || value === 'cc')) ||
    removes(command, /^\/var\/cache\/(zypp|\{|\*)/),
  isMounted: (targets) => targets.some((target) => /\/var\/cache(\/zypp|\/?$)/.test(target)),
  remedy: () => 'zypper clean',
};

export const cleanZypperCache: Rule = {
  id: 'clean-zypper-cache',
  aliases: ['DL3036'],
  severity: 'info',
  title: 'Clean the cache of zypper',
  why: 'By default zypper keeps lists of all packages in /var/cache/zypp. Nobody needs them once the packages are installed. Cleaned in the same RUN they never become part of the image; a later RUN can only hide them.',
  bad: 'FROM opensuse/leap:15.6\nRUN ⟦zypper install⟧ -y git\n',
  good: 'FROM opensuse/leap:15.6\nRUN zypper install -y git && zypper clean\n',
  check: leftBehindCheck(zypperCache, () => 'The cache of zypper stays in the image; end this RUN with zypper clean'),
};
