// Checksums as sha256sum -c reads them: two characters between the sum and the file.
import * as l10n from '@vscode/l10n';
import { baseFamily } from '../meaning/base-family.ts';
import { onEachScript } from '../rule-parts/on-each.ts';
import type { Finding, Rule } from '../rule-parts/rule.ts';
import { isAsWritten } from '../rule-parts/word-edits.ts';
import { commandsOf } from '../shell/commands-of.ts';
import type { ShellCommand } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const checksumTwoSpaces: Rule = {
  id: 'checksum-two-spaces',
  aliases: ['sha256sumEchoOneSpaces'],
  severity: 'info',
  title: l10n.t('Put two spaces between a checksum and its file name'),
  why: l10n.t(
    'Programs such as sha256sum -c read lines with a checksum, a space, a second space (or a *), and a file name. With only one space, some of them, including the one in Alpine, do not recognize the line, and the build fails.',
  ),
  bad: 'FROM alpine:3.22\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nRUN echo "⟦$SUM app⟧" | sha256sum -c -\n',
  good: 'FROM alpine:3.22\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nRUN echo "$SUM  app" | sha256sum -c -\n',
  check: onEachScript(({ commands }, run, { document, report, surroundings }) => {
    commands.forEach((command, index) => {
      const before = commands[index - 1];
      if (command.connector !== '|' || before?.name !== 'echo' || !/^(sha\d*|md5|b2)sum$/.test(command.name)) return;
      if (!command.args.some(({ value }) => /^-\w*c|^--check$/.test(value))) return;
      if (takesOneSpace(document, run, surroundings.buildArguments)) return;
      const finding = oneSpace(document, run, before);
      if (finding) report(finding);
    });
  }),
};

/** The programs of these systems do: one space is how BSD writes it. */
function takesOneSpace(
  document: DockerfileDocument,
  run: Instruction,
  buildArguments: ReadonlyMap<string, string> | undefined,
): boolean {
  const family = baseFamily(document, run.stageIndex, buildArguments);
  if (family !== undefined) return family !== 'alpine';
  const commands = commandsOf(document);
  return ['apt-get', 'apt', 'yum', 'dnf'].some((name) => commands.has(name)) && !commands.has('apk');
}

const line = /^(["']?)(\$?[\w{}]+) ([^ *"'][^ "']*)\1$/;

function oneSpace(document: DockerfileDocument, run: Instruction, { args }: ShellCommand): Finding | undefined {
  const [first, second, ...more] = args;
  if (!first || more.length > 0) return undefined;
  const message = l10n.t('There is only one space between the checksum and the file name; write two');
  if (!second) {
    const written = document.text.slice(first.start, first.end);
    const [, quote = '', sum = '', file = ''] = line.exec(written) ?? [];
    if (quote === '' || run.json) return undefined;
    const text = { start: first.start + 1, end: first.end - 1 };
    const range = document.rangeOf(text);
    return {
      range,
      message,
      fix: { title: l10n.t('Write two spaces'), edits: [{ range, text: `${sum}  ${file}` }], safe: true },
    };
  }
  if (!/^(\$\{?\w+\}?|[0-9a-f]{32,})$/.test(first.value) || /^[ *]/.test(second.value)) return undefined;
  const range = document.rangeOf({ start: first.start, end: second.end });
  const isPlain = isAsWritten(document, first) && isAsWritten(document, second) && !run.json;
  const text = `"${first.value}  ${second.value}"`;
  // What a shell would expand outside of quotes, and not inside.
  const isSame = isPlain && !/[*?[~"'`\\]/.test(second.value);
  return {
    range,
    message,
    fix: isSame ? { title: l10n.t('Write two spaces, in quotes'), edits: [{ range, text }], safe: true } : undefined,
  };
}
