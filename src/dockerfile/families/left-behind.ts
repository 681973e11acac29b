// The family of rules about what package managers leave in a layer: lists, caches. What a later RUN removes is still in the
// layer below, so it must go in the same RUN.

import * as l10n from '@vscode/l10n';
import { isInProduct } from '../meaning/product.ts';
import { mountTargets } from '../meaning/run-mounts.ts';
import { aliasesOf } from '../packages/managers.ts';
import { appendStep } from '../rule-parts/append-step.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { type ShellCommand, shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Span } from '../text/range.ts';
import { onceForEach } from '../text/read-once.ts';

/** A call that leaves something. */
export interface Leaving {
  readonly command: ShellCommand;
  readonly run: Instruction;
  readonly inOnbuild: boolean;
  /** The words to point at. */
  readonly head: Span;
}

export interface LeftBehind {
  /** Stages that do not end up in the image may keep theirs: those that do, the others, or (if nothing is said) all. */
  readonly stages?: 'product' | 'others';
  /** In the order of the file. */
  calls(document: DockerfileDocument): readonly Leaving[];
  /** Whether a command removes what this call left. */
  cleans(command: ShellCommand, call: Leaving): boolean;
  /** Whether folders mounted at these places hold all that is left. */
  isMounted(targets: readonly string[]): boolean;
  /** The command that removes it. */
  remedy(call: Leaving): string;
}

export interface Left {
  readonly call: Leaving;
  readonly run: Instruction;
}

const none: readonly Left[] = [];

/** At most one for each RUN: the first call after whose kin nothing is cleaned. */
export const leftBehind = onceForEach((document, kind: LeftBehind): readonly Left[] => {
  const leaving = kind.calls(document);
  if (leaving.length === 0) return none;
  const lefts: Left[] = [];
  const seen = new Map<Instruction, Leaving[]>();
  for (const call of leaving) {
    const same = seen.get(call.run);
    if (same) same.push(call);
    else seen.set(call.run, [call]);
  }
  for (const [run, calls] of seen) {
    const [first] = calls;
    if (!first || (kind.stages && (kind.stages === 'product') !== isInProduct(document, run, first.inOnbuild)))
      continue;
    const targets = mountTargets(document, run);
    if (targets.length > 0 && kind.isMounted(targets)) continue;
    const { commands } = shellScript(document, run);
    const lastCleanings = new Map<string, number>();
    const left = calls.find((call) => {
      const { name, start } = call.command;
      const last = lastCleanings.get(name) ?? lastCleaning(commands, kind, call);
      lastCleanings.set(name, last);
      return last < start;
    });
    if (left) lefts.push({ call: left, run });
  }
  return lefts;
});

/** Where the last command stands that cleans; -1 if none does. It is the same for all calls of one program. */
function lastCleaning(commands: readonly ShellCommand[], kind: LeftBehind, call: Leaving): number {
  return commands.reduce((last, command) => (kind.cleans(command, call) ? Math.max(last, command.start) : last), -1);
}

/** The remedy as a last step; none behind sudo and its kind, whose rights it would not have. */
export function cleaningFix(document: DockerfileDocument, { call, run }: Left, kind: LeftBehind, safe = true) {
  if (call.command.wrapperCount > 0) return undefined;
  const remedy = kind.remedy(call);
  const edits = appendStep(document, run, remedy);
  return edits.length === 0 ? undefined : { title: l10n.t('Add {0}', remedy), edits, safe };
}

/** A rule about one kind, whose fix is safe. */
export function leftBehindCheck(kind: LeftBehind, message: (call: Leaving) => string): Rule['check'] {
  return (document, report) => {
    for (const left of leftBehind(document, kind)) {
      report({
        range: document.rangeOf(left.call.head),
        aliases: aliasesOf(left.call.command.name),
        message: message(left.call),
        fix: cleaningFix(document, left, kind),
      });
    }
  };
}

/** `rm -rf /var/lib/apt/lists/*`, `find /var/lib/apt/lists -delete` */
export function removes({ name, args }: ShellCommand, path: RegExp): boolean {
  if (name !== 'rm' && name !== 'find' && name !== 'unlink') return false;
  return args.some(({ value }) => path.test(value));
}
