// The options of `longshore lint` and `longshore format`.
import { parseArgs } from 'node:util';
import { defaultFormatStyle, type FormatStyle } from '../dockerfile/language/format-style.ts';
import { type Severity, severities } from '../dockerfile/rule-parts/rule.ts';
import { defaultThreshold } from '../lint-configuration/configuration.ts';
import { type Format, formats } from './reports/index.ts';

export interface LintArguments {
  /** undefined: what the configuration says. */
  readonly format: Format | undefined;
  /** undefined: what the configuration says. */
  readonly threshold: Severity | 'none' | undefined;
  /** A file to read instead of those that are found; false: none at all. */
  readonly configuration: string | false | undefined;
  readonly allRules: boolean;
  readonly buildArguments: ReadonlyMap<string, string>;
  readonly fix: boolean;
  /** What the standard input is called in reports, and in whose folder its build context is. */
  readonly inputName: string | undefined;
  /** Files, folders, and `-` */
  readonly paths: readonly string[];
}

/** The words make no sense; the message says what would. */
export class UsageError extends Error {}

export const lintHelp = `Finds what is wrong in Dockerfiles, and repairs some of it.

longshore lint [OPTIONS] PATH...
longshore format [--check] PATH...     writes Dockerfiles in one style; see longshore format --help
longshore forecast DOCKERFILE          what the next build will reuse, and why not; see longshore forecast --help
longshore lsp --stdio                  the language server, for editors

PATH is a file, a folder (searched for Dockerfiles), a pattern ('**/*.dockerfile'), or - for the standard input.

  --format FORMAT            how to report: ${formats.join(', ')} (default: tty)
  --threshold LEVEL          exit with 1 from this severity on: error, warning, info, style, none (default: ${defaultThreshold})
  --fix                      apply the safe fixes and write the files; report what is left
  --build-arg NAME[=VALUE]   resolve ARG as a build with it would; may be repeated
  --stdin-filename NAME      what the standard input is called
  --config FILE              read this file; without it, for each Dockerfile .longshore.yaml or .hadolint.yaml of the
                             nearest folder upwards that has one
  --no-config                read no configuration file
  --all-rules                also the rules that are off by default, and those of newer rule sets
  --help, --version

Exit status: 0 nothing at or above the threshold, 1 something, 2 wrong usage or an unreadable file.
`;

const options = {
  format: { type: 'string' },
  threshold: { type: 'string' },
  'build-arg': { type: 'string', multiple: true, default: [] as string[] },
  fix: { type: 'boolean', default: false },
  'stdin-filename': { type: 'string' },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  'all-rules': { type: 'boolean' },
} as const;

export const formatHelp = `Writes Dockerfiles in one style: indentation, blanks, empty lines between stages. What the builder reads stays the same.

longshore format [OPTIONS] PATH...

PATH is a file, a folder (searched for Dockerfiles), a pattern ('**/*.dockerfile'), or - for the standard input.

  --check                    write nothing; name the files that are written in another style, and exit with 1
  --indent NUMBER            blanks that a continued line is indented by, or tab (default: 4)
  --upper                    write instructions in capitals
  --help, --version

Exit status: 0 nothing to do, or done, 1 with --check if something is to do, 2 wrong usage or an unreadable file.
`;

export interface FormatArguments {
  readonly check: boolean;
  readonly style: FormatStyle;
  readonly paths: readonly string[];
}

const formatOptions = {
  check: { type: 'boolean', default: false },
  indent: { type: 'string', default: '4' },
  upper: { type: 'boolean', default: false },
} as const;

/** Throws UsageError. */
export function readFormatArguments(words: readonly string[]): FormatArguments {
  const { values, positionals } = parsedWith(() =>
    parseArgs({ args: [...words], options: formatOptions, allowPositionals: true }),
  );
  if (positionals.length === 0) throw new UsageError('Name a Dockerfile, a folder, or - for the standard input');
  if (!/^(?:[1-9]|1[0-6]|tab)$/.test(values.indent)) {
    throw new UsageError(`--indent ${values.indent} is not known; write a number from 1 to 16, or tab`);
  }
  const width = values.indent === 'tab' ? 4 : Number(values.indent);
  return {
    check: values.check,
    paths: positionals,
    style: {
      ...defaultFormatStyle,
      indent: values.indent === 'tab' ? '\t' : ' '.repeat(width),
      tabSize: width,
      keywordCase: values.upper ? 'upper' : 'keep',
    },
  };
}

/** Throws UsageError. */
export function readLintArguments(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): LintArguments {
  const { values, positionals } = parsedWith(() => parseArgs({ args: [...words], options, allowPositionals: true }));
  if (values.config !== undefined && values['no-config']) {
    throw new UsageError('--config and --no-config contradict each other; leave out one');
  }
  if (positionals.length === 0) throw new UsageError('Name a Dockerfile, a folder, or - for the standard input');
  const readsInput = positionals.includes('-');
  if (readsInput && values.fix) throw new UsageError('--fix writes files; it cannot repair the standard input');
  if (!readsInput && values['stdin-filename'] !== undefined) {
    throw new UsageError('--stdin-filename is for the standard input: add - as a path');
  }
  return {
    format: oneOf(formats, values.format, '--format'),
    threshold: oneOf([...severities, 'none'] as const, values.threshold, '--threshold'),
    configuration: values['no-config'] ? false : values.config,
    allRules: values['all-rules'] ?? false,
    buildArguments: buildArguments(values['build-arg'], environment),
    fix: values.fix,
    inputName: values['stdin-filename'],
    paths: positionals,
  };
}

export function parsedWith<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // Node's own words on an unknown option or a missing value; its hint about positionals is of no use here.
    throw new UsageError(
      error instanceof Error ? error.message.replace(/\. To specify a positional.*$/s, '') : String(error),
    );
  }
}

function oneOf<T extends string>(allowed: readonly T[], value: string | undefined, option: string): T | undefined {
  if (value === undefined) return undefined;
  const known = allowed.find((candidate) => candidate === value);
  if (known === undefined) throw new UsageError(`${option} ${value} is not known; there are: ${allowed.join(', ')}`);
  return known;
}

/** `NAME` alone takes its value from the environment, as `docker build` does. */
export function buildArguments(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const word of words) {
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    if (name === '') throw new UsageError(`--build-arg ${word} has no name; write NAME=VALUE`);
    const value = equals < 0 ? environment[name] : word.slice(equals + 1);
    if (value !== undefined) result.set(name, value);
  }
  return result;
}
