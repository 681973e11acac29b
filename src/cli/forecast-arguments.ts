// The options of `longshore forecast`.
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as l10n from '@vscode/l10n';
import type { ForecastRequest } from '../forecast/build-options.ts';
import { buildArguments, optionLines, parsedWith, UsageError } from './arguments.ts';
import { localeOption } from './locale.ts';

export interface ForecastArguments {
  readonly request: ForecastRequest;
  readonly json: boolean;
  readonly record: boolean;
  /** Folder of the records. */
  readonly records: string;
  /** An engine's address; undefined: as the Docker CLI chooses. */
  readonly host: string | undefined;
}

/** What `--help` says. */
export const forecastHelp = (
  languages: readonly string[],
) => `${l10n.t('Predicts which steps the next build of a Dockerfile reuses from the cache, which ones run, and why.')}

longshore forecast [OPTIONS] DOCKERFILE
longshore forecast --record [OPTIONS] DOCKERFILE

${l10n.t('A forecast needs a record of an earlier build, which --record writes. What nobody can know before the build is reported as unknown.')}

${optionLines(forecastOptionHelp(languages))}

${l10n.t('Exit status: 0: all steps are reused, or the build is recorded; 1: a step runs, or may run; 2: wrong usage or a failure.')}
`;

const forecastOptionHelp = (languages: readonly string[]): (readonly [option: string, what: string])[] => [
  [
    '--record',
    l10n.t(
      'Record a build that has just succeeded with these options, from the files as they are now. Prints no forecast.',
    ),
  ],
  ['--json', l10n.t('Print JSON.')],
  ['--context FOLDER', l10n.t("The build context. Default: the Dockerfile's folder.")],
  ['--target STAGE', l10n.t('As for docker build.')],
  ['--platform PLATFORM', l10n.t('As for docker build.')],
  ['--build-arg NAME[=VALUE]', l10n.t('As for docker build. Can be repeated.')],
  ['--network MODE', l10n.t('As for docker build.')],
  ['--add-host NAME:ADDRESS', l10n.t('As for docker build. Can be repeated.')],
  ['--no-cache', l10n.t('As for docker build.')],
  ['--pull', l10n.t('As for docker build.')],
  ['--host ADDRESS', l10n.t('Address or context of the engine. Default: the same as for docker.')],
  [
    '--records FOLDER',
    l10n.t(
      'Folder of the records. Default: LONGSHORE_RECORDS, or .local/share/longshore/forecast in your home folder.',
    ),
  ],
  localeOption(languages),
  ['--help, --version', ''],
];

const options = {
  record: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  context: { type: 'string' },
  target: { type: 'string' },
  platform: { type: 'string' },
  network: { type: 'string' },
  host: { type: 'string' },
  // Read before all others: `locale.ts`.
  locale: { type: 'string' },
  records: { type: 'string' },
  'add-host': { type: 'string', multiple: true, default: [] as string[] },
  'build-arg': { type: 'string', multiple: true, default: [] as string[] },
  'no-cache': { type: 'boolean', default: false },
  pull: { type: 'boolean', default: false },
} as const;

/** Throws UsageError. */
export function readForecastArguments(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ForecastArguments {
  const { values, positionals } = parsedWith(() => parseArgs({ args: [...words], options, allowPositionals: true }));
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new UsageError(l10n.t('Name one Dockerfile'));
  const dockerfile = resolve(path);
  const { target, platform, network, host } = values;
  const dataFolder = environment.XDG_DATA_HOME || join(homedir(), '.local/share');
  return {
    json: values.json,
    record: values.record,
    host,
    records: resolve(values.records ?? (environment.LONGSHORE_RECORDS || join(dataFolder, 'longshore/forecast'))),
    request: {
      dockerfile,
      contextFolder: resolve(values.context ?? dirname(dockerfile)),
      buildArgs: Object.fromEntries(buildArguments(values['build-arg'], environment)),
      extraHosts: values['add-host'],
      noCache: values['no-cache'],
      pull: values.pull,
      ...(target === undefined ? {} : { target }),
      ...(platform === undefined ? {} : { platform }),
      ...(network === undefined ? {} : { networkMode: network }),
    },
  };
}
