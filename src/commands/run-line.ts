// The `docker run …` line that does the same as a run of ours, quoted for a POSIX shell. Pure text.
import type { RequestedMount } from '../engine/container-api.ts';
import type { RunOptions } from './run-options.ts';
import { quoteWord } from './shell-words.ts';

/** One line; a value that holds a line break keeps it inside its quotes. `create`: `docker create`. */
export function dockerRunLine(options: RunOptions, create = false): string {
  const [program, ...programArguments] = options.entrypoint;
  const words = [
    'docker',
    create ? 'create' : 'run',
    ...(options.mode === 'detached' && !create ? ['-d'] : []),
    ...(options.mode === 'interactive' ? ['-it'] : []),
    ...(options.autoRemove ? ['--rm'] : []),
    ...(options.restartPolicy === 'no' ? [] : [`--restart=${options.restartPolicy}`]),
    ...(options.name === '' ? [] : ['--name', options.name]),
    ...options.ports.flatMap(({ hostPort, containerPort, protocol }) => [
      '-p',
      `${hostPort === undefined ? '' : `${hostPort}:`}${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`,
    ]),
    ...(options.environmentFile === '' ? [] : ['--env-file', options.environmentFile]),
    ...options.environment.flatMap((entry) => ['-e', entry.includes('=') ? entry : `${entry}=`]),
    ...options.mounts.flatMap(mountWords),
    ...(options.user === '' ? [] : ['--user', options.user]),
    ...(options.network === '' ? [] : ['--network', options.network]),
    // The command line takes one word as the entrypoint; its arguments stand before the command.
    ...(program === undefined ? [] : ['--entrypoint', program]),
    options.image,
    ...programArguments,
    ...options.command,
  ];
  return words.map(quoteWord).join(' ');
}

function mountWords({ kind, source, destination, readOnly }: RequestedMount): string[] {
  if (kind === 'tmpfs') return ['--tmpfs', destination];
  if (!`${source}${destination}`.includes(':')) {
    return ['-v', `${source === '' ? '' : `${source}:`}${destination}${readOnly ? ':ro' : ''}`];
  }
  // A colon inside of a path: -v would split there; --mount is comma-separated values with their own quotes.
  const fields = [`type=${kind}`, ...(source === '' ? [] : [`source=${source}`]), `destination=${destination}`];
  if (readOnly) fields.push('readonly');
  return ['--mount', fields.map(csvField).join(',')];
}

/** A field of `--mount`: comma-separated values. */
export function csvField(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
