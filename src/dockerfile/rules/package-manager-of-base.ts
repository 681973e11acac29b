// The package manager that the base image has.
import * as l10n from '@vscode/l10n';
import { baseFamily, baseManagers, type Family } from '../meaning/base-family.ts';
import { type PackageCall, packageCalls } from '../packages/calls.ts';
import type { ManagerName } from '../packages/managers.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { programName } from '../shell/shell-wrapper.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

const ofFamily: Readonly<Record<Family, string>> = {
  alpine: 'apk',
  debian: 'apt-get',
  redhat: 'dnf, yum',
  suse: 'zypper',
  arch: 'pacman',
};

const familyOf = new Map<ManagerName, Family>([
  ['apk', 'alpine'],
  ['apt-get', 'debian'],
  ['apt', 'debian'],
  ['yum', 'redhat'],
  ['dnf', 'redhat'],
  ['microdnf', 'redhat'],
  ['zypper', 'suse'],
]);

export const packageManagerOfBase: Rule = {
  id: 'package-manager-of-base',
  aliases: [],
  severity: 'warning',
  title: l10n.t('Use the package manager of the base image'),
  why: l10n.t(
    'Each Linux family has its own package manager: apk on Alpine, apt-get on Debian and Ubuntu, dnf or yum on Fedora and related systems, zypper on openSUSE. Others are not installed, and the build fails.',
  ),
  bad: 'FROM alpine:3.22\nRUN ⟦apt-get⟧ install -y --no-install-recommends git\n',
  good: 'FROM alpine:3.22\nRUN apk add --no-cache git\n',
  check(document, report, { buildArguments }) {
    const calls = packageCalls(document, [...familyOf.keys()]);
    let brought: ReadonlySet<string> | undefined;
    for (const { command, run, manager } of calls) {
      const own = familyOf.get(manager);
      const family = baseFamily(document, run.stageIndex, buildArguments);
      // Somebody who asks first knows what he does.
      const managers = baseManagers(document, run.stageIndex, buildArguments);
      const isRight = managers ? managers.includes(manager) : family === own;
      if (!family || !own || isRight || command.conditional || command.nested || command.deferred) continue;
      brought ??= broughtTo(document, calls);
      if (brought.has(manager)) continue;
      report({
        range: document.rangeOf(command.words[command.wrapperCount] ?? command),
        message: l10n.t('The base image has no {0}; use {1}', manager, managers?.join(', ') ?? ofFamily[family]),
      });
    }
  },
};

/** What is installed or copied: a package manager may be among it. */
function broughtTo(document: DockerfileDocument, calls: readonly PackageCall[]): ReadonlySet<string> {
  const packages = calls.flatMap(({ subjects }) => subjects.map(({ value }) => value));
  const copies = instructionsOf(document, 'COPY', 'ADD').flatMap(({ words }) =>
    words.map(({ text }) => programName(text)),
  );
  return new Set([...packages, ...copies]);
}
