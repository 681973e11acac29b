// A build as a page to be read: its facts, and what each step took.
import { type BuildRecord, cachedShare, durationOf, type StepRecord } from '../builds/record.ts';
import { formatAge, formatBytes, formatDuration } from '../quantities.ts';
import { bar, factTable, pageOf, plainText, table } from './page.ts';

/** `now`: milliseconds since 1970. */
export function buildPage(build: BuildRecord, now: number): string {
  const { tags, dockerfile, outcome, startedAt, error, steps, imageId, size, before, profile, way } = build;
  const longest = Math.max(1, ...steps.map(({ duration = 0 }) => duration));
  return pageOf(`Build of ${tags[0] ?? dockerfile}`, [
    factTable([
      ['Result', outcome],
      ['Why', error],
      ['Started', formatAge(startedAt, now)],
      ['Took', formatDuration(durationOf(build, now))],
      ['Steps', cachedShare(build)],
      ['Dockerfile', dockerfile],
      ['To stage', profile.target],
      ['Tags', tags.join(', ')],
      ['Image', imageId],
      ['Size', size === undefined ? undefined : `${formatBytes(size)}${sizeDifference(size, before?.size)}`],
      ['Context', way === undefined ? undefined : ways[way]],
    ]),
    '## Steps',
    table(
      ['Line', 'Step', 'Took', ''],
      steps.map((step) => [
        String(step.line + 1),
        `${plainText(step.text)}${step.stage === '' ? '' : ` *${plainText(step.stage)}*`}`,
        tookWords(step),
        step.duration === undefined ? '' : bar(step.duration / longest, 12),
      ]),
    ),
    'All that was written: the command *Show Build Log*. What differs from another build: *Compare Builds*.',
  ]);
}

const ways: Readonly<Record<NonNullable<BuildRecord['way']>, string>> = {
  sync: 'only what had changed was sent',
  archive: 'sent whole',
  classic: 'sent whole, to the older builder',
  buildx: 'through buildx',
};

function tookWords({ state, duration }: StepRecord): string {
  if (state === 'cached') return 'cached';
  return duration === undefined ? state : `${formatDuration(duration)}${state === 'done' ? '' : `, ${state}`}`;
}

function sizeDifference(size: number, before: number | undefined): string {
  if (before === undefined || before === size) return '';
  return `, ${formatBytes(Math.abs(size - before))} ${size > before ? 'more' : 'less'} than the build before`;
}
