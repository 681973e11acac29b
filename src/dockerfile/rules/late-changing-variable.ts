// Variables that are new in every build stand below the steps that take long.

import * as l10n from '@vscode/l10n';
import { pairsOf } from '../meaning/pairs.ts';
import { installOf } from '../packages/dependency-install.ts';
import { systemManagers } from '../packages/system-install.ts';
import { lineBreak, removeInstruction } from '../rule-parts/edits.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import { type ShellCommand, shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const lateChangingVariable: Rule = {
  id: 'late-changing-variable',
  aliases: [],
  severity: 'info',
  title: l10n.t('Set frequently changing variables below the install steps'),
  why: l10n.t(
    'The builder repeats a RUN if a variable declared above it changes. A commit or a date changes in every build, so everything below it runs again each time. Declare it directly before the step that uses it.',
  ),
  bad: 'FROM alpine:3.20\nARG ⟦GIT_COMMIT⟧\nRUN apk add --no-cache curl\nLABEL revision=$GIT_COMMIT\n',
  good: 'FROM alpine:3.20\nRUN apk add --no-cache curl\nARG GIT_COMMIT\nLABEL revision=$GIT_COMMIT\n',
  check(document, report) {
    let left = most;
    for (const { instructions } of document.stages) {
      instructions.forEach((instruction, index) => {
        if ((instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') || left <= 0) return;
        for (const { name, value, nameRange } of pairsOf(document, instruction)) {
          if (!changing.test(name) || fixed.test(value ?? '')) continue;
          if (instruction.keyword === 'ENV' && !value?.includes('$')) continue;
          left--;
          const later = instructions.slice(index + 1, index + 1 + farthest);
          const isUse = useOf(document, name);
          // A label may stand anywhere: one above the install is moved down with the variable.
          const use = later.findIndex(
            (other) => other.keyword !== 'LABEL' && (isUse(other) || mayReadEnvironment(document, other)),
          );
          const before = use < 0 ? later : later.slice(0, use);
          const install = before.find((other) => takesLong(document, other));
          if (!install) continue;
          const line = document.positionAt(install.start).line + 1;
          report({
            range: nameRange,
            message: l10n.t(
              '{0} changes in every build, so the RUN in line {1} runs again each time; declare it below that line',
              excerpt(name),
              line,
            ),
            fix: moveFix(document, instruction, later.find(isUse), install),
          });
        }
      });
    }
  },
};

/** Instructions that are looked at behind each such variable. */
const farthest = 200;
/** More such variables than anyone writes; beyond, none is looked at. */
const most = 50;
const changing =
  /^(?:(?:\w+_)?(?:GIT|COMMIT|VCS|SOURCE|BUILD|CI)_(?:SHA|SHA1|COMMIT|COMMIT_SHA|HASH|REF|REV|REVISION|DATE|TIME|TIMESTAMP|NUMBER|ID)|GITSHA|COMMIT|COMMITHASH|REVISION|BUILDDATE|BUILDTIME)$/i;

/** A commit, a version or a date that is written out: it changes only with the file. */
const fixed = /^(?:[0-9a-f]{7,64}|v?\d[\w.:-]*)$/i;

/** A script may ask for it by other means, which nobody can see. */
function useOf(document: DockerfileDocument, name: string): (instruction: Instruction) => boolean {
  const reference = new RegExp(`\\$\\{?${name}\\b`);
  const word = new RegExp(`\\b${name}\\b`);
  return ({ start, end, keyword }) => (keyword === 'ARG' ? word : reference).test(document.text.slice(start, end));
}

/** What only prepares or tidies: whatever the environment holds, it does the same. */
const tools = new Set(
  `apt-key add-apt-repository dpkg rpm curl wget tar unzip gpg gpgconf cp mv rm mkdir rmdir ln ls cat tee touch chmod chown
  chgrp install find xargs sed awk grep cut head tail sort tr test [ echo printf true : cd pushd popd set export unset
  source . locale-gen update-ca-certificates groupadd useradd addgroup adduser usermod ldconfig sh bash corepack rustup
  date dirname basename uname which command type sha256sum sha512sum md5sum id env sleep exit mktemp nproc arch git
  debconf-set-selections update-alternatives`.split(/\s+/),
);

/** Compilers and scripts of the project may ask for the variable by its name, which the Dockerfile does not show. */
function mayReadEnvironment(document: DockerfileDocument, run: Instruction): boolean {
  if (run.keyword !== 'RUN') return false;
  const { commands } = shellScript(document, run);
  return commands.some((command) => command.name !== '' && !tools.has(command.name) && !isInstall(command));
}

/** Named packages are installed anew, too: `npm install -g a`. */
const installers = /^(?:pip[\d.]*|pipx|npm|yarn|pnpm|gem|conda|mamba|composer)$/;

function takesLong(document: DockerfileDocument, run: Instruction): boolean {
  if (run.keyword !== 'RUN') return false;
  return shellScript(document, run).commands.some((command) => isInstall(command));
}

function isInstall({ name, args }: ShellCommand): boolean {
  const values = args.map(({ value }) => value);
  if ((systemManagers as readonly string[]).includes(name) || installers.test(name)) {
    if ((systemManagers as readonly string[]).includes(name)) return true;
    if (values.some((value) => value === 'install' || value === 'add')) return true;
  }
  const install = installOf(name, values);
  // What compiles the project, too, may write the commit into it.
  return install !== undefined && install.ecosystem.fetch === undefined;
}

/** In front of its first use, if the instruction stands on one line and sets nothing else. */
function moveFix(
  document: DockerfileDocument,
  instruction: Instruction,
  use: Instruction | undefined,
  install: Instruction,
): Fix | undefined {
  const { start, end } = instruction;
  const { line } = document.positionAt(start);
  if (
    !use ||
    use.start < install.start ||
    pairsOf(document, instruction).length > 1 ||
    document.positionAt(end).line !== line
  )
    return undefined;
  const at = { line: document.positionAt(use.start).line, character: 0 };
  return {
    title: l10n.t('Move it down to where it is used'),
    edits: [
      removeInstruction(document, instruction),
      { range: { start: at, end: at }, text: document.lineText(line) + lineBreak(document) },
    ],
    safe: false,
  };
}
