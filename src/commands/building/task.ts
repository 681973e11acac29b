// A build as a task of the editor: nobody is asked, the exit code says how it went, and a failure is a line that a problem
// matcher reads.
import * as l10n from '@vscode/l10n';
import type { BuildHistory } from '../../builds/history.ts';
import { UserError } from '../../user-error.ts';
import type { CommandServices } from '../host/command.ts';
import { onSameEngine } from '../host/on-engine.ts';
import type { TerminalScreen } from '../host/terminals.ts';
import { plainLine, red, yellow } from '../terminals/terminal-text.ts';
import { listNames } from '../text/count-and-list.ts';
import { contextWarning } from './build-context.ts';
import { lastEngine, profileFor, profileNamed, type RememberedProfile } from './profiles.ts';
import { prepareBuild, runBuild } from './program.ts';

export interface BuildTask {
  /** Absolute path. */
  readonly dockerfile: string;
  /** The stage to build to. */
  readonly target?: string | undefined;
  /** Name of a profile of the settings; undefined: as Build does it. */
  readonly profile?: string | undefined;
}

/** As a shell says of a program that Ctrl+C has ended. */
const interrupted = 130;

/** Answers the exit code; throws nothing that it has not written. */
export async function runBuildTask(
  services: CommandServices,
  task: BuildTask,
  screen: TerminalScreen,
): Promise<number> {
  const { host, builds } = services;
  const { dockerfile, target } = task;
  try {
    const { withheldArgs = [], ...profile }: RememberedProfile =
      task.profile === undefined ? profileFor(host, dockerfile) : profileNamed(host, dockerfile, task.profile);
    if (withheldArgs.length > 0) {
      throw new UserError('invalid', valuesNotKept(listNames(withheldArgs)));
    }
    const onIt = await onSameEngine(services, lastEngine(host, dockerfile));
    const prepared = await prepareBuild(
      onIt,
      { dockerfile, ...(target === undefined ? {} : { stage: target }) },
      profile,
    );
    const warning = await contextWarning(host, prepared.request.contextFolder, dockerfile);
    if (warning !== undefined) screen.write(`${yellow(lines(warning))}\r\n\r\n`);
    return (await runBuild(onIt, prepared, screen)) === undefined ? interrupted : 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = failedLine(builds, dockerfile, message);
    // The contributed problem matcher reads this line.
    screen.write(`\r\n${red(`${dockerfile}:${line + 1}: error: ${plainLine(message.split('\n', 1)[0] ?? '')}`)}\r\n`);
    return 1;
  }
}

/** From zero: where it failed, as far as anyone knows. */
function failedLine({ records }: BuildHistory, dockerfile: string, message: string): number {
  const last = records.find((record) => record.dockerfile === dockerfile);
  const failed = last?.error === message ? last.steps.find(({ state }) => state === 'failed') : undefined;
  return failed?.line ?? 0;
}

const lines = (text: string) => text.replaceAll('\n', '\r\n');

export const valuesNotKept = (names: string) =>
  l10n.t(
    'The values of {0} were not saved, since they may be secrets. Set a profile in the task, and use build secrets for them.',
    names,
  );
