// Of each call of the engine: the `docker` command line that does the same, or why there is none. One table, complete by its
// type: a new call does not compile without its line.
import { argumentsWithoutSecrets, hidden, mayBeSecret } from '../../dockerfile/knowledge/hidden-values.ts';
import type { BuildRequest } from '../../engine/build-api.ts';
import type {
  EndpointSettings,
  InspectedContainer,
  InspectedImage,
  Resources,
} from '../../engine/container-settings.ts';
import type { Engine } from '../../engine/engine.ts';
import { dockerBuildLine } from '../building/command-line.ts';
import type { Note } from '../host/equivalents.ts';
import { runOptions, valuesOf, withValues } from '../options/index.ts';
import { dockerRunLine } from '../options/line.ts';
import type { OptionValues } from '../options/option.ts';
import { runOfContainer } from '../options/read-container.ts';
import { openChange } from '../text/image-changes.ts';
import { looksSecret } from '../text/secret-values.ts';
import { joinWords } from '../text/shell-words.ts';

/** How objects are called; ids stand only where no name is known. */
export interface Names {
  container(id: string): string;
  image(reference: string): string;
  network(id: string): string;
  /** Whether what is typed is to reach the container. */
  readonly input: boolean;
}

export type LineOf<Call> = Call extends (...given: infer Given) => infer Answer
  ?
      | {
          /** `change`: noted whenever it happens; `show`: only where a command is there to show it. */
          readonly kind: 'change' | 'show';
          /** Noted as soon as it begins, since it lasts as long as somebody looks. */
          readonly lasts?: boolean;
          /** Made before the call: after it names may be gone. `names`: of what the call is about. */
          line(given: Given, names: Names): Note;
          /** Known only with the answer. */
          after?(answer: Awaited<Answer>, engine: Engine): Promise<Note>;
          /** Whether nothing came of it, as the answer says. */
          isNothing?(answer: Awaited<Answer>): boolean;
          /** Whether it turns out later that it has failed, though there was an answer. */
          failsLater?(answer: Awaited<Answer>): Promise<boolean>;
        }
      | { readonly none: string }
  : never;

type Group<Api> = { readonly [Name in keyof Api]: LineOf<Api[Name]> };

type Groups = 'containers' | 'images' | 'networks' | 'volumes' | 'buildCache' | 'files';
type Alone = 'build' | 'diskUsage' | 'info' | 'events' | 'close';

export type CallLines = { readonly [Name in Groups]: Group<Engine[Name]> } & {
  readonly [Name in Alone]: LineOf<Engine[Name]>;
};

const note = (words: readonly string[], object?: string): Note => ({ text: joinWords(['docker', ...words]), object });
const each = (flag: string, values: readonly string[] | null = []) => (values ?? []).flatMap((value) => [flag, value]);
const one = (flag: string, value: string | number | undefined) =>
  value === undefined || value === '' ? [] : [flag, String(value)];
const on = (flag: string, is: boolean | undefined) => (is ? [flag] : []);

const isSecret = (name: string, value: string) => mayBeSecret(name, value) || looksSecret(value);

/** `NAME=value` without the value of a secret. */
const open = (pair: string) =>
  isSecret(pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1))
    ? `${pair.slice(0, pair.indexOf('=') + 1)}${hidden}`
    : pair;
const pairs = (record: Readonly<Record<string, string>> | null = {}) =>
  Object.entries(record ?? {}).map(([name, value]) => open(`${name}=${value}`));
/** The command line takes the value from the variable of that name. */
const variable = (entry: string) => {
  const name = entry.split('=', 1)[0] ?? '';
  return isSecret(name, entry.slice(name.length + 1)) ? name : entry;
};

const ofItself = { none: 'Longshore asks this for its views and decisions.' } as const;
const ofTheFile = { none: 'The command that knows the file on this machine notes it.' } as const;

