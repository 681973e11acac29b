// What yum, dnf and their kin install by name; groups have no versions, and modules have streams (`nodejs:22`).
import { wordSet } from '../shell/command-options.ts';
import type { ShellWord } from '../shell/shell.ts';
import { does, type PackageCall } from './calls.ts';

const install = wordSet('install in');
const moduleAction = wordSet('module');

export function rpmPackages(call: PackageCall): readonly ShellWord[] {
  if (installsModules(call)) return call.subjects.slice(1);
  return does(call, install) ? call.subjects.filter(({ value }) => !value.startsWith('@')) : [];
}

/** `dnf module install nodejs:22` */
export function installsModules(call: PackageCall): boolean {
  return does(call, moduleAction) && install.has(call.subjects[0]?.value ?? '');
}
