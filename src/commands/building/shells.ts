// What a user can do with the state of a build at a line: open a shell in it, above all where a step failed.

import * as l10n from '@vscode/l10n';
import type { BuildHistory } from '../../builds/history.ts';
import type { BuildRecord } from '../../builds/record.ts';
import { instructionAt } from '../../builds/shell-plan.ts';
import { type DockerfileDocument, type Instruction, parseDockerfile } from '../../dockerfile/text/document.ts';
import { type Offer, UserError } from '../../user-error.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import type { Host } from '../host/host.ts';
import { onSameEngine, plainCommands } from '../host/on-engine.ts';
import { chooseBuild } from './choose-build.ts';
import { chooseDockerfile } from './choose-dockerfile.ts';
import { completed, lastEngine, profileFor } from './profiles.ts';
import { openShellAt } from './shell-at-line.ts';

export const shellCommands = plainCommands(
  {
    'longshore.dockerfile.shellBefore': (services: CommandServices, target?: DockerfileTarget): Promise<void> =>
      openAtLine(services, target, 'before', l10n.t('Open a Shell before a Line')),

    'longshore.dockerfile.shellAfter': (services: CommandServices, target?: DockerfileTarget): Promise<void> =>
      openAtLine(services, target, 'after', l10n.t('Open a Shell after a Line')),

    'longshore.build.shell': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const title = l10n.t('Open a Shell in a Failed Step');
      const build = await chooseBuild(services, ids, title, ({ outcome }) => outcome === 'failed');
      await openInFailedStep(services, build);
    },
  },
  {
    'longshore.dockerfile.shellBefore': {
      title: l10n.t('Open Shell before This Line'),
      docker: calls('build', 'containers.create'),
    },
    'longshore.dockerfile.shellAfter': {
      title: l10n.t('Open Shell after This Line'),
      docker: calls('build', 'containers.create'),
    },
    'longshore.build.shell': {
      title: l10n.t('Open Shell in the Failed Step'),
      docker: calls('build', 'containers.create'),
    },
  },
);

async function openAtLine(
  services: CommandServices,
  target: DockerfileTarget | undefined,
  where: 'before' | 'after',
  title: string,
): Promise<void> {
  const { host } = services;
  const chosen = await chooseDockerfile(services, target, title);
  const { dockerfile } = chosen;
  const cursor = host.activeDockerfile() === dockerfile ? host.cursorLine() : undefined;
  const document = parseDockerfile(await host.savedText(dockerfile));
  const line = chosen.line ?? cursor;
  const instruction =
    line === undefined ? await chooseInstruction(host, document, title) : instructionAt(document, line);
  if (!instruction) {
    throw new UserError('build-input', l10n.t('There is no step at this line. Choose a line below the first FROM.'));
  }
  const onIt = await onSameEngine(services, lastEngine(host, dockerfile));
  const profile = await completed(host, profileFor(host, dockerfile));
  await openShellAt(onIt, { dockerfile, document, instruction, where, profile });
}

function chooseInstruction(host: Host, document: DockerfileDocument, title: string): Promise<Instruction> {
  return host.pick(
    title,
    l10n.t('Line'),
    document.instructions
      .filter(({ stageIndex }) => stageIndex >= 0)
      .map((instruction) => {
        const { line } = document.positionAt(instruction.start);
        return {
          label: document.lineText(line).trim(),
          description: l10n.t('line {0}', line + 1),
          icon: 'symbol-event',
          value: instruction,
        };
      }),
  );
}

/** The way into the step that a build has failed in; undefined: it failed in none. */
export function failedStepOffer(services: CommandServices, build: BuildRecord): Offer | undefined {
  if (!failedStepNow(services.builds, build)) return undefined;
  return { title: l10n.t('Open Shell in the Failed Step'), run: () => openInFailedStep(services, build) };
}

async function openInFailedStep(services: CommandServices, build: BuildRecord): Promise<void> {
  const { host, builds } = services;
  const { dockerfile, engine } = build;
  const found = failedStepNow(builds, build) ?? failedStepIn(parseDockerfile(await host.savedText(dockerfile)), build);
  if (!found) {
    throw new UserError(
      'not-found',
      l10n.t('The failed step is not in the Dockerfile as it is now. Build it again, and open the shell then.'),
    );
  }
  const onIt = await onSameEngine(services, engine);
  await openShellAt(onIt, { ...found, dockerfile, where: 'before', profile: await completed(host, build.profile) });
}

interface FailedStep {
  readonly document: DockerfileDocument;
  readonly instruction: Instruction;
}

/** Of a build that this window has followed: its text is known. */
function failedStepNow({ followed }: BuildHistory, { id, dockerfile }: BuildRecord): FailedStep | undefined {
  const build = followed(dockerfile);
  if (build?.record.id !== id) return undefined;
  const failed = build.lines
    .states()
    .find(({ state, instruction }) => state === 'failed' && instruction.keyword !== 'FROM');
  return failed && { document: build.lines.document, instruction: failed.instruction };
}

function failedStepIn(document: DockerfileDocument, { steps }: BuildRecord): FailedStep | undefined {
  const failed = steps.find(({ state }) => state === 'failed');
  const instruction = failed && instructionAt(document, failed.line);
  const isThere =
    instruction && document.lineText(failed.line).trim() === failed.text && instruction.keyword !== 'FROM';
  return isThere ? { document, instruction } : undefined;
}
