// The `docker run …` line of a run, quoted for a POSIX shell. Pure text.
import { quoteWord } from '../text/shell-words.ts';
import { isOn, runOptions, valuesOf } from './index.ts';
import type { Run, RunOption } from './option.ts';

/** Those that everybody knows by their letter. */
const shortOnes = new Set(['detach', 'publish', 'volume', 'env', 'publish-all']);

export interface LineWishes {
  /** `docker create` in the place of `docker run`. */
  readonly create?: boolean;
  /** What stands for values that may be secret; absent: they themselves. */
  readonly hidden?: string;
}

/** One line; a value that holds a line break keeps it inside its quotes. */
export function dockerRunLine(run: Run, { create = false, hidden }: LineWishes = {}): string {
  const { image, values, command } = run;
  const [program, ...programArguments] = valuesOf(values, 'entrypoint');
  const words = [
    'docker',
    create ? 'create' : 'run',
    ...(isOn(values, 'detach') && !create ? ['-d'] : []),
    ...terminalFlags(isOn(values, 'interactive'), isOn(values, 'tty')),
    ...runOptions.flatMap((option) => wordsOf(option, valuesOf(values, option.name), hidden)),
    // The command line takes one word as the entrypoint; its arguments stand before the command.
    ...(program === undefined ? [] : ['--entrypoint', program]),
    image,
    ...programArguments,
    ...command,
  ];
  return words.map(quoteWord).join(' ');
}

function terminalFlags(interactive: boolean, tty: boolean): string[] {
  const letters = `${interactive ? 'i' : ''}${tty ? 't' : ''}`;
  return letters === '' ? [] : [`-${letters}`];
}

const elsewhere = new Set(['detach', 'interactive', 'tty', 'entrypoint']);

function wordsOf(option: RunOption, values: readonly string[], hidden: string | undefined): string[] {
  const { name, short, kind, secret } = option;
  if (elsewhere.has(name) || values.length === 0) return [];
  const flag = shortOnes.has(name) ? `-${short}` : `--${name}`;
  if (kind === 'switch') return [flag];
  return values.flatMap((value) => [
    flag,
    hidden !== undefined && secret?.(value) ? `${value.slice(0, value.indexOf('=') + 1)}${hidden}` : value,
  ]);
}
