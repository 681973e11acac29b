// A build's progress for a terminal: what is over stays as lines that can be scrolled and searched; what is running
// stands in one line below them, which is rewritten.
import * as l10n from '@vscode/l10n';
import type { BuildProgress } from '../../engine/build-api.ts';
import { formatBytes, formatDuration } from '../../quantities.ts';
import { bold, cyan, dim, green, lastWritten, plainLine, red, yellow } from '../terminals/terminal-text.ts';

/** What becomes of a build context. `size`: with its unit. */
export const sendingSentences = {
  sentOne: (size: string) => l10n.t('Sent the build context: 1 file, {0}', size),
  sent: (files: number, size: string) => l10n.t('Sent the build context: {0} files, {1}', files, size),
  sending: (size: string) => l10n.t('Sending the build context: {0}', size),
};

type Step = Extract<BuildProgress, { kind: 'step' }>;

export interface BuildOutput {
  /** Takes a progress in and answers the lines that are to be added now. */
  lines(progress: BuildProgress): string[];
  /** What is under way, at most `columns` characters wide; empty if nothing is. `now`: milliseconds since 1970. */
  status(columns: number, now: number): string;
}

export function buildOutput(): BuildOutput {
  const steps = new Map<string, Step>();
  const said = new Map<string, Step['state']>();
  let context: Extract<BuildProgress, { kind: 'context' }> | undefined;
  let speaking: string | undefined;

  /** The context is told many times while it travels; only the last counts. */
  const contextLine = (): string[] => {
    if (!context) return [];
    const { files, bytes } = context;
    context = undefined;
    // All that it needs, the engine had already.
    if (files === 0) return [];
    const size = formatBytes(bytes);
    return [dim(files === 1 ? sendingSentences.sentOne(size) : sendingSentences.sent(files, size))];
  };
  const stepLines = (step: Step): string[] => {
    steps.set(step.id, step);
    const isOver = step.state !== 'waiting' && step.state !== 'running';
    if (!isOver || said.get(step.id) === step.state || isChore(step)) return [];
    said.set(step.id, step.state);
    if (speaking === step.id) speaking = undefined;
    return [`${mark(step)} ${stepName(step.name)}${remark(step)}`];
  };
  const outputLines = ({ step: id, line }: Extract<BuildProgress, { kind: 'output' }>): string[] => {
    const lines = [`  ${outputLine(line)}`];
    // Steps run side by side: name the one that speaks whenever it changes.
    if (speaking !== id) lines.unshift(`${cyan('▶')} ${stepName(steps.get(id)?.name ?? '')}`);
    speaking = id;
    return lines;
  };

  return {
    lines(progress) {
      switch (progress.kind) {
        case 'context':
          context = progress;
          return [];
        case 'part':
          return [];
        case 'note':
          return [...contextLine(), yellow(plainLine(progress.text))];
        case 'output':
          return [...contextLine(), ...outputLines(progress)];
        case 'step':
          return progress.state === 'waiting' ? stepLines(progress) : [...contextLine(), ...stepLines(progress)];
      }
    },
    status(columns, now) {
      const running = [...steps.values()].filter((step) => step.state === 'running' && !isChore(step));
      const [first] = running;
      const text = context
        ? sendingSentences.sending(formatBytes(context.bytes))
        : first &&
          `${running.length > 1 ? l10n.t('{0} and {1} more', plainLine(first.name), running.length - 1) : plainLine(first.name)}  ${formatDuration(now - (first.startedAt ?? now))}`;
      if (text === undefined) return '';
      const room = Math.max(10, columns - 3);
      const oneLine = text.replace(/\s+/g, ' ');
      return `${cyan('▶')} ${dim(oneLine.length > room ? `${oneLine.slice(0, room - 1)}…` : oneLine)}`;
    },
  };
}

/** The engine's own errands are not what the user wrote; they show only if they fail. */
function isChore({ name, state }: Step): boolean {
  return state !== 'failed' && (name.startsWith('[internal]') || name === 'copy /context /');
}

/** A step's output may colour itself (CSI … m); every other control sequence is made visible. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character starts a colour
const colourSequence = /(\x1b\[[0-9;]*m)/;

function outputLine(line: string): string {
  const shown = lastWritten(line)
    .split(colourSequence)
    .map((part, index) => (index % 2 === 1 ? part : plainLine(part)))
    .join('');
  return `${shown}\x1b[0m`;
}

/** What the step does in bold, its `[stage 2/5]` dimmed, all on one line. */
function stepName(name: string): string {
  const match = /^(\[[^\]]*\])\s*([\s\S]*)$/.exec(name);
  const [prefix, text] = match ? [match[1] as string, match[2] as string] : ['', name];
  const oneLine = plainLine(text.replace(/\s*\n\s*/g, ' ').trim());
  return `${prefix === '' ? '' : `${dim(plainLine(prefix))} `}${bold(oneLine)}`;
}

function mark({ state }: Step): string {
  return state === 'failed' ? red('✗') : state === 'canceled' ? yellow('■') : green('✓');
}

function remark({ state, startedAt, completedAt, error }: Step): string {
  if (state === 'cached') return cyan(`  ${l10n.t('CACHED')}`);
  if (state === 'canceled') return yellow(`  ${l10n.t('canceled')}`);
  if (state === 'failed') return error === undefined ? '' : red(`  ${plainLine(error)}`);
  return startedAt === undefined || completedAt === undefined
    ? ''
    : dim(`  ${formatDuration(completedAt - startedAt)}`);
}
