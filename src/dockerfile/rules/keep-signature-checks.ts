// Package managers check the signatures of packages.
import * as l10n from '@vscode/l10n';
import { type PackageCall, packageCalls } from '../packages/calls.ts';
import type { ManagerName } from '../packages/managers.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import { commandsOf } from '../shell/commands-of.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Span } from '../text/range.ts';

export const keepSignatureChecks: Rule = {
  id: 'keep-signature-checks',
  aliases: [],
  severity: 'info',
  title: l10n.t('Do not disable package signature checks'),
  why: l10n.t(
    'A signature shows that nobody changed a package after its authors released it. Without the check, anyone who controls the mirror, or sits between it and you, can put another program into the image. Add the key of the repository instead.',
  ),
  bad: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends ⟦--allow-unauthenticated⟧ app=1 && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends app=1 && rm -rf /var/lib/apt/lists/*\n',
  check(document, report) {
    if (!anyOption.test(document.text)) return;
    for (const call of packageCalls(document, managersWithSignatures)) {
      if (isOfFiles(call)) continue;
      for (const { value, start, end } of call.command.args) {
        if (options.test(value)) tell(document, report, { start, end });
      }
    }
    reportSources(document, report);
  },
};

/** Most files have none of these. */
const anyOption = /nauthenticated|force-yes|nsecure|untrusted|gpg-?check|gpg-checks|trusted=yes/;

const managersWithSignatures: readonly ManagerName[] = [
  ...(['apt-get', 'apt', 'aptitude', 'apk', 'yum', 'dnf', 'microdnf', 'tdnf', 'zypper'] as const),
];

const options =
  /^(?:--allow-unauthenticated|--force-yes|--allow-insecure-repositories|(?:-o)?(?:APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories)=(?:true|1|yes)|--allow-untrusted|--nogpgcheck|--no-gpgchecks?|--no-gpg-checks|--setopt=(?:\S+\.)?gpgcheck=(?:0|false|no))$/i;

/** Files that stand there already were made by the build, or checked when they were fetched. */
function isOfFiles({ subjects }: PackageCall): boolean {
  return (
    subjects.length > 0 &&
    subjects.every(({ value }) => /^[./~$]|\*|\.(?:apk|deb|rpm)$/.test(value) && !/:\/\//.test(value))
  );
}

/** `deb [trusted=yes] https://…`, `gpgcheck=0`, where a command writes it into the settings. */
function reportSources(document: DockerfileDocument, report: Report): void {
  for (const name of ['echo', 'printf', 'sed', 'add-apt-repository', 'yum-config-manager', 'dnf']) {
    for (const { command } of commandsOf(document).get(name) ?? []) {
      for (const { value, start, end } of command.args) {
        const match =
          /\[[^\]]*\b(trusted=yes)\b[^\]]*\]\s+(?!file:|copy:)|(?:^|\n|\\n|\s)((?:repo_)?gpgcheck ?= ?0)\b/.exec(value);
        const written = match?.[1] ?? match?.[2];
        if (written === undefined || (name === 'dnf' && value.startsWith('--'))) continue;
        const at = document.text.slice(start, end).indexOf(written);
        tell(document, report, at < 0 ? { start, end } : { start: start + at, end: start + at + written.length });
      }
    }
  }
}

function tell(document: DockerfileDocument, report: Report, span: Span): void {
  report({
    range: document.rangeOf(span),
    message: l10n.t('Package signatures are not checked here; add the key of the repository instead'),
  });
}
