// The rows of the Build Context view: what a build sees, the largest first, and what is left out and by which line.

import { basename, dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { type LargeNode, largestLeftOut, largestSent } from '../build-context/largest.ts';
import type { Amount, ContextMeasure, ContextNode } from '../build-context/measure.ts';
import { formatBytes } from '../quantities.ts';
import type { Kind, Row } from './kind.ts';

const tokens = ['sent', 'leftOut', 'file', 'folder', 'summary', 'more'] as const;

/** A measured context with what of it has rows. */
export interface ShownContext {
  readonly measure: ContextMeasure;
  readonly sent: LargeNode;
  readonly leftOut: Pick<LargeNode, 'children' | 'rest'>;
}

/** Rows are made anew at each refresh: beyond these, sums are enough. */
const mostSent = 1000;
const mostLeftOut = 200;

export function shownContext(measure: ContextMeasure): ShownContext {
  return {
    measure,
    sent: largestSent(measure.root, mostSent),
    leftOut: largestLeftOut(measure.root, mostLeftOut),
  };
}

export interface ContextSource {
  shown(): ShownContext | undefined;
}

interface Section {
  readonly part: 'sent' | 'leftOut';
  readonly shown: ShownContext;
}

export const buildContextKind: Kind<Section, ContextSource, void> = {
  view: 'longshore.context',
  title: l10n.t('Build Context'),
  tokens,
  list(source) {
    const shown = source.shown();
    return shown
      ? [
          { part: 'sent', shown },
          { part: 'leftOut', shown },
        ]
      : [];
  },
  compare: (a, b) => Number(a.part === 'leftOut') - Number(b.part === 'leftOut'),
  naturalOrder: l10n.t('Largest First'),
  groupings: [],
  sortings: [],
  filters: [],
  isTouchedBy: () => true,
  row: ({ part, shown }) => (part === 'sent' ? sentSection(shown) : leftOutSection(shown)),
};

function sentSection({ measure, sent }: ShownContext): Row {
  return {
    id: 'context/sent',
    object: undefined,
    label: l10n.t('Sent'),
    description: l10n.t('{0}  ·  from {1}', amountWords(sent.node.sent), basename(measure.folder) || measure.folder),
    tooltip: () => [
      [l10n.t('Context'), measure.folder],
      ['Dockerfile', measure.dockerfile],
      [
        l10n.t('Sent'),
        l10n.t('at most this: where possible, the engine asks only for what changed and for what COPY and ADD name'),
      ],
    ],
    icon: 'cloud-upload',
    tone: undefined,
    tokens: ['summary'],
    spoken: l10n.t('included in the build context'),
    children: sentRows(sent, measure),
    isOpen: true,
  };
}

function sentRows(large: LargeNode, measure: ContextMeasure): Row[] {
  const { children, rest, node } = large;
  return [...children.map((child) => sentRow(child, measure)), ...moreRow(`context/sent/${node.path}`, rest)];
}

function sentRow(large: LargeNode, measure: ContextMeasure): Row {
  const { node } = large;
  const isFolder = node.kind === 'folder';
  return {
    id: `context/sent/${node.path}`,
    object: { kind: 'context-file', id: node.path },
    label: basename(node.path),
    description: [
      isFolder ? amountWords(node.sent) : node.kind === 'link' ? l10n.t('symlink') : formatBytes(node.sent.bytes),
      ...(node.isUnreadable ? [l10n.t('cannot be read')] : []),
    ].join('  ·  '),
    tooltip: () => [
      [l10n.t('Path'), node.path],
      [l10n.t('Size'), amountWords(node.sent)],
      ...(node.leftOut.files > 0 ? [[l10n.t('Excluded'), amountWords(node.leftOut)] as const] : []),
      [l10n.t('Context'), measure.folder],
    ],
    ...lookOf(node),
    tokens: ['sent', isFolder ? 'folder' : 'file'],
    spoken: isFolder ? l10n.t('folder') : l10n.t('file'),
    children: sentRows(large, measure),
  };
}

function leftOutSection({ measure, leftOut }: ShownContext): Row {
  const { ignoreFile, root } = measure;
  return {
    id: 'context/leftOut',
    object: undefined,
    label: l10n.t('Excluded'),
    description:
      ignoreFile === undefined
        ? l10n.t('nothing: there is no .dockerignore')
        : l10n.t('{0}  ·  by {1}', amountWords(root.leftOut), basename(ignoreFile)),
    tooltip: () => [[l10n.t('Ignore file'), ignoreFile ?? l10n.t('none')]],
    icon: 'exclude',
    tone: 'quiet',
    tokens: ['summary'],
    spoken: l10n.t('excluded from the build context'),
    children: [...leftOut.children.map(({ node }) => leftOutRow(node)), ...moreRow('context/leftOut', leftOut.rest)],
  };
}

function leftOutRow(node: ContextNode): Row {
  const { path, kind, leftOut, ignoredBy } = node;
  const line = ignoredBy ? l10n.t('line {0}: {1}', ignoredBy.line + 1, ignoredBy.text) : '';
  const parent = dirname(path);
  return {
    id: `context/leftOut/${path}`,
    object: { kind: 'context-file', id: path },
    label: basename(path),
    description: [...(parent === '.' ? [] : [l10n.t('in {0}', parent)]), formatBytes(leftOut.bytes), line].join(
      '  ·  ',
    ),
    tooltip: () => [
      [l10n.t('Path'), path],
      [l10n.t('Size'), amountWords(leftOut)],
      [l10n.t('Excluded by'), line],
    ],
    ...lookOf(node),
    tone: 'quiet',
    tokens: ['leftOut', kind === 'folder' ? 'folder' : 'file'],
    spoken: kind === 'folder' ? l10n.t('folder, excluded') : l10n.t('file, excluded'),
    children: [],
  };
}

function moreRow(parent: string, { entries, files, bytes }: LargeNode['rest']): Row[] {
  if (entries === 0) return [];
  return [
    {
      id: `${parent}/ more`,
      object: undefined,
      label: l10n.t('{0} more', entries),
      description: amountWords({ files, bytes }),
      tooltip: () => [],
      icon: 'ellipsis',
      tone: 'quiet',
      tokens: ['more'],
      spoken: l10n.t('smaller ones together'),
      children: [],
    },
  ];
}

function lookOf({ kind, isUnreadable }: ContextNode): Pick<Row, 'icon' | 'tone'> {
  if (isUnreadable) return { icon: 'warning', tone: 'bad' };
  return { icon: kind === 'folder' ? 'folder' : kind === 'link' ? 'file-symlink-file' : 'file', tone: undefined };
}

/** `45 MB in 1,203 files` */
export function amountWords({ files, bytes }: Amount): string {
  return files === 1
    ? l10n.t('{0} in 1 file', formatBytes(bytes))
    : l10n.t('{0} in {1} files', formatBytes(bytes), files.toLocaleString('en'));
}
