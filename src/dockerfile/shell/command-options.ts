// Options and operands of a command line, as getopt and its kind read them. Knows no program.
import type { ShellWord } from './shell.ts';

export interface OptionSyntax {
  /** Names, without dashes, of the options that take a value; the next word is it, if none is joined to the option. */
  readonly withValue: ReadonlySet<string>;
  /** `-ldflags` is one name, not many letters (Go). */
  readonly longWithOneDash?: boolean;
}

export interface CommandOption {
  /** Without dashes: `y`, `no-cache` */
  readonly name: string;
  readonly value: string | undefined;
  /** The word it stands in; letters share one (`-yq`). */
  readonly word: ShellWord;
}

export interface CommandLine {
  readonly options: readonly CommandOption[];
  /** What is neither an option nor an option's value. What follows `--` is not among them. */
  readonly operands: readonly ShellWord[];
  /** What follows `--` */
  readonly behindDashes: readonly ShellWord[];
}

/** Options may stand before and behind operands. */
export function readCommandLine(args: readonly ShellWord[], syntax: OptionSyntax): CommandLine {
  const options: CommandOption[] = [];
  const operands: ShellWord[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (!word) break;
    const { value } = word;
    if (value === '--') return { options, operands, behindDashes: args.slice(i + 1) };
    if (value.length < 2 || !value.startsWith('-')) operands.push(word);
    else {
      const read = readOption(word, syntax);
      const last = read.at(-1);
      if (last && last.value === undefined && syntax.withValue.has(last.name)) {
        i++;
        read[read.length - 1] = { ...last, value: args[i]?.value };
      }
      options.push(...read);
    }
  }
  return { options, operands, behindDashes: [] };
}

function readOption(word: ShellWord, { withValue, longWithOneDash }: OptionSyntax): CommandOption[] {
  const { value } = word;
  const equals = value.indexOf('=');
  if (value.startsWith('--') || longWithOneDash) {
    const name = (equals < 0 ? value : value.slice(0, equals)).replace(/^--?/, '');
    return [{ name, value: equals < 0 ? undefined : value.slice(equals + 1), word }];
  }
  const options: CommandOption[] = [];
  for (let i = 1; i < value.length; i++) {
    const name = value[i] ?? '';
    const joined = value.slice(i + 1);
    if (joined !== '' && (withValue.has(name) || joined.startsWith('='))) {
      options.push({ name, value: joined.replace(/^=/, ''), word });
      break;
    }
    options.push({ name, value: undefined, word });
  }
  return options;
}

export function hasOption({ options }: Pick<CommandLine, 'options'>, ...names: readonly string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}

/** A set of words in one text, for tables. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