export const callLines: CallLines = {
  containers: {
    list: ofItself,
    get: ofItself,
    shells: ofItself,
    inspect: { kind: 'show', line: ([id], names) => note(['inspect'], names.container(id)) },
    create: {
      kind: 'change',
      line: ([{ image, name }]) => note(['create', ...one('--name', name), image]),
      after: async (id, engine) => ({ text: await runLine(engine, id, 'create') }),
    },
    update: {
      kind: 'change',
      line: ([id, resources], names) => note(['update', ...updateFlags(resources)], names.container(id)),
    },
    start: { kind: 'change', line: ([id], names) => note(['start'], names.container(id)) },
    stop: {
      kind: 'change',
      line: ([id, , seconds], names) => note(['stop', ...one('-t', seconds)], names.container(id)),
    },
    kill: { kind: 'change', line: ([id, name], names) => note(['kill', '-s', name], names.container(id)) },
    pause: { kind: 'change', line: ([id], names) => note(['pause'], names.container(id)) },
    unpause: { kind: 'change', line: ([id], names) => note(['unpause'], names.container(id)) },
    rename: { kind: 'change', line: ([id, name], names) => note(['rename', names.container(id), name]) },
    restart: { kind: 'change', line: ([id], names) => note(['restart'], names.container(id)) },
    remove: {
      kind: 'change',
      line: ([id, options = {}], names) =>
        note(['rm', ...on('-f', options.force), ...on('-v', options.volumes)], names.container(id)),
    },
    attach: { kind: 'change', line: ([id], names) => note(['attach', names.container(id)]) },
    startAttached: {
      kind: 'change',
      line: ([id], names) => note(['start', '-a', ...on('-i', names.input), names.container(id)]),
    },
    // A file browser lists folders by it, too.
    exec: {
      kind: 'show',
      line: ([id, { command, user, workingDirectory, environment = [] }], names) =>
        note([
          'exec',
          '-it',
          ...one('-u', user),
          ...one('-w', workingDirectory),
          ...each('-e', environment.map(variable)),
          names.container(id),
          ...command,
        ]),
      failsLater: async ({ ended }) => (await ended).how === 'not-started',
    },
    followLogs: {
      kind: 'show',
      lasts: true,
      line: ([id, request], names) => note(['logs', '-f', ...logFlags(request), names.container(id)]),
    },
    readLogs: {
      kind: 'show',
      line: ([id, request], names) => note(['logs', ...logFlags(request), names.container(id)]),
    },
    stats: { kind: 'show', lasts: true, line: ([id], names) => note(['stats'], names.container(id)) },
    processes: { kind: 'show', line: ([id], names) => note(['top', names.container(id)]) },
    changes: { kind: 'show', line: ([id], names) => note(['diff', names.container(id)]) },
    commit: {
      kind: 'change',
      line: ([id, { reference, message, author, changes, pause }], names) =>
        note([
          'commit',
          ...one('-a', author),
          ...one('-m', message),
          ...each('-c', changes.map(openChange)),
          ...(pause ? [] : ['--pause=false']),
          names.container(id),
          ...(reference === undefined ? [] : [reference]),
        ]),
    },
    exportFiles: ofTheFile,
  },
  images: {
    list: ofItself,
    pulledNames: ofItself,
    inspect: { kind: 'show', line: ([reference], names) => note(['image', 'inspect'], names.image(reference)) },
    pull: {
      kind: 'change',
      line: ([reference, , , options = {}]) =>
        note([
          'pull',
          ...one('--platform', options.platform),
          ...on('-a', options.allTags),
          // The command line takes no tag together with --all-tags.
          options.allTags ? reference.replace(/:[^:/]*$/, '') : reference,
        ]),
    },
    push: { kind: 'change', line: ([reference]) => note(['push', reference]) },
    pushAll: { kind: 'change', line: ([repository]) => note(['push', '-a', repository.replace(/:[^:/]*$/, '')]) },
    verifyCredential: { none: 'The command that logs in notes it.' },
    tag: { kind: 'change', line: ([from, to], names) => note(['tag', names.image(from), to]) },
    remove: {
      kind: 'change',
      line: ([reference, options = {}], names) => note(['rmi', ...on('-f', options.force)], names.image(reference)),
    },
    history: { kind: 'show', line: ([reference], names) => note(['history', names.image(reference)]) },
    save: ofTheFile,
    load: ofTheFile,
    importFiles: ofTheFile,
    search: { kind: 'show', line: ([term]) => note(['search', term]) },
  },
  networks: {
    list: ofItself,
    inspect: { kind: 'show', line: ([id], names) => note(['network', 'inspect'], names.network(id)) },
    create: {
      kind: 'change',
      line: ([{ name, driver, internal, attachable, ipv6, subnets = [], options, labels }]) =>
        note([
          ...['network', 'create', ...one('-d', driver)],
          ...[...on('--internal', internal), ...on('--attachable', attachable), ...on('--ipv6', ipv6)],
          ...subnets.flatMap(({ subnet, gateway, range }) => [
            ...['--subnet', subnet, ...one('--gateway', gateway), ...one('--ip-range', range)],
          ]),
          ...[...each('-o', pairs(options)), ...each('--label', pairs(labels)), name],
        ]),
    },
    connect: {
      kind: 'change',
      line: ([id, container, endpoint], names) =>
        note(['network', 'connect', ...endpointFlags(endpoint), names.network(id), names.container(container)]),
    },
    disconnect: {
      kind: 'change',
      line: ([id, container], names) => note(['network', 'disconnect', names.network(id), names.container(container)]),
    },
    remove: { kind: 'change', line: ([id], names) => note(['network', 'rm'], names.network(id)) },
  },
  volumes: {
    list: ofItself,
    helpers: ofItself,
    inspect: { kind: 'show', line: ([name]) => note(['volume', 'inspect'], name) },
    create: {
      kind: 'change',
      line: ([{ name, driver, options, labels }]) =>
        note([
          ...['volume', 'create', ...one('-d', driver), ...each('-o', pairs(options))],
          ...[...each('--label', pairs(labels)), name],
        ]),
    },
    remove: { kind: 'change', line: ([name]) => note(['volume', 'rm'], name) },
  },
  buildCache: {
    list: { kind: 'show', line: () => note(['builder', 'du']) },
    remove: {
      kind: 'change',
      line: ([id]) => note(['builder', 'prune', '-a', '-f', '--filter', `id=${id}`]),
      // One that others are made upon is tried again once they are gone.
      isNothing: (freed) => freed === undefined,
    },
  },
  files: {
    stat: ofItself,
    read: ofTheFile,
    write: ofTheFile,
    remove: { none: 'docker has no command that removes a file in a container that need not run.' },
  },
  build: { kind: 'change', line: ([request]) => ({ text: buildLine(request) }) },
  diskUsage: { kind: 'show', line: () => note(['system', 'df', '-v']) },
  info: ofItself,
  events: ofItself,
  close: ofItself,
};

