// What dnf and its small kin fetched goes in the RUN that fetched it.
import { wordSet } from '../command-options.ts';
import { does, packageCalls } from '../packages/calls.ts';
import { type LeftBehind, leftBehindCheck, removes } from '../packages/left-behind.ts';
import type { Rule } from '../rule.ts';

const install = wordSet('install in upgrade up upgrade-minimal up-min reinstall rei');

const dnfCache: LeftBehind = {
  calls: (document) => packageCalls(document, ['dnf', 'microdnf', 'tdnf']).filter((call) => does(call, install)),
  cleans: (command, call) =>
    (command.name === call.command.name && command.args.some(({ value }) => value === 'clean')) ||
    removes(command, /^\/var\/cache\/(yum|dnf|libdnf5|tdnf|\{|\*)/),
  isMounted: (targets) => targets.some((target) => /cache(\/(libdnf5|dnf|yum|tdnf)|\/?$)/.test(target)),
  remedy: ({ command }) => `${command.name} clean all`,
};

export const cleanDnfCache: Rule = {
  id: 'clean-dnf-cache',
  aliases: ['DL3040'],
  severity: 'info',
  title: 'Clean the cache of dnf',
  why: 'By default dnf keeps lists of all packages, and what it downloaded, in /var/cache. Nobody needs them once the packages are installed. Cleaned in the same RUN they never become part of the image; a later RUN can only hide them.',
  bad: 'FROM fedora:42\nRUN ⟦dnf install⟧ -y git\n',
  good: 'FROM fedora:42\nRUN dnf install -y git && dnf clean all\n',
  check: leftBehindCheck(
    dnfCache,
    ({ command: { name } }) => `The cache of ${name} stays in the image; end this RUN with ${name} clean all`,
  ),
};
