// The rows of the Builds view: what is being built, and what was.

import { basename, dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { BuildHistory, HistoryChange } from '../builds/history.ts';
import {
  type BuildRecord,
  durationOf,
  outcomeWords,
  type StepRecord,
  stateWords,
  summaryOf,
} from '../builds/record.ts';
import { formatBytes, formatDuration } from '../quantities.ts';
import type { Kind, Row, Tone } from './kind.ts';

const tokens = ['group', 'build', 'running', 'over', 'built', 'failed', 'canceled', 'step'] as const;

const looks: Readonly<Record<BuildRecord['outcome'], { readonly icon: string; readonly tone: Tone | undefined }>> = {
  running: { icon: 'sync~spin', tone: 'busy' },
  built: { icon: 'pass', tone: 'good' },
  failed: { icon: 'error', tone: 'bad' },
  canceled: { icon: 'circle-slash', tone: 'quiet' },
};

const stepLooks: Readonly<Record<StepRecord['state'], { readonly icon: string; readonly tone: Tone | undefined }>> = {
  waiting: { icon: 'circle-outline', tone: 'quiet' },
  running: { icon: 'sync~spin', tone: 'busy' },
  cached: { icon: 'pass', tone: 'quiet' },
  done: { icon: 'pass', tone: 'good' },
  failed: { icon: 'error', tone: 'bad' },
  canceled: { icon: 'circle-slash', tone: 'quiet' },
};

export interface BuildsSource extends Pick<BuildHistory, 'records'> {
  /** Whether a file belongs to what is open in this window; absent: all do. */
  isHere?(dockerfile: string): boolean;
}

export const buildKind: Kind<BuildRecord, BuildsSource, HistoryChange> = {
  view: 'longshore.builds',
  title: l10n.t('Builds'),
  welcome: {
    always: l10n.t(
      'No builds yet. A build makes an image from a Dockerfile. The time of each step and the log are kept here.\n[Build a Dockerfile](command:longshore.dockerfile.build)',
    ),
  },
  tokens,
  list: ({ records }) => records,
  compare: (a, b) => b.startedAt - a.startedAt,
  naturalOrder: l10n.t('Newest First'),
  groupings: [
    { id: 'dockerfile', title: 'Dockerfile', of: ({ dockerfile }) => dockerfile, none: '' },
    { id: 'result', title: l10n.t('Result'), of: ({ outcome }) => outcomeWords[outcome], none: '' },
  ],
  sortings: [
    {
      id: 'longest',
      title: l10n.t('Longest First'),
      compare: (a, b) => durationOf(b, b.startedAt) - durationOf(a, a.startedAt) || b.startedAt - a.startedAt,
    },
  ],
  filters: [
    { id: 'running', title: l10n.t('Running'), keeps: ({ outcome }) => outcome === 'running' },
    { id: 'failed', title: l10n.t('Failed'), keeps: ({ outcome }) => outcome === 'failed' },
    { id: 'all', title: l10n.t('All Workspaces'), keeps: () => true },
  ],
  usual: {
    title: l10n.t('This Workspace'),
    none: l10n.t('There are no builds of this workspace yet. To see builds of other workspaces, use the menu above.'),
    // What runs is shown wherever it is from.
    keeps: ({ dockerfile, outcome }, { isHere }) => outcome === 'running' || (isHere?.(dockerfile) ?? true),
  },
  isTouchedBy: () => true,
  fields: () => ({
    image: { of: ({ tags }) => tags },
    dockerfile: { of: ({ dockerfile }) => [dockerfile] },
    state: { of: ({ outcome }) => [outcomeWords[outcome], outcome] },
  }),
  times: ({ startedAt, endedAt }) => [endedAt ?? startedAt],
  row(build, _history, now): Row {
    const { id, tags, dockerfile, outcome, steps, size, error } = build;
    const summary = summaryOf(build, now);
    return {
      id: `build/${id}`,
      object: { kind: 'build', id },
      label: tags[0] ?? basename(dockerfile),
      description: summary,
      tooltip: () => [
        [l10n.t('Image'), tags.join(', ')],
        [l10n.t('Result'), summary],
        ...(error === undefined ? [] : [[l10n.t('Reason'), error] as const]),
        ...(size === undefined ? [] : [[l10n.t('Size'), formatBytes(size)] as const]),
        ['Dockerfile', dockerfile],
      ],
      ...looks[outcome],
      tokens: ['build', outcome, ...(outcome === 'running' ? [] : ['over'])],
      spoken: l10n.t('build of {0}', basename(dirname(dockerfile))),
      children: steps.map((step, index) => stepRow(id, step, index)),
    };
  },
};

function stepRow(build: string, step: StepRecord, index: number): Row {
  const { line, text, stage, state, duration } = step;
  const words = stateWords[state];
  const took = state === 'cached' || duration === undefined ? words : formatDuration(duration);
  return {
    id: `build/${build}/${index}`,
    object: undefined,
    label: text,
    description: [took, ...(stage === '' ? [] : [stage]), l10n.t('line {0}', line + 1)].join('  ·  '),
    tooltip: () => [
      [l10n.t('Step'), text],
      [l10n.t('State'), words],
      ...(duration === undefined ? [] : [[l10n.t('Duration'), formatDuration(duration)] as const]),
    ],
    ...stepLooks[state],
    tokens: ['step'],
    spoken: l10n.t('step, {0}', words),
    children: [],
  };
}
