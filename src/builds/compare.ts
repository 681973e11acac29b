// Two builds side by side, as markdown: what got slower, what stopped being cached, what is new. Pure.
import * as l10n from '@vscode/l10n';
import { formatBytes, formatDuration } from '../quantities.ts';
import { type BuildRecord, cachedShare, durationOf, outcomeWords, type StepRecord, stateWords } from './record.ts';

export interface StepDifference {
  readonly text: string;
  readonly stage: string;
  readonly before: StepRecord | undefined;
  readonly after: StepRecord | undefined;
}

/** In the order of the later build; steps that are gone stand last. */
export function compareSteps(before: BuildRecord, after: BuildRecord): StepDifference[] {
  const left = [...before.steps];
  const take = (step: StepRecord): StepRecord | undefined => {
    const index = left.findIndex(({ text, stage }) => text === step.text && stage === step.stage);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const differences = after.steps.map((step) => ({
    text: step.text,
    stage: step.stage,
    before: take(step),
    after: step,
  }));
  return [
    ...differences,
    ...left.map((step) => ({ text: step.text, stage: step.stage, before: step, after: undefined })),
  ];
}

/** Longer by this much, in milliseconds and as a factor, is slower: less is chance. */
const noticeable = { milliseconds: 500, factor: 1.2 };

export function isSlower({ before, after }: StepDifference): boolean {
  const [then, now] = [before?.duration, after?.duration];
  if (then === undefined || now === undefined || after?.state === 'cached' || before?.state === 'cached') return false;
  return now - then > noticeable.milliseconds && now > then * noticeable.factor;
}

export function lostCache({ before, after }: StepDifference): boolean {
  return before?.state === 'cached' && after !== undefined && (after.state === 'done' || after.state === 'failed');
}

/** `plain`: makes a stranger's text harmless in markdown. */
export function comparisonPage(
  older: BuildRecord,
  newer: BuildRecord,
  plain: (text: string) => string,
  dateOf: (time: number) => string,
): string {
  const differences = compareSteps(older, newer);
  const list = (title: string, found: readonly StepDifference[], line: (difference: StepDifference) => string) =>
    found.length === 0 ? '' : `## ${title}\n\n${found.map((each) => `- ${line(each)}`).join('\n')}\n\n`;
  const name = ({ stage, text }: StepDifference) => `${plain(text)}${stage === '' ? '' : ` (${plain(stage)})`}`;
  const time = (step: StepRecord | undefined) =>
    step === undefined
      ? l10n.t('absent')
      : step.state === 'cached'
        ? stateWords.cached
        : step.duration === undefined
          ? stateWords[step.state]
          : formatDuration(step.duration);
  const lost = differences.filter(lostCache);
  const slower = differences.filter(isSlower);
  const fresh = differences.filter(({ before }) => before === undefined);
  const gone = differences.filter(({ after }) => after === undefined);
  const [firstLost] = lost;
  const rows = [
    [l10n.t('Started'), dateOf(older.startedAt), dateOf(newer.startedAt)],
    [l10n.t('Result'), outcomeWords[older.outcome], outcomeWords[newer.outcome]],
    [
      l10n.t('Duration'),
      formatDuration(durationOf(older, older.startedAt)),
      formatDuration(durationOf(newer, newer.startedAt)),
    ],
    [l10n.t('Steps'), cachedShare(older), cachedShare(newer)],
    [l10n.t('Image'), sizeOf(older), sizeOf(newer)],
  ];
  const header = (first: string) => `| ${first} | ${l10n.t('Earlier')} | ${l10n.t('Later')} |\n| --- | --- | --- |\n`;
  return [
    `# ${l10n.t('Two builds of {0}', plain(newer.tags[0] ?? newer.dockerfile))}\n\n`,
    `${header('')}${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\n`,
    firstLost
      ? `${l10n.t('{0} is the first step that came from the cache before and ran this time. Every step below it in its stage had to run, too.', name(firstLost))}\n\n`
      : '',
    list(l10n.t('No longer cached'), lost, (each) => `${name(each)}: ${time(each.after)}`),
    list(l10n.t('Slower'), slower, (each) =>
      l10n.t('{0}: {1} before, {2} now', name(each), time(each.before), time(each.after)),
    ),
    list(l10n.t('New'), fresh, (each) => `${name(each)}: ${time(each.after)}`),
    list(l10n.t('Removed'), gone, name),
    `## ${l10n.t('All steps')}\n\n`,
    header(l10n.t('Step')),
    `${differences.map((each) => `| ${name(each)} | ${time(each.before)} | ${time(each.after)} |`).join('\n')}\n`,
  ].join('');
}

function sizeOf({ size }: BuildRecord): string {
  return size === undefined ? l10n.t('none') : formatBytes(size);
}
