// Which containers fit a command, and what is said where none does.
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';

export const containerIsRunning = ({ state }: Container): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting';
export const containerNameOf = ({ name }: Container): string => name;

export const noContainer = l10n.t('There are no containers on this engine yet. Run an image to create one.');
export const noneRunning = l10n.t('No container is running. Start one, or run an image.');
