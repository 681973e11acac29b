// The options of `longshore forecast`.
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ForecastRequest } from '../forecast/build-options.ts';
import { buildArguments, parsedWith, UsageError } from './arguments.ts';

export interface ForecastArguments {
  readonly request: ForecastRequest;
  readonly json: boolean;
  readonly record: boolean;
  /** Folder of the records. */
  readonly records: string;
  /** An engine's address; undefined: as the Docker CLI chooses. */
  readonly host: string | undefined;
}

export const forecastHelp = `Says which steps the next build of a Dockerfile will reuse from the cache, which it will run, and why.

longshore forecast [OPTIONS] DOCKERFILE
longshore forecast --record [OPTIONS] DOCKERFILE     after a build: remembers what was built

Forecasts come from records of earlier builds: those made in the editor, and those that --record writes. A step of which
nobody can know beforehand is said to be unknown.

  --record                   write a record instead of a forecast: a build with these options, of the files as they are
                             now, has just succeeded
  --json                     print JSON
  --context FOLDER           the build context (default: the Dockerfile's folder)
  --target STAGE, --platform PLATFORM, --build-arg NAME[=VALUE], --network MODE, --add-host NAME:ADDRESS, --no-cache, --pull
                             as for docker build
  --host ADDRESS             the engine (default: that of DOCKER_HOST, DOCKER_CONTEXT, or the current context)
  --records FOLDER           where records are kept (default: LONGSHORE_RECORDS, or .local/share/longshore/forecast in
                             the home folder)
  --help, --version

Exit status: 0 all steps are reused, or the record is written, 1 a step may run, 2 wrong usage or a failure.
`;

const options = {
  record: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  context: { type: 'string' },
  target: { type: 'string' },
  platform: { type: 'string' },
  network: { type: 'string' },
  host: { type: 'string' },
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
  if (path === undefined || positionals.length > 1)
    throw new UsageError('Name one Dockerfile: longshore forecast PATH');
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
