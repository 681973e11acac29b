// Go packages that are installed by their path, with their versions.

import * as l10n from '@vscode/l10n';
import { pinsGrowOld } from '../families/pin-reason.ts';
import { pinnedCheck } from '../families/pinned.ts';
import { does, type PackageCall } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { wordSet } from '../shell/command-options.ts';
import type { ShellWord } from '../shell/shell.ts';

const install = wordSet('install get');
const run = wordSet('run');
/** They change by themselves. */
const moving = /@(latest|none|upgrade|patch)$/;

export const pinGoPackages: Rule = {
  id: 'pin-go-packages',
  aliases: ['DL3062'],
  severity: 'info',
  offByDefault: pinsGrowOld,
  title: l10n.t('Pin versions of Go packages'),
  why: l10n.t(
    'Without a version, or with @latest, go downloads the newest one at build time, so the same Dockerfile creates a different program next month. Add the version after an @.',
  ),
  bad: 'FROM golang:1.24\nRUN go install ⟦golang.org/x/tools/cmd/stringer@latest⟧\n',
  good: 'FROM golang:1.24\nRUN go install golang.org/x/tools/cmd/stringer@v0.30.0\n',
  check: pinnedCheck({
    managers: ['go'],
    packages: packagesOf,
    isPinned: (name) => /^[./]|\.go$|^(std|all|cmd|tool)$/.test(name) || (name.includes('@') && !moving.test(name)),
    example: (name) => `${name.replace(moving, '')}@<version>`,
  }),
};

/** What follows the package of `go run` is the program's. */
function packagesOf(call: PackageCall): readonly ShellWord[] {
  if (does(call, install)) return call.subjects;
  return does(call, run) ? call.subjects.slice(0, 1) : [];
}
