// What yum fetched goes in the RUN that fetched it.
import { wordSet } from '../command-options.ts';
import { does, type PackageCall, packageCalls } from '../packages/calls.ts';
import { type LeftBehind, leftBehindCheck, removes } from '../packages/left-behind.ts';
import type { Rule } from '../rule.ts';

const install = wordSet('install groupinstall localinstall');
const group = wordSet('group groups module');

const yumCache: LeftBehind = {
  calls: (document) => packageCalls(document, ['yum']).filter((call) => does(call, install) || installsGroup(call)),
  cleans: (command) =>
    (command.name === 'yum' && command.args.some(({ value }) => value === 'clean')) ||
    removes(command, /^\/var\/cache\/(yum|dnf|\{|\*)/),
  isMounted: (targets) => targets.some((target) => /\/var\/cache(\/(yum|dnf)|\/?$)/.test(target)),
  remedy: () => 'yum clean all',
};

export const cleanYumCache: Rule = {
  id: 'clean-yum-cache',
  aliases: ['DL3032', 'yumInstallRmVarCacheYum'],
  severity: 'info',
  title: 'Clean the cache of yum',
  why: 'By default yum keeps lists of all packages, and what it downloaded, in /var/cache/yum. Nobody needs them once the packages are installed. Cleaned in the same RUN they never become part of the image; a later RUN can only hide them.',
  bad: 'FROM centos:7\nRUN ⟦yum install⟧ -y httpd\n',
  good: 'FROM centos:7\nRUN yum install -y httpd && yum clean all\n',
  check: leftBehindCheck(yumCache, () => 'The cache of yum stays in the image; end this RUN with yum clean all'),
};

function installsGroup(call: PackageCall): boolean {
  return does(call, group) && call.subjects[0]?.value === 'install';
}
