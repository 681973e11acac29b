// `longshore lint …`, `format …`, `forecast …`, `lsp`: reads the words of the command line, runs, and says with which
// status to exit.
import * as l10n from '@vscode/l10n';
import { version } from '../../package.json';
import { type Severity, severities } from '../dockerfile/rule-parts/rule.ts';
import {
  formatHelp,
  type LintArguments,
  lintHelp,
  readFormatArguments,
  readLintArguments,
  UsageError,
} from './arguments.ts';
import { configurationSource } from './configuration.ts';
import type { FileResult } from './file-result.ts';
import { forecastHelp, readForecastArguments } from './forecast-arguments.ts';
import { formatFiles } from './format-files.ts';
import { lintFiles } from './lint-files.ts';
import { type Texts, useEnglish, useLocaleOf, withoutLocale } from './locale.ts';
import { formatNamed, reports } from './reports/index.ts';

/** What is wrong with the words of a command line. */
export const usageSentences = {
  unknownValue: (option: string, allowed: string) => l10n.t('Unknown value for {0}. Use one of {1}', option, allowed),
  missingCommand: () => l10n.t('Missing command. Use longshore lint PATH'),
  unknownCommand: (command: string) => l10n.t('Unknown command: {0}. Use lint, format, forecast or lsp', command),
};

/** What the command line has of the world. */
export interface CommandLineHost {
  write(text: string): void;
  /** To the error stream. */
  complain(text: string): void;
  /** All of the standard input. */
  readInput(): Promise<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly color: boolean;
  readonly texts: Texts;
  /** The language server over the standard input and output, until its client ends it. */
  serve(): Promise<void>;
}

/** 0: nothing at or above the threshold; 1: something; 2: wrong usage, or a file that cannot be read. Never throws. */
export type ExitStatus = 0 | 1 | 2;

export async function runCommandLine(words: readonly string[], host: CommandLineHost): Promise<ExitStatus> {
  const hasTexts = useLocaleOf(words, host.texts);
  const [command, ...rest] = words;
  if (command === '--version' || command === '-V') {
    host.write(`longshore ${version}\n`);
    return 0;
  }
  if (
    command === '--help' ||
    command === '-h' ||
    command === 'help' ||
    (command === 'lint' && rest.includes('--help'))
  ) {
    host.write(lintHelp(host.texts.languages()));
    return 0;
  }
  try {
    if (!hasTexts) {
      const languages = host.texts.languages().join(', ');
      throw new UsageError(usageSentences.unknownValue('--locale', languages));
    }
    if (command === 'lsp') return await runServer(rest, host);
    if (command === 'format') return await runFormat(rest, host);
    if (command === 'forecast') return await forecast(rest, host);
    if (command !== 'lint') {
      throw new UsageError(
        command === undefined ? usageSentences.missingCommand() : usageSentences.unknownCommand(command),
      );
    }
    return await runLint(readLintArguments(rest, host.environment), host);
  } catch (error) {
    if (error instanceof UsageError) host.complain(`longshore: ${error.message}\n${l10n.t('See longshore --help')}\n`);
    else host.complain(`longshore: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 2;
  }
}

async function runFormat(words: readonly string[], host: CommandLineHost): Promise<ExitStatus> {
  if (words.includes('--help')) {
    host.write(formatHelp(host.texts.languages()));
    return 0;
  }
  const { changed, failures } = await formatFiles(readFormatArguments(words), host);
  for (const failure of failures) host.complain(`longshore: ${failure}\n`);
  if (failures.length > 0) return 2;
  return words.includes('--check') && changed > 0 ? 1 : 0;
}

async function forecast(words: readonly string[], host: CommandLineHost): Promise<ExitStatus> {
  if (words.includes('--help')) {
    host.write(forecastHelp(host.texts.languages()));
    return 0;
  }
  const options = readForecastArguments(words, host.environment);
  try {
    // It asks an engine, which nothing else here does.
    const { runForecast } = await import('./forecast-command.ts');
    return await runForecast(options, host);
  } catch (error) {
    // Engines and contexts say themselves what is wrong, and what to do.
    host.complain(`longshore: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

async function runServer(words: readonly string[], host: CommandLineHost): Promise<ExitStatus> {
  if (withoutLocale(words).join(' ') !== '--stdio') {
    throw new UsageError(l10n.t('The language server uses standard input and output. Use longshore lsp --stdio'));
  }
  await host.serve();
  return 0;
}

async function runLint(options: LintArguments, host: CommandLineHost): Promise<ExitStatus> {
  const source = configurationSource(options.configuration);
  // How to report is asked once: the folder in which the command runs says it for all files.
  const { format: configured, color } = await source.of('.');
  const format = options.format ?? formatNamed(configured ?? 'tty');
  if (format && format !== 'tty') useEnglish();
  const { results, failures } = await lintFiles(options, source, () => host.readInput());
  if (!format)
    host.complain(`longshore: ${l10n.t('Unknown format in the configuration: {0}. Using tty', configured ?? '')}\n`);
  host.write(reports[format ?? 'tty'](results, { color: host.color && color !== false, version }));
  for (const complaint of [...source.complaints, ...failures]) host.complain(`longshore: ${complaint}\n`);
  if (failures.length > 0 || source.failed) return 2;
  return results.some((result) => reaches(result, options.threshold ?? result.threshold)) ? 1 : 0;
}

function reaches({ problems }: FileResult, threshold: Severity | 'none'): boolean {
  if (threshold === 'none') return false;
  const worst = severities.indexOf(threshold);
  return problems.some(({ severity }) => severities.indexOf(severity) <= worst);
}
