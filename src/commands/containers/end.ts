// The page that tells why a container stopped: what its exit code means, memory, restarts, health, its last words.
import * as l10n from '@vscode/l10n';
import { argumentsWithoutSecrets } from '../../dockerfile/knowledge/hidden-values.ts';
import type { ContainerDetails } from '../../engine/container-api.ts';
import { exitMeaning } from '../../engine/exit-code.ts';
import { formatAge, formatDuration } from '../../quantities.ts';

/**
 * Markdown. `lastLines` are the end of its log, or one sentence that says why it cannot be read; `now` in milliseconds
 * since 1970.
 */
export function whyItStopped(details: ContainerDetails, lastLines: readonly string[] | string, now: number): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    [l10n.t('State'), details.state],
    [l10n.t('Exit code'), details.exitCode === undefined ? undefined : exitWords(details)],
    [
      l10n.t('Out of memory'),
      details.outOfMemory ? l10n.t('yes: the kernel killed it, since it exceeded its memory limit') : l10n.t('no'),
    ],
    [l10n.t('Could not start'), details.error === '' ? undefined : details.error],
    [l10n.t('Exited'), details.finishedAt === undefined ? undefined : formatAge(details.finishedAt, now)],
    [l10n.t('Ran for'), runTime(details)],
    [l10n.t('Restarts'), l10n.t('{0} by the policy "{1}"', details.restartCount, details.restartPolicy || 'no')],
    [l10n.t('Command'), argumentsWithoutSecrets([...details.entrypoint, ...details.command]).join(' ')],
    [l10n.t('Image'), details.image],
  ];
  return [
    `# ${details.running ? l10n.t('Status of {0}', escapeMarkdown(details.name)) : l10n.t('Why {0} stopped', escapeMarkdown(details.name))}`,
    details.running ? l10n.t('It is running. These are the facts of the current run.') : '',
    facts
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `- **${name}:** ${escapeMarkdown(String(value))}`)
      .join('\n'),
    ...healthSection(details, now),
    `## ${l10n.t('Last output')}`,
    lastWords(lastLines),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function lastWords(lastLines: readonly string[] | string): string {
  if (typeof lastLines === 'string') return escapeMarkdown(lastLines);
  return lastLines.length === 0 ? l10n.t('There is no output.') : codeBlock(lastLines.join('\n'));
}

function exitWords({ exitCode = 0, outOfMemory }: ContainerDetails): string {
  if (exitCode === 0) return l10n.t('0: success');
  // 137 alone leaves open who killed it.
  if (exitCode === 137 && outOfMemory) return l10n.t('137: killed (SIGKILL), out of memory');
  const meaning = exitMeaning(exitCode);
  if (meaning) return `${exitCode}: ${meaning.long}`;
  if (exitCode === 1) return l10n.t('1: a failure that the program reported; see its log');
  if (exitCode > 128 && exitCode < 160) return l10n.t('{0}: ended by signal {1}', exitCode, exitCode - 128);
  return l10n.t('{0}: an exit code of the program; see its documentation', exitCode);
}

function runTime({ startedAt, finishedAt }: ContainerDetails): string | undefined {
  return startedAt === undefined || finishedAt === undefined || finishedAt < startedAt
    ? undefined
    : formatDuration(finishedAt - startedAt);
}

function healthSection({ health }: ContainerDetails, now: number): string[] {
  if (health === undefined) return [];
  const entries = health.log.map(
    ({ endedAt, exitCode, output }) =>
      `- ${formatAge(endedAt, now)}, ${exitCode === 0 ? l10n.t('healthy') : l10n.t('failed ({0})', exitCode)}\n\n${indent(codeBlock(output.trimEnd() || l10n.t('(no output)')))}`,
  );
  return [
    `## ${l10n.t('Health')}`,
    l10n.t('{0}; consecutive failures: {1}', health.status, health.failingStreak),
    entries.join('\n'),
  ];
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

/** Fenced by more backquotes than the text has in a row: whatever a program printed stays text. */
export function codeBlock(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${text}\n${fence}`;
}

/** Names and labels come from strangers: none of their characters may become markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>&~]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