/** `docker create …` of a container that is there, or `docker run …`, in the background or with its output here. */
export async function runLine(engine: Engine, id: string, how: 'create' | 'detached' | 'attached'): Promise<string> {
  const [{ raw, imageId }, info] = await Promise.all([engine.containers.inspect(id), engine.info()]);
  const image = await engine.images.inspect(imageId);
  const run = runOfContainer(raw as InspectedContainer, image.raw as InspectedImage, info);
  const values = withValues(openValues(run.values), 'detach', how === 'detached' ? ['true'] : []);
  return dockerRunLine({ ...run, values, command: argumentsWithoutSecrets(run.command) }, { create: how === 'create' });
}

/** The options' values without those of secrets. */
function openValues(values: OptionValues): OptionValues {
  return runOptions.reduce((all, { name, secret }) => {
    const own = valuesOf(values, name);
    const shown = name === 'env' ? own.map(variable) : own.map((value) => (secret?.(value) ? open(value) : value));
    return withValues(all, name, shown);
  }, values);
}

function buildLine({
  contextFolder,
  namedContexts,
  networkMode,
  shmSize,
  dockerfile,
  tags,
  buildArgs,
  labels,
  ...request
}: BuildRequest) {
  const open = Object.fromEntries(pairs(labels).map((pair) => [pair.split('=', 1)[0], pair.replace(/^[^=]*=/, '')]));
  const profile = {
    ...request,
    name: '',
    context: contextFolder,
    ...(namedContexts ? { buildContexts: namedContexts } : {}),
    ...(buildArgs ? { buildArgs } : {}),
    ...(labels ? { labels: open } : {}),
    ...(networkMode === undefined ? {} : { network: networkMode }),
    ...(shmSize === undefined ? {} : { shmSize: String(shmSize) }),
  };
  return dockerBuildLine(withoutUndefined(profile), dockerfile, tags);
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** A profile has no members that are undefined. */
function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Defined<T>;
}

function logFlags({ tail, since, until, timestamps }: Parameters<Engine['containers']['readLogs']>[1]): string[] {
  const time = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());
  return [
    ...(tail === 'all' ? [] : ['-n', String(tail)]),
    ...one('--since', time(since)),
    ...one('--until', time(until)),
    ...on('-t', timestamps),
  ];
}

function updateFlags(resources: Resources): string[] {
  const { Name, MaximumRetryCount } = resources.RestartPolicy ?? {};
  const retries = MaximumRetryCount ? `:${MaximumRetryCount}` : '';
  return [
    ...one('--restart', Name === undefined ? undefined : `${Name}${retries}`),
    ...one('--cpus', resources.NanoCpus === undefined ? undefined : resources.NanoCpus / 1e9),
    ...one('--cpu-shares', resources.CpuShares),
    ...one('--cpu-period', resources.CpuPeriod),
    ...one('--cpu-quota', resources.CpuQuota),
    ...one('--cpu-rt-period', resources.CpuRealtimePeriod),
    ...one('--cpu-rt-runtime', resources.CpuRealtimeRuntime),
    ...one('--cpuset-cpus', resources.CpusetCpus),
    ...one('--cpuset-mems', resources.CpusetMems),
    ...one('--memory', resources.Memory),
    ...one('--memory-reservation', resources.MemoryReservation),
    ...one('--memory-swap', resources.MemorySwap),
    ...one('--blkio-weight', resources.BlkioWeight),
    ...one('--pids-limit', resources.PidsLimit ?? undefined),
  ];
}

function endpointFlags({ Aliases, IPAMConfig, DriverOpts }: EndpointSettings): string[] {
  return [
    ...each('--alias', Aliases),
    ...one('--ip', IPAMConfig?.IPv4Address),
    ...one('--ip6', IPAMConfig?.IPv6Address),
    ...each('--driver-opt', pairs(DriverOpts)),
  ];
}
