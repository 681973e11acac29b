// A forecast in the words that a person reads. Arguments and paths are the user's own; nothing secret is among them.
import * as l10n from '@vscode/l10n';
import { formatDuration } from '../quantities.ts';
import type { StepForecast } from './forecaster.ts';
import type { KeyedStep } from './keys.ts';
import type { OpenQuestion } from './step-plan.ts';
import type { FileChange, RunReason, Verdict } from './verdict.ts';

/** `will run: src/app.js changed since the last build`, `reused`. */
export function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'reused':
      return l10n.t('reused');
    case 'runs':
      return l10n.t('will run: {0}', reasonText(verdict.reason));
    case 'depends':
      return l10n.t('depends on stage {0}: reused if the stage produces the same files', verdict.stage);
    case 'unknown':
      return l10n.t('unknown: {0}', questionText(verdict.question));
  }
}

/** Why a step runs, or did run; without a full stop. */
function reasonText(reason: RunReason): string {
  switch (reason.kind) {
    case 'no-cache':
      return l10n.t('the cache is turned off');
    case 'never-built':
      return l10n.t('no build of this Dockerfile is recorded');
    case 'pruned':
      return l10n.t('the build cache was removed');
    case 'files':
      return filesText(reason.changes, reason.count);
    case 'argument':
      return variableText('ARG', reason.name, reason.change, reason.before);
    case 'variable':
      return variableText('ENV', reason.name, reason.change, reason.before);
    case 'base':
      return reason.change === 'layers'
        ? l10n.t('base {0} has different layers', reason.image)
        : l10n.t('the base changed to {0}', reason.image);
    case 'image':
      return l10n.t('image {0} has different layers', reason.image);
    case 'folder':
      return settingText('WORKDIR', reason.before);
    case 'user':
      return settingText('USER', reason.before);
    case 'shell':
      return settingText('SHELL', reason.before);
    case 'option':
      return l10n.t('{0} changed', reason.name);
    case 'instruction':
      return l10n.t('the instruction changed');
    case 'order':
      return l10n.t('the variables are in a different order');
    case 'new-step':
      return l10n.t('this step is new');
    case 'above':
      return l10n.t('line {0} above runs', reason.line + 1);
    case 'stage':
      return l10n.t('stage {0} runs', reason.stage);
  }
}

/** Why a step ran in a build that is over; without a full stop. */
export function pastReasonText(reason: RunReason): string {
  switch (reason.kind) {
    case 'never-built':
      return l10n.t('no earlier build of this Dockerfile is recorded');
    case 'above':
      return l10n.t('line {0} above ran', reason.line + 1);
    case 'stage':
      return l10n.t('stage {0} ran', reason.stage);
    case 'files':
      return pastFilesText(reason.changes, reason.count);
    default:
      return reasonText(reason);
  }
}

function pastFilesText(changes: readonly FileChange[], count: number): string {
  const [first] = changes;
  if (!first) return l10n.t('files changed since the previous build');
  const others = othersText(count - 1);
  switch (first.what) {
    case 'changed':
      return l10n.t('{0} changed since the previous build{1}', first.path, others);
    case 'mode':
      return l10n.t('permissions of {0} changed since the previous build{1}', first.path, others);
    default:
      return filesText(changes, count);
  }
}

function othersText(more: number): string {
  return more === 0 ? '' : more === 1 ? l10n.t(', and 1 more file') : l10n.t(', and {0} more files', more);
}

function filesText(changes: readonly FileChange[], count: number): string {
  const [first] = changes;
  if (!first) return l10n.t('files changed since the last build');
  const others = othersText(count - 1);
  switch (first.what) {
    case 'changed':
      return l10n.t('{0} changed since the last build{1}', first.path, others);
    case 'mode':
      return l10n.t('permissions of {0} changed since the last build{1}', first.path, others);
    case 'new':
      return l10n.t('{0} is new{1}', first.path, others);
    case 'gone':
      return l10n.t('{0} was removed{1}', first.path, others);
  }
}

function variableText(
  keyword: string,
  name: string,
  change: 'new' | 'gone' | 'value',
  before: string | undefined,
): string {
  if (change === 'new') return l10n.t('{0} {1} is new', keyword, name);
  if (change === 'gone') return l10n.t('{0} {1} was removed', keyword, name);
  return before === undefined
    ? l10n.t('{0} {1} had a different value', keyword, name)
    : l10n.t('{0} {1} was {2}', keyword, name, before === '' ? '""' : before);
}

function settingText(keyword: string, before: string | undefined): string {
  return before === undefined || before === ''
    ? l10n.t('{0} changed', keyword)
    : l10n.t('{0} was {1}', keyword, before);
}

/** What only the build finds out; without a full stop. */
export function questionText(question: OpenQuestion): string {
  switch (question.kind) {
    case 'download':
      return l10n.t('{0} is checked during the build', question.address);
    case 'repository':
      return l10n.t('the repository {0} is checked during the build', question.address);
    case 'image':
      return l10n.t('the engine does not have {0}, which the build gets from its registry', question.reference);
    case 'pull':
      return l10n.t('the build pulls the newest {0}', question.reference);
    case 'same-layers':
      return l10n.t('{0} was made again with the same layers, which this engine may not notice', question.reference);
    case 'named-context':
      return l10n.t('it uses the build context {0}', question.name);
    case 'version':
      return l10n.t('whether this change matters depends on the version of the builder');
    case 'cache-lost':
      return l10n.t('part of the build cache was removed since the last build');
    case 'removed-folder':
      return l10n.t('a folder of the build context was removed since, after which this engine may not recognize files');
    case 'unnoticed':
      return l10n.t(
        '{0} changed but has the same size and time, so the engine may not notice',
        question.files[0] ?? '',
      );
  }
}

interface Summarized {
  readonly steps: readonly (Pick<StepForecast, 'verdict' | 'duration'> & {
    readonly step: Pick<KeyedStep, 'keyword'>;
  })[];
}

/** Above what is said of it in a hover. */
export const nextBuildHeading = l10n.t('Next build');

/** `Next build: 3 of 9 steps, about 40 s` */
export function nextBuildText({ steps }: Summarized): string {
  return steps.every(({ verdict }) => verdict.kind === 'reused')
    ? l10n.t('Next build: all steps reused')
    : l10n.t('Next build: {0}', summaryText({ steps }));
}

/** `3 of 9 steps, about 40 s`; of the steps that may run, FROM apart. */
export function summaryText({ steps }: Summarized): string {
  const counted = steps.filter(({ step }) => step.keyword !== 'FROM');
  const running = counted.filter(({ verdict }) => verdict.kind !== 'reused');
  const unsure = running.filter(({ verdict }) => verdict.kind !== 'runs').length;
  const time = expectedDuration(running);
  const share = l10n.t('{0} of {1} steps', running.length, counted.length);
  const shareInDoubt = unsure === 0 ? share : l10n.t('up to {0} of {1} steps', running.length, counted.length);
  return time === undefined ? shareInDoubt : l10n.t('{0}, about {1}', shareInDoubt, formatDuration(time));
}

/** Milliseconds; undefined if nothing runs, or it is not known of any. */
function expectedDuration(running: Summarized['steps']): number | undefined {
  const known = running.flatMap(({ duration }) => duration ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0);
}
