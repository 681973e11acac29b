// Which containers fit a command, and what is said where none does.
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { UserError } from '../../user-error.ts';

export const containerIsRunning = ({ state }: Container): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting';
export const containerNameOf = ({ name }: Container): string => name;

export const noContainer = l10n.t('There are no containers on this engine yet. Run an image to create one.');
export const noneRunning = l10n.t('No container is running. Start one, or run an image.');

/** Does what no engine does in a container that is paused: says so there, and offers to do it once that is ended. */
export async function whereNotPaused(
  engine: Engine,
  { id, name, state }: Container,
  work: () => Promise<void>,
): Promise<void> {
  if (state !== 'paused') return work();
  throw new UserError('conflict', isPaused(name), {
    offer: {
      title: l10n.t('Unpause'),
      run: async () => {
        await engine.containers.unpause(id);
        await work();
      },
    },
  });
}

export const isPaused = (name: string) => l10n.t('"{0}" is paused. Unpause it first.', name);
