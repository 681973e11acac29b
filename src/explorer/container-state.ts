// How a container is, at a glance: an icon that differs by its shape and not by colour alone, a word, and the same with its age
// where there is room. The one reader of that; ages are counted from when it was so, never told as an engine once worded them.
import * as l10n from '@vscode/l10n';
import type { Container, ContainerState } from '../engine/container-api.ts';
import type { Doing } from '../engine/doings.ts';
import { exitMeaning } from '../engine/exit-code.ts';
import { formatAge } from '../quantities.ts';
import type { Tone } from './kind.ts';

interface Look {
  readonly icon: string;
  readonly tone: Tone;
  /** `unhealthy`, `exited (1)`, `Stopping…` */
  readonly words: string;
  /** 0 is the worst. */
  readonly rank: number;
}

export interface ContainerLook extends Look {
  /** Somebody should look at it. */
  readonly isWrong: boolean;
  /** It runs, and there is nothing else to say. */
  readonly isPlain: boolean;
}

/** Of `rank`: from here on nothing is wrong. */
const wrong = 3;
const plain = 6;

export const stateWords: Readonly<Record<ContainerState, string>> = {
  running: l10n.t('running'),
  paused: l10n.t('paused'),
  restarting: l10n.t('restarting'),
  removing: l10n.t('being removed'),
  created: l10n.t('created'),
  exited: l10n.t('exited'),
  dead: l10n.t('dead'),
};

export const containerStates = Object.keys(stateWords) as readonly ContainerState[];

/** Runs, or will again by itself: one that goes to and fro between these stays where it is. */
export const isStarted = ({ state }: Pick<Container, 'state'>): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting';

const doingWords: Readonly<Record<Doing, string>> = {
  starting: l10n.t('Starting…'),
  stopping: l10n.t('Stopping…'),
  restarting: l10n.t('Restarting…'),
  removing: l10n.t('Removing…'),
};

type PlainState = Exclude<ContainerState, 'exited' | 'restarting' | 'running'>;

const plainLooks: Readonly<Record<PlainState, Look>> = {
  dead: { icon: 'circle-slash', tone: 'bad', words: stateWords.dead, rank: 0 },
  paused: { icon: 'debug-pause', tone: 'busy', words: stateWords.paused, rank: 4 },
  removing: { icon: 'trash', tone: 'busy', words: stateWords.removing, rank: 5 },
  created: { icon: 'vm-outline', tone: 'quiet', words: stateWords.created, rank: 8 },
};

export function containerLook(container: Container, doing?: Doing): ContainerLook {
  const look = lookOf(container, doing);
  return { ...look, isWrong: look.rank < wrong, isPlain: look.rank === plain };
}

function lookOf(container: Container, doing: Doing | undefined): Look {
  if (doing) return { icon: 'loading~spin', tone: 'busy', words: doingWords[doing], rank: 4 };
  switch (container.state) {
    case 'running':
      return runningLook(container);
    case 'restarting':
      return restartingLook(container);
    case 'exited':
      return exitedLook(container);
    default:
      return plainLooks[container.state];
  }
}

function runningLook({ health }: Container): Look {
  if (health === 'unhealthy') return { icon: 'warning', tone: 'bad', words: l10n.t('unhealthy'), rank: 0 };
  if (health === 'starting') return { icon: 'watch', tone: 'busy', words: l10n.t('starting up'), rank: 4 };
  return { icon: 'vm-running', tone: 'good', words: stateWords.running, rank: plain };
}

/** By its restart policy, as it ended: it waits to be started again, mostly once more in vain. */
function restartingLook({ exitCode = 0 }: Container): Look {
  return exitCode === 0
    ? { icon: 'sync', tone: 'busy', words: stateWords.restarting, rank: 4 }
    : { icon: 'sync', tone: 'bad', words: l10n.t('restarting ({0})', exitCode), rank: 1 };
}

function exitedLook({ exitCode, ending }: Container): Look {
  const quiet = { icon: 'vm-outline', tone: 'quiet', rank: 7 } as const;
  if (exitCode === undefined) return { ...quiet, words: stateWords.exited };
  const meaning = exitMeaning(exitCode);
  if (ending === 'asked') {
    return exitCode === 0 || meaning?.wanted
      ? { ...quiet, words: l10n.t('stopped') }
      : { ...quiet, words: l10n.t('stopped ({0})', exitCode) };
  }
  const words =
    meaning === undefined ? l10n.t('exited ({0})', exitCode) : l10n.t('exited ({0}, {1})', exitCode, meaning.short);
  // Where nobody watched, the signals that people send are taken for theirs.
  const isWanted = exitCode === 0 || (meaning?.wanted === true && ending !== 'by-itself');
  return isWanted ? { ...quiet, words } : { icon: 'error', tone: 'bad', words, rank: 2 };
}

/** Milliseconds in which a failure is news: of what failed last week nobody needs to be told each day. */
const newsTime = 86_400_000;

export function needsAttention(container: Container, now: number, doing?: Doing): boolean {
  if (!containerLook(container, doing).isWrong) return false;
  const at = sinceWhen(container);
  return container.state !== 'exited' || at === undefined || now - at < newsTime;
}

/** Milliseconds since 1970; undefined: the engine does not say. */
export function sinceWhen({ since, state, createdAt }: Container): number | undefined {
  if (since) return (since.earliest + since.latest) / 2;
  return state === 'created' ? createdAt : undefined;
}

/** `running, started 3 minutes ago, healthy`; `exited (1) 2 hours ago`. */
export function stateInFull(container: Container, now: number, doing?: Doing): string {
  const { words } = lookOf(container, doing);
  const at = sinceWhen(container);
  const isUp = container.state === 'running' || container.state === 'paused';
  if (at === undefined || doing) return words;
  if (!isUp) return `${words} ${formatAge(at, now)}`;
  return [
    words,
    l10n.t('started {0}', formatAge(at, now)),
    ...(container.health === 'healthy' ? [l10n.t('healthy')] : []),
  ].join(', ');
}
