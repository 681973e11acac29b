// Scripts for sh do not use what only bash understands, where the base's sh is another.
import * as l10n from '@vscode/l10n';
import {
  type BashConstruct,
  bashConstructs,
  mayHaveBashCommand,
  mayHaveBashSyntax,
  type SmallShell,
} from '../knowledge/shell-constructs.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Fix, Report, Rule } from '../rule-parts/rule.ts';
import { bashConstructsIn, type UsedConstruct } from '../shell/bash-constructs.ts';
import { type ShellText, shellScript, shellTexts } from '../shell/shell.ts';
import { knowsNoPipefail, mayHaveSmallShell, smallShell } from '../shell/small-shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';
import type { Span } from '../text/range.ts';

export const shellSyntaxOfBase: Rule = {
  id: 'shell-syntax-of-base',
  aliases: [...new Set(Object.values(bashConstructs).map(({ shellCheck }) => shellCheck))].sort(),
  severity: 'warning',
  title: l10n.t("Use only syntax that the base image's shell supports"),
  why: l10n.t(
    'RUN runs its script with /bin/sh. In Debian and Ubuntu images that is dash, in Alpine it is busybox: small shells that lack many features of bash. They fail, or read the syntax differently and continue. Use syntax that every shell supports, or select bash with SHELL.',
  ),
  bad: 'FROM debian:12\nRUN ⟦source⟧ /opt/env.sh && make\n',
  good: 'FROM debian:12\nRUN . /opt/env.sh && make\n',
  check(document, report) {
    if (!mayHaveSmallShell(document)) return;
    const hasSyntax = mayHaveBashSyntax(document.text);
    for (const outer of instructionsOf(document, 'RUN', 'CMD', 'ENTRYPOINT', 'ONBUILD')) {
      const instruction = outer.inner ?? outer;
      const hasCommand = mayHaveBashCommand(shellScript(document, instruction).commands);
      if (!hasCommand && !hasSyntax) continue;
      for (const script of shellTexts(document, instruction)) {
        if (hasCommand || mayHaveBashSyntax(script.text)) reportScript(document, instruction, script, report);
      }
    }
  },
};

function reportScript(
  document: DockerfileDocument,
  instruction: Instruction,
  { text, span, shell }: ShellText,
  report: Report,
): void {
  const used = bashConstructsIn(text);
  const small = used.length > 0 ? smallShell(document, instruction, shell) : undefined;
  if (!small) return;
  for (const construct of used) {
    const known: BashConstruct = bashConstructs[construct.name];
    if (known.onlyDash && small !== 'dash') continue;
    if (construct.isTried && canBeTried.has(construct.name)) continue;
    if (construct.name === 'pipefail' && !knowsNoPipefail(document, instruction)) continue;
    if (construct.name.startsWith('variable') && isSet(document, construct.text)) continue;
    const place = span(construct.start, construct.end);
    report({
      range: document.rangeOf(place),
      message: messageOf(known, construct, small),
      aliases: [known.shellCheck],
      fix: fixOf(document, construct, place),
    });
  }
}

/** Those who write `shopt -s x || true` know that it may fail. */
const canBeTried = new Set(['builtin', 'pipefail', 'setOption', 'trapErr', 'typeOption', 'exportOption', 'source']);

/** A variable that the Dockerfile, or the script, gives a value of its own. */
function isSet({ text }: DockerfileDocument, expansion: string): boolean {
  const name = expansion.replaceAll(/\W/g, '');
  return new RegExp(`\\b${name}=|^\\s*(?:ARG|ENV)\\s[^\\n]*\\b${name}\\b|\\bread\\b[^\\n]*\\b${name}\\b`, 'im').test(
    text,
  );
}

function messageOf({ title, effect, remedy }: BashConstruct, { text }: UsedConstruct, shell: SmallShell): string {
  const what = title?.() ?? excerpt(text);
  const advice = remedy?.() ?? l10n.t('select bash with SHELL');
  return effect === undefined
    ? l10n.t('sh in this image is {0}, which does not support {1}; {2}', shell, what, advice)
    : l10n.t('sh in this image is {0}, which does not support {1} ({2}); {3}', shell, what, effect(), advice);
}

function fixOf(document: DockerfileDocument, { plain, text }: UsedConstruct, place: Span): Fix | undefined {
  // Inside of a string that is written with escapes, its place is not known so well.
  if (plain === undefined || document.text.slice(place.start, place.end) !== text) return undefined;
  return {
    title: l10n.t('Replace {1} with {0}', excerpt(plain), excerpt(text)),
    edits: [{ range: document.rangeOf(place), text: plain }],
    safe: false,
  };
}
