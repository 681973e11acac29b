// A build as a page to be read: its facts, and what each step took.
import * as l10n from '@vscode/l10n';
import {
  type BuildRecord,
  cachedShare,
  durationOf,
  outcomeWords,
  type StepRecord,
  stateWords,
} from '../builds/record.ts';
import { formatAge, formatBytes, formatDuration } from '../quantities.ts';
import { bar, factTable, pageOf, plainText, table } from './page.ts';

/** `now`: milliseconds since 1970. */
export function buildPage(build: BuildRecord, now: number): string {
  const { tags, dockerfile, outcome, startedAt, error, steps, imageId, size, before, profile, way } = build;
  const longest = Math.max(1, ...steps.map(({ duration = 0 }) => duration));
  return pageOf(l10n.t('Build of {0}', tags[0] ?? dockerfile), [
    factTable([
      [l10n.t('Result'), outcomeWords[outcome]],
      [l10n.t('Reason'), error],
      [l10n.t('Started'), formatAge(startedAt, now)],
      [l10n.t('Duration'), formatDuration(durationOf(build, now))],
      [l10n.t('Steps'), cachedShare(build)],
      ['Dockerfile', dockerfile],
      [l10n.t('Target stage'), profile.target],
      [l10n.t('Tags'), tags.join(', ')],
      [l10n.t('Image'), imageId],
      [l10n.t('Size'), size === undefined ? undefined : sizeWords(size, before?.size)],
      [l10n.t('Context'), way === undefined ? undefined : ways[way]],
    ]),
    `## ${l10n.t('Steps')}`,
    table(
      [l10n.t('Line'), l10n.t('Step'), l10n.t('Duration'), ''],
      steps.map((step) => [
        String(step.line + 1),
        `${plainText(step.text)}${step.stage === '' ? '' : ` *${plainText(step.stage)}*`}`,
        tookWords(step),
        step.duration === undefined ? '' : bar(step.duration / longest, 12),
      ]),
    ),
    l10n.t('For the full output, use *Show Build Log*. To see what differs from another build, use *Compare Builds*.'),
  ]);
}

const ways: Readonly<Record<NonNullable<BuildRecord['way']>, string>> = {
  sync: l10n.t('only changes sent'),
  archive: l10n.t('sent in full'),
  classic: l10n.t('sent in full, to the legacy builder'),
  buildx: l10n.t('with buildx'),
};

function tookWords({ state, duration }: StepRecord): string {
  if (state === 'cached' || duration === undefined) return stateWords[state];
  return [formatDuration(duration), ...(state === 'done' ? [] : [stateWords[state]])].join(', ');
}

function sizeWords(size: number, before: number | undefined): string {
  if (before === undefined || before === size) return formatBytes(size);
  const difference = formatBytes(Math.abs(size - before));
  return size > before
    ? l10n.t('{0}, {1} larger than the previous build', formatBytes(size), difference)
    : l10n.t('{0}, {1} smaller than the previous build', formatBytes(size), difference);
}
