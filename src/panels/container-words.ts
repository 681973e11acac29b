// What is said of a container's state, for its page. Pure, and for a browser, too: ages are told at the moment of showing.
import * as l10n from '@vscode/l10n';
import { exitMeaning } from '../engine/exit-code.ts';
import { formatAge, formatDuration, formatSpan } from '../quantities.ts';
import type { ContainerFacts } from './container-facts.ts';

/** Why a container is not running. */
export const stopSentences = {
  exited: (code: number) => l10n.t('exited with code {0}', code),
  noStart: (error: string) => l10n.t('It could not start: {0}', error),
  outOfMemory: () => l10n.t('It ran out of memory: the kernel ended it because it exceeded its memory limit.'),
  ranFor: (time: string) => l10n.t('It ran for {0}.', time),
  succeeded: () => l10n.t('Exit code 0: its program ended successfully.'),
  foreseen: (code: number, meaning: string) => l10n.t('Exit code {0}: {1}.', code, meaning),
  reportedFailure: () => l10n.t('Exit code 1: its program reported a failure. Its last output usually says why.'),
  bySignal: (code: number, signal: number) => l10n.t('Exit code {0}: it was ended by signal {1}.', code, signal),
  ofProgram: (code: number) =>
    l10n.t('Exit code {0}: the program decides what this means; see its documentation.', code),
};

type StateFacts = Pick<
  ContainerFacts,
  'state' | 'exitCode' | 'outOfMemory' | 'error' | 'startedAt' | 'finishedAt' | 'health'
>;

/** How it is, at a glance: never told by the colour alone. */
export type Mood = 'good' | 'busy' | 'bad' | 'quiet';

export const stateNames: Readonly<Record<ContainerFacts['state'], string>> = {
  created: l10n.t('created'),
  running: l10n.t('running'),
  paused: l10n.t('paused'),
  restarting: l10n.t('restarting'),
  removing: l10n.t('being removed'),
  exited: l10n.t('exited'),
  dead: l10n.t('dead'),
};

/** `running for 3 minutes`, `exited with code 137, 2 hours ago`. `now`: milliseconds since 1970. */
export function stateLine(facts: StateFacts, now: number): string {
  const { state, exitCode, startedAt, finishedAt } = facts;
  const name = stateNames[state];
  const isUp = state === 'running' || state === 'paused';
  if (isUp)
    return startedAt === undefined ? name : l10n.t('{0} for {1}', name, formatSpan(Math.max(0, now - startedAt)));
  if (state !== 'exited' || exitCode === undefined) return name;
  const exited = stopSentences.exited(exitCode);
  return finishedAt === undefined ? exited : `${exited}, ${formatAge(finishedAt, now)}`;
}

export function moodOf({ state, exitCode, error, health }: StateFacts): Mood {
  if (state === 'running')
    return health?.status === 'unhealthy' ? 'bad' : health?.status === 'starting' ? 'busy' : 'good';
  if (state === 'restarting' || state === 'removing' || state === 'paused') return 'busy';
  if (state === 'dead' || error !== '') return 'bad';
  return state === 'exited' && exitCode !== undefined && exitCode !== 0 && !exitMeaning(exitCode)?.wanted
    ? 'bad'
    : 'quiet';
}

/** Why it is not running, as whole sentences; empty while it runs or before its first run. */
export function whyStopped(facts: StateFacts): readonly string[] {
  const { state, exitCode, outOfMemory, error, startedAt, finishedAt } = facts;
  if (state === 'running' || state === 'paused') return [];
  const reasons: string[] = [];
  if (error !== '') reasons.push(stopSentences.noStart(error));
  if (outOfMemory) reasons.push(stopSentences.outOfMemory());
  if (exitCode !== undefined && (state === 'exited' || state === 'dead' || state === 'restarting')) {
    const meaning = exitSentence(exitCode, outOfMemory);
    if (meaning !== undefined && (error === '' || exitCode !== 0)) reasons.push(meaning);
  }
  if (startedAt !== undefined && finishedAt !== undefined && finishedAt >= startedAt) {
    reasons.push(stopSentences.ranFor(formatDuration(finishedAt - startedAt)));
  }
  return reasons;
}

function exitSentence(code: number, outOfMemory: boolean): string | undefined {
  if (code === 0) return stopSentences.succeeded();
  if (code === 137 && outOfMemory) return undefined;
  const meaning = exitMeaning(code);
  if (meaning) return stopSentences.foreseen(code, meaning.long);
  if (code === 1) return stopSentences.reportedFailure();
  if (code > 128 && code < 160) return stopSentences.bySignal(code, code - 128);
  return stopSentences.ofProgram(code);
}
