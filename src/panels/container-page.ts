// A container as a page to be read: what `docker inspect` says, in the order in which one asks.
import * as l10n from '@vscode/l10n';
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
      [l10n.t('State'), stateWords(details)],
      [
        l10n.t('Health'),
        health &&
          (health.failingStreak > 0
            ? l10n.t('{0}, consecutive failures: {1}', health.status, health.failingStreak)
            : health.status),
      ],
      [l10n.t('Started'), details.startedAt === undefined ? l10n.t('never') : formatAge(details.startedAt, now)],
      [
        l10n.t('Exited'),
        !details.running && details.finishedAt !== undefined ? formatAge(details.finishedAt, now) : undefined,
      ],
      [l10n.t('Ran for'), runTime(details)],
      [l10n.t('Could not start'), details.error],
      [l10n.t('Image'), details.image],
      [l10n.t('Image ID'), details.imageId],
      [l10n.t('Entrypoint'), jsonWords(argumentsWithoutSecrets(details.entrypoint))],
      [l10n.t('Command'), jsonWords(argumentsWithoutSecrets(details.command))],
      [l10n.t('Working directory'), details.workingDirectory || '/'],
      [l10n.t('User'), details.user || l10n.t('root (not set)')],
      [l10n.t('Terminal'), details.tty ? l10n.t('yes ({0})', '-t') : l10n.t('no')],
      [l10n.t('Input'), details.openStdin ? l10n.t('open ({0})', '-i') : l10n.t('closed')],
      [l10n.t('Restart policy'), l10n.t('{0}, restarts: {1}', details.restartPolicy || 'no', details.restartCount)],
      [l10n.t('Removed on exit'), details.autoRemove ? l10n.t('yes ({0})', '--rm') : l10n.t('no')],
      [l10n.t('ID'), details.id],
    ]),
    ...listSection(l10n.t('Ports'), [...new Set(details.ports.map(portWords))]),
    ...listSection(
      l10n.t('Networks'),
      details.networks.map(({ name, address }) => (address ? `${name}: ${address}` : name)),
    ),
    ...mountsSection(details),
    ...listSection(l10n.t('Environment'), details.environment.map(withoutSecret)),
    ...listSection(
      l10n.t('Labels'),
      Object.entries(details.labels).map(([name, value]) => `${name} = ${value}`),
    ),
    ...healthSection(details, now),
    l10n.t('For the full output of the engine, use *Inspect Container*.'),
  ]);
}

function stateWords({ state, exitCode, outOfMemory }: ContainerDetails): string {
  if (exitCode === undefined || state === 'running') return state;
  const meaning = exitMeaning(exitCode)?.long;
  const words =
    meaning === undefined
      ? l10n.t('{0}, exit code {1}', state, exitCode)
      : l10n.t('{0}, exit code {1} ({2})', state, exitCode, meaning);
  return outOfMemory ? l10n.t('{0}, out of memory', words) : words;
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
  if (publicPort === undefined) return l10n.t('{0}, not published', inside);
  const host = address?.includes(':') ? `[${address}]` : (address ?? '');
  return l10n.t('{0} at {1}', inside, host === '' ? publicPort : `${host}:${publicPort}`);
}

function mountsSection({ mounts }: ContainerDetails): string[] {
  if (mounts.length === 0) return [];
  const rows = mounts.map(({ kind, source, destination, readOnly }) => [
    plainText(destination),
    kind,
    plainText(source),
    readOnly ? l10n.t('read-only') : l10n.t('read-write'),
  ]);
  return [
    `## ${l10n.t('Mounts')}`,
    table([l10n.t('Path in the container'), l10n.t('Type'), l10n.t('Source'), ''], rows),
  ];
}

function healthSection({ health }: ContainerDetails, now: number): string[] {
  if (!health || health.log.length === 0) return [];
  const rows = [...health.log]
    .reverse()
    .map(({ endedAt, exitCode, output }) => [formatAge(endedAt, now), String(exitCode), plainText(output.trim())]);
  return [`## ${l10n.t('Health checks')}`, table([l10n.t('Time'), l10n.t('Exit code'), l10n.t('Output')], rows)];
}
