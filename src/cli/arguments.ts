// The options of `longshore lint` and `longshore format`.
import { parseArgs } from 'node:util';
import * as l10n from '@vscode/l10n';
import { defaultFormatStyle, type FormatStyle } from '../dockerfile/language/format-style.ts';
import { type Severity, severities } from '../dockerfile/rule-parts/rule.ts';
import { defaultThreshold } from '../lint-configuration/configuration.ts';
import { localeOption } from './locale.ts';
import { type Format, formats } from './reports/index.ts';

/** What is wrong with the options. */
export const argumentSentences = {
  nothingToLint: () => l10n.t('Name a Dockerfile, a folder, or - for standard input'),
  twoConfigurations: () => l10n.t('Use either --config or --no-config, not both'),
  fixOfInput: () => l10n.t('--fix writes files, so it cannot fix standard input'),
  nameWithoutInput: () => l10n.t('--stdin-filename needs - as the path'),
  notAllowed: (option: string, value: string, allowed: string) =>
    l10n.t('Unknown value for {0}: {1}. Use one of {2}', option, value, allowed),
  argumentWithoutName: (word: string) => l10n.t('--build-arg {0} has no name. Use NAME=VALUE', word),
};

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

/** What `--help` says. */
export const lintHelp = (
  languages: readonly string[],
) => `${l10n.t('Finds problems in Dockerfiles, and fixes some of them.')}

longshore lint [OPTIONS] PATH...
longshore format [--check] PATH...     ${l10n.t('formats Dockerfiles; see longshore format --help')}
longshore forecast DOCKERFILE          ${l10n.t('predicts what the next build reuses; see longshore forecast --help')}
longshore lsp --stdio                  ${l10n.t('the language server, for editors')}

${l10n.t("PATH is a file, a folder (searched for Dockerfiles), a pattern ('**/*.dockerfile'), or - for standard input.")}

${optionLines(optionHelp(languages))}

${l10n.t('Exit status: 0: no problem at or above the threshold; 1: at least one; 2: wrong usage or an unreadable file.')}
`;

const optionHelp = (languages: readonly string[]): (readonly [option: string, what: string])[] => [
  ['--format FORMAT', l10n.t('Report format: {0}. Default: tty.', formats.join(', '))],
  [
    '--threshold LEVEL',
    l10n.t('Exit with 1 from this severity on: error, warning, info, style, none. Default: {0}.', defaultThreshold),
  ],
  ['--fix', l10n.t('Apply the safe fixes, write the files, and report what is left.')],
  ['--build-arg NAME[=VALUE]', l10n.t('Resolve ARG as a build with this value would. Can be repeated.')],
  ['--stdin-filename NAME', l10n.t('File name of the standard input.')],
  [
    '--config FILE',
    l10n.t(
      'Read this file. Without it, each Dockerfile uses .longshore.yaml or .hadolint.yaml from the nearest parent folder that has one.',
    ),
  ],
  ['--no-config', l10n.t('Do not read any configuration file.')],
  ['--all-rules', l10n.t('Also run the rules that are off by default, and those of newer rule sets.')],
  localeOption(languages),
  ['--help, --version', ''],
];

/** Characters before an option's text. */
const optionWidth = 29;
const helpWidth = 120;

/** Each option with what it does, in lines that fit a terminal. */
export function optionLines(options: readonly (readonly [option: string, what: string])[]): string {
  return options.map(lines).join('\n');
}

function lines([option, what]: readonly [option: string, what: string]): string {
  const texts: string[] = [''];
  for (const word of what.split(' ')) {
    const last = texts.at(-1) ?? '';
    if (last !== '' && optionWidth + last.length + 1 + word.length > helpWidth) texts.push(word);
    else texts[texts.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return texts
    .map((text, index) => `${(index === 0 ? `  ${option}` : '').padEnd(optionWidth)}${text}`.trimEnd())
    .join('\n');
}

const options = {
  format: { type: 'string' },
  threshold: { type: 'string' },
  'build-arg': { type: 'string', multiple: true, default: [] as string[] },
  fix: { type: 'boolean', default: false },
  'stdin-filename': { type: 'string' },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  'all-rules': { type: 'boolean' },
  // Read before all others: `locale.ts`.
  locale: { type: 'string' },
} as const;

/** What `format --help` says. */
export const formatHelp = (
  languages: readonly string[],
) => `${l10n.t('Formats Dockerfiles: indentation, spaces, and blank lines between stages. The image that they build stays the same.')}

longshore format [OPTIONS] PATH...

${l10n.t("PATH is a file, a folder (searched for Dockerfiles), a pattern ('**/*.dockerfile'), or - for standard input.")}

${optionLines(formatOptionHelp(languages))}

${l10n.t('Exit status: 0: formatted, or nothing to do; 1: with --check, files are not formatted; 2: wrong usage or an unreadable file.')}
`;

const formatOptionHelp = (languages: readonly string[]): (readonly [option: string, what: string])[] => [
  ['--check', l10n.t('Write nothing. List the files that are not formatted, and exit with 1 if there are any.')],
  ['--indent NUMBER', l10n.t('Number of spaces that indent a continued line, or tab. Default: 4.')],
  ['--upper', l10n.t('Write instructions in uppercase.')],
  localeOption(languages),
  ['--help, --version', ''],
];

export interface FormatArguments {
  readonly check: boolean;
  readonly style: FormatStyle;
  readonly paths: readonly string[];
}

const formatOptions = {
  check: { type: 'boolean', default: false },
  indent: { type: 'string', default: '4' },
  upper: { type: 'boolean', default: false },
  locale: { type: 'string' },
} as const;

/** Throws UsageError. */
export function readFormatArguments(words: readonly string[]): FormatArguments {
  const { values, positionals } = parsedWith(() =>
    parseArgs({ args: [...words], options: formatOptions, allowPositionals: true }),
  );
  if (positionals.length === 0) throw new UsageError(argumentSentences.nothingToLint());
  if (!/^(?:[1-9]|1[0-6]|tab)$/.test(values.indent)) {
    throw new UsageError(
      l10n.t('Unknown value for {0}: {1}. Use a number from 1 to 16, or tab', '--indent', values.indent),
    );
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
    throw new UsageError(argumentSentences.twoConfigurations());
  }
  if (positionals.length === 0) throw new UsageError(argumentSentences.nothingToLint());
  const readsInput = positionals.includes('-');
  if (readsInput && values.fix) throw new UsageError(argumentSentences.fixOfInput());
  if (!readsInput && values['stdin-filename'] !== undefined) {
    throw new UsageError(argumentSentences.nameWithoutInput());
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
  if (known === undefined) throw new UsageError(argumentSentences.notAllowed(option, value, allowed.join(', ')));
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
    if (name === '') throw new UsageError(argumentSentences.argumentWithoutName(word));
    const value = equals < 0 ? environment[name] : word.slice(equals + 1);
    if (value !== undefined) result.set(name, value);
  }
  return result;
}
