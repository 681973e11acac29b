// What package managers keep of their work: where, and what removes it.

import { does, type PackageCall, packageCalls } from '../packages/calls.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';
import { type LeftBehind, removes } from './left-behind.ts';

const apkActions = wordSet('add update upgrade');

export const apkIndex: LeftBehind = {
  stages: 'product',
  calls: (document) =>
    packageCalls(document, ['apk']).filter((call) => does(call, apkActions) && !hasOption(call, 'no-cache')),
  cleans: (command) => removes(command, /^\/var\/cache\/(apk|\{|\*)/),
  isMounted: (targets) =>
    targets.some((target) => /\/(var|etc\/apk)\/cache(\/apk|\/?$)|\/etc\/apk\/cache/.test(target)),
  remedy: () => 'rm -rf /var/cache/apk/*',
};

const yumInstalls = wordSet('install groupinstall localinstall');
const groupActions = wordSet('group groups module');

export const yumCache: LeftBehind = {
  stages: 'product',
  calls: (document) => packageCalls(document, ['yum']).filter((call) => does(call, yumInstalls) || installsGroup(call)),
  cleans: (command) =>
    (command.name === 'yum' && command.args.some(({ value }) => value === 'clean')) ||
    removes(command, /^\/var\/cache\/(yum|dnf|\{|\*)/),
  isMounted: (targets) => targets.some((target) => /\/var\/cache(\/(yum|dnf)|\/?$)/.test(target)),
  remedy: () => 'yum clean all',
};

const dnfInstalls = wordSet('install in upgrade up upgrade-minimal up-min reinstall rei');

export const dnfCache: LeftBehind = {
  stages: 'product',
  calls: (document) => packageCalls(document, ['dnf', 'microdnf', 'tdnf']).filter((call) => does(call, dnfInstalls)),
  cleans: (command, call) =>
    (command.name === call.command.name && command.args.some(({ value }) => value === 'clean')) ||
    removes(command, /^\/var\/cache\/(yum|dnf|libdnf5|tdnf|\{|\*)/),
  isMounted: (targets) => targets.some((target) => /cache(\/(libdnf5|dnf|yum|tdnf)|\/?$)/.test(target)),
  remedy: ({ command }) => `${command.name} clean all`,
};

const zypperInstalls = wordSet('install in');

export const zypperCache: LeftBehind = {
  stages: 'product',
  calls: (document) => packageCalls(document, ['zypper']).filter((call) => does(call, zypperInstalls)),
  cleans: (command) =>
    (command.name === 'zypper' && command.args.some(({ value }) => value === 'clean' || value === 'cc')) ||
    removes(command, /^\/var\/cache\/(zypp|\{|\*)/),
  isMounted: (targets) => targets.some((target) => /\/var\/cache(\/zypp|\/?$)/.test(target)),
  remedy: () => 'zypper clean',
};

const npmInstalls = wordSet('install i add ci clean-install install-clean');

export const npmCache: LeftBehind = {
  stages: 'product',
  calls: (document) => packageCalls(document, ['npm']).filter((call) => does(call, npmInstalls)),
  cleans: (command) =>
    (command.name === 'npm' && command.args.some(({ value }) => value === 'clean')) || removes(command, /\.npm\b/),
  isMounted: (targets) => targets.some((target) => /\.npm\b/.test(target)),
  remedy: () => 'npm cache clean --force',
};

const yarnInstalls = wordSet('install');

export const yarnCache: LeftBehind = {
  stages: 'product',
  calls: (document) => packageCalls(document, ['yarn']).filter((call) => does(call, yarnInstalls)),
  cleans: (command) =>
    (command.name === 'yarn' && command.args.some(({ value }) => value === 'clean')) ||
    removes(command, /\.cache\/?$|\.?cache\/yarn|yarn-?cache|\.yarn\b/),
  isMounted: (targets) => targets.some((target) => /cache\/yarn|yarn-?cache|\.yarn\b|\.cache\/?$/.test(target)),
  remedy: () => 'yarn cache clean',
};

function installsGroup(call: PackageCall): boolean {
  return does(call, groupActions) && call.subjects[0]?.value === 'install';
}
