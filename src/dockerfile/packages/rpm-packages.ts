// What yum, dnf and their kin install by name; groups have no versions.
import { wordSet } from '../shell/command-options.ts';
import type { ShellWord } from '../shell/shell.ts';
import { does, type PackageCall } from './calls.ts';

const install = wordSet('install in');

export function rpmPackages(call: PackageCall): readonly ShellWord[] {
  return does(call, install) ? call.subjects.filter(({ value }) => !value.startsWith('@')) : [];
}
