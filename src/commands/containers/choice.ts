// Which containers fit a command, and what is said where none does.
import type { Container } from '../../engine/container-api.ts';

export const containerIsRunning = ({ state }: Container): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting';
export const containerNameOf = ({ name }: Container): string => name;

export const noContainer = 'There is no container on this engine yet. Run an image to get one.';
export const noneRunning = 'No container is running. Start one, or run an image.';
