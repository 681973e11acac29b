// A build's progress as lines for a terminal, in the order in which things happen; nothing is redrawn, so that the whole
// can be scrolled and searched.
import type { BuildProgress } from '../engine/engine.ts';
import { formatBytes, formatDuration } from '../quantities.ts';
import { bold, cyan, dim, green, plainLine, red, yellow } from './terminal-text.ts';

type Step = Extract<BuildProgress, { kind: 'step' }>;

/** Output of a step may colour itself (CSI … m); every other control sequence is made visible. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character starts a colour
const colourSequence = /(\x1b\[[0-9;]*m)/;

function outputLine(line: string): string {
  const shown = line
    .split(colourSequence)
    .map((part, index) => (index % 2 === 1 ? part : plainLine(part)))
    .join('');
  return `${shown}\x1b[0m`;
}

/** What the step does in itself, without the `[stage 2/5]`, which is dimmed. */
function stepName(name: string): string {
  const match = /^(\[[^\]]*\])\s*([\s\S]*)$/.exec(name);
  const [prefix, text] = match ? [match[1] as string, match[2] as string] : ['', name];
  const oneLine = plainLine(text.replace(/\s*\n\s*/g, ' ').trim());
  return `${prefix === '' ? '' : `${dim(plainLine(prefix))} `}${bold(oneLine)}`;
}

/**
 * Answers a function that turns each progress into the lines to show now (none for what is not worth a line).
 */
export function buildLines(): (progress: BuildProgress) => string[] {
  const shown = new Map<string, Step['state']>();
  const names = new Map<string, string>();
  let speaking: string | undefined;
  return (progress) => {
    switch (progress.kind) {
      case 'note':
        return [yellow(plainLine(progress.text))];
      case 'context':
        return [dim(`Sent the build context: ${progress.files} files, ${formatBytes(progress.bytes)}`)];
      case 'output': {
        const lines = [`  ${outputLine(progress.line)}`];
        // Steps run side by side: name the one that speaks whenever it changes.
        if (speaking !== progress.step) lines.unshift(`${cyan('│')} ${stepName(names.get(progress.step) ?? '')}`);
        speaking = progress.step;
        return lines;
      }
      case 'step': {
        names.set(progress.id, progress.name);
        const before = shown.get(progress.id);
        if (before === progress.state || progress.state === 'waiting') return [];
        // The engine's own chores are not what the user wrote.
        if (progress.name.startsWith('[internal]') && progress.state !== 'failed') return [];
        shown.set(progress.id, progress.state);
        if (progress.state === 'running') {
          speaking = progress.id;
          return [`${cyan('▶')} ${stepName(progress.name)}`];
        }
        if (speaking === progress.id) speaking = undefined;
        return [`${mark(progress)} ${stepName(progress.name)}${remark(progress)}`];
      }
    }
  };
}

function mark({ state }: Step): string {
  return state === 'failed' ? red('✗') : state === 'canceled' ? yellow('■') : green('✓');
}

function remark({ state, startedAt, completedAt, error }: Step): string {
  if (state === 'cached') return cyan('  CACHED');
  if (state === 'canceled') return yellow('  canceled');
  if (state === 'failed') return error === undefined ? '' : red(`  ${plainLine(error)}`);
  return startedAt === undefined || completedAt === undefined
    ? ''
    : dim(`  ${formatDuration(completedAt - startedAt)}`);
}
