// Mounts of a RUN as the builder takes them: their types, options and values, and what goes together.
import * as l10n from '@vscode/l10n';
import { isTrigger } from '../meaning/builder-instructions.ts';
import { type Resolve, visitFlags } from '../meaning/flags-with-variables.ts';
import { type RunMount, runMounts } from '../meaning/run-mounts.ts';
import { isNamedContext } from '../rule-parts/named-context.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { blankFault } from './valid-mount/blank.ts';
import type { MountFault } from './valid-mount/fault.ts';
import { fromFault } from './valid-mount/from.ts';
import { optionFaults } from './valid-mount/options.ts';
import { targetFault } from './valid-mount/target.ts';
import { wholeFault } from './valid-mount/together.ts';

export const validMount: Rule = {
  id: 'valid-mount',
  aliases: [],
  severity: 'error',
  title: l10n.t('Write valid mounts'),
  why: l10n.t(
    'RUN --mount=type=cache,target=/root/.npm has options, separated by commas without spaces. There are five types of mounts (bind, cache, tmpfs, secret, ssh), each with its own options. The builder rejects anything else, but only when it reaches that RUN.',
  ),
  bad: 'FROM node:22-slim\nRUN --mount=type=⟦cahce⟧,target=/root/.npm npm ci\n',
  good: 'FROM node:22-slim\nRUN --mount=type=cache,target=/root/.npm npm ci\n',
  check(document, report, surroundings) {
    visitFlags(
      document,
      ['mount'],
      (flag, run, resolve) => {
        const mount = runMounts(document, run).find((each) => each.flag === flag);
        if (!mount) return;
        const faults = faultsOf(document, run, mount, resolve).filter(
          // A context may stand in for a stage, and then it does not matter where that is.
          ({ span }) => span !== mount.from || !isNamedContext(surroundings, mount.from?.text),
        );
        for (const fault of faults) reportFault(document, fault, report);
      },
      surroundings.buildArguments,
    );
  },
};

function faultsOf(
  document: DockerfileDocument,
  run: Instruction,
  mount: RunMount,
  resolve: Resolve,
): readonly MountFault[] {
  if (mount.fault) {
    return [
      {
        span: mount.fault,
        message: l10n.t('A quote is in the wrong place; remove the quotes inside the mount'),
      },
    ];
  }
  const blank = blankFault(document, run, mount);
  if (blank) return [blank];
  const { faults, read } = optionFaults(mount, resolve);
  if (faults.length > 0) return faults;
  const own = isTrigger(run) ? undefined : (fromFault(document, run, mount) ?? targetFault(document, run, mount, read));
  const fault = wholeFault(mount, read) ?? own;
  return fault ? [fault] : [];
}

function reportFault(document: DockerfileDocument, { span, message, fix }: MountFault, report: Report): void {
  report({
    range: document.rangeOf(span),
    message,
    fix: fix && {
      title: fix.title,
      edits: [{ range: document.rangeOf(fix.span), text: fix.text }],
      safe: false,
    },
  });
}
