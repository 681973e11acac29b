// A container as a page to be read: what `docker inspect` says, in the order in which one asks.
import { argumentsWithoutSecrets } from '../dockerfile/knowledge/hidden-values.ts';
import type { ContainerDetails, Port } from '../engine/container-api.ts';
import { exitMeaning } from '../engine/exit-code.ts';
import { formatAge, formatDuration } from '../quantities.ts';
import { factTable, listSection, pageOf, plainText, table, withoutSecret } from './page.ts';

/** `now`: milliseconds since 1970. */
export function containerPage(details: ContainerDetails, now: number): string {
  const { health } = details;
  return pageOf(details.name, [
    factTable([
      ['State', stateWords(details)],
      [
        'Health',
        health &&
          `${health.status}${health.failingStreak > 0 ? `, failed ${health.failingStreak} times in a row` : ''}`,
      ],
      ['Started', details.startedAt === undefined ? 'never' : formatAge(details.startedAt, now)],
      ['Ended', !details.running && details.finishedAt !== undefined ? formatAge(details.finishedAt, now) : undefined],
      ['Ran for', runTime(details)],
      ['Could not start', details.error],
      ['Image', details.image],
      ['Image id', details.imageId],
      ['Entrypoint', jsonWords(argumentsWithoutSecrets(details.entrypoint))],
      ['Command', jsonWords(argumentsWithoutSecrets(details.command))],
      ['Working directory', details.workingDirectory || '/'],
      ['User', details.user || 'root (none is set)'],
      ['Terminal', `${details.tty ? 'yes (-t)' : 'no'}, input ${details.openStdin ? 'open (-i)' : 'closed'}`],
      ['Restart policy', `${details.restartPolicy || 'no'}, restarted ${details.restartCount} times`],
      ['Removed at its end', details.autoRemove ? 'yes (--rm)' : 'no'],
      ['Id', details.id],
    ]),
    ...listSection('Ports', [...new Set(details.ports.map(portWords))]),
    ...listSection(
      'Networks',
      details.networks.map(({ name, address }) => (address ? `${name}: ${address}` : name)),
    ),
    ...mountsSection(details),
    ...listSection('Environment', details.environment.map(withoutSecret)),
    ...listSection(
      'Labels',
      Object.entries(details.labels).map(([name, value]) => `${name} = ${value}`),
    ),
    ...healthSection(details, now),
    'The engine’s whole answer: the command *Inspect Container*.',
  ]);
}

function stateWords({ state, exitCode, outOfMemory }: ContainerDetails): string {
  if (exitCode === undefined || state === 'running') return state;
  const meaning = exitMeaning(exitCode)?.long;
  return `${state} with code ${exitCode}${meaning === undefined ? '' : ` (${meaning})`}${outOfMemory ? ', out of memory' : ''}`;
}

function runTime({ running, startedAt, finishedAt }: ContainerDetails): string | undefined {
  const ended = !running && startedAt !== undefined && finishedAt !== undefined && finishedAt >= startedAt;
  return ended ? formatDuration(finishedAt - startedAt) : undefined;
}

/** As in a Dockerfile: the borders between the words are seen. */
function jsonWords(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : JSON.stringify(words);
}

function portWords({ privatePort, publicPort, address, protocol }: Port): string {
  const inside = `${privatePort}/${protocol}`;
  if (publicPort === undefined) return `${inside}, not published`;
  const host = address?.includes(':') ? `[${address}]` : (address ?? '');
  return `${inside} at ${host}${host === '' ? '' : ':'}${publicPort}`;
}

function mountsSection({ mounts }: ContainerDetails): string[] {
  if (mounts.length === 0) return [];
  const rows = mounts.map(({ kind, source, destination, readOnly }) => [
    plainText(destination),
    kind,
    plainText(source),
    readOnly ? 'read only' : 'read and write',
  ]);
  return ['## Mounts', table(['In the container', 'Kind', 'From', ''], rows)];
}

function healthSection({ health }: ContainerDetails, now: number): string[] {
  if (!health || health.log.length === 0) return [];
  const rows = [...health.log]
    .reverse()
    .map(({ endedAt, exitCode, output }) => [formatAge(endedAt, now), String(exitCode), plainText(output.trim())]);
  return ['## Health checks', table(['When', 'Exit code', 'Output'], rows)];
}
