// Commands that fetch what a project's manifest lists, and which files they need for it. Data; knows no Dockerfile.

import { javascriptOptionsWithValue, optionsEnd, resolveInvocation } from '../shell/invocation.ts';
import {
  bun,
  bundler,
  cargo,
  composer,
  conda,
  dart,
  dotnet,
  type Ecosystem,
  flutter,
  goBuild,
  goModules,
  gradle,
  maven,
  mix,
  npm,
  pdm,
  pip,
  pipenv,
  pnpm,
  poetry,
  swift,
  uv,
  yarn,
} from './ecosystems.ts';

export interface Install {
  readonly ecosystem: Ecosystem;
  /** The words that make it one, for a message: `npm ci` */
  readonly shown: string;
  /** Files named in the command (`pip install -r …`), instead of the ecosystem's. */
  readonly files?: readonly string[];
  /** It works in another folder than the current one. */
  readonly elsewhere: boolean;
}

type Detect = (args: readonly string[], name: string) => Omit<Install, 'shown'> | undefined;

/** undefined if the command fetches nothing that a manifest of the project lists. */
export function installOf(name: string, args: readonly string[]): Install | undefined {
  const invocation = resolveInvocation(name, args);
  const family = invocation.name.replace(/^pip[\d.]+$/, 'pip');
  const install = Object.hasOwn(detectors, family) ? detectors[family]?.(invocation.args, family) : undefined;
  const action = invocation.args.find((arg) => !arg.startsWith('-') && arg !== 'clean');
  return install && { ...install, shown: [invocation.name, action].filter((word) => word !== undefined).join(' ') };
}

/** Words that are neither options nor their values. */
function operands(args: readonly string[], withValue: readonly string[]): string[] {
  const words: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (withValue.includes(arg)) i++;
    else if (!arg.startsWith('-')) words.push(arg);
  }
  return words;
}

const hasOption = (args: readonly string[], ...names: readonly string[]) =>
  args.some((arg) => names.includes(arg.replace(/=.*$/, '')));

/** A package manager of JavaScript: without names of packages it installs what package.json lists. */
const javascript =
  (ecosystem: Ecosystem, actions: readonly string[], bare = false): Detect =>
  (args) => {
    const isFlag = (word: string) => /^(true|false)$/.test(word);
    const [action, ...packages] = operands(args, javascriptOptionsWithValue).filter((word) => !isFlag(word));
    const isInstall = action === undefined ? bare && !hasOption(args, '--version', '--help') : actions.includes(action);
    if (!isInstall || packages.length > 0 || hasOption(args, '-g', '--global', '--location')) return undefined;
    return { ecosystem, elsewhere: hasOption(args, '--prefix', '-C', '--dir', '--cwd') };
  };

const pipInstall: Detect = (args) => {
  if (args[optionsEnd(args)] !== 'install') return undefined;
  const files: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const match = /^(?:-r|-c|--requirement|--constraint)(?:=(.+))?$|^-[rc](.+)$/.exec(args[i] ?? '');
    if (match) files.push(match[1] ?? match[2] ?? args[i + 1] ?? '');
    // The project itself: its sources are needed.
    if (/^(\.\/?|-e|--editable)(\[.*\])?$/.test(args[i] ?? '')) return undefined;
  }
  const isRequirement = args.some((arg) => /^(-r|--requirement)/.test(arg));
  if (!isRequirement || files.some((file) => /^[a-z+]+:\/\/|^\/dev\/|^$/.test(file))) return undefined;
  return { ecosystem: pip, files, elsewhere: false };
};

const action =
  (ecosystem: Ecosystem, actions: readonly string[], elsewhere: readonly string[] = []): Detect =>
  (args) =>
    actions.includes(args[optionsEnd(args, elsewhere)] ?? '')
      ? { ecosystem, elsewhere: hasOption(args, ...elsewhere) }
      : undefined;

const mavenGoals: Detect = (args, name) => {
  const wrapper = name === 'mvnw';
  const ecosystem: Ecosystem = wrapper
    ? { ...maven, companions: ['mvnw'], usual: ['mvnw', 'pom.xml'], folders: ['.mvn'] }
    : maven;
  const elsewhere = hasOption(args, '-f', '--file', '-pl', '--projects');
  const goals = operands(args, ['-f', '--file', '-pl', '--projects', '-s', '--settings', '-P', '-T', '-gs']);
  if (goals.some((goal) => /^(.*:)?(go-offline|resolve)$/.test(goal))) return { ecosystem, elsewhere };
  if (!goals.some((goal) => /^(compile|package|install|verify|deploy|test-compile)$/.test(goal))) return undefined;
  return { ecosystem: { ...ecosystem, fetch: `${wrapper ? './mvnw' : 'mvn'} dependency:go-offline` }, elsewhere };
};

const gradleTasks: Detect = (args, name) => {
  const wrapper = name === 'gradlew';
  const ecosystem: Ecosystem = wrapper
    ? {
        ...gradle,
        companions: ['gradlew', ...gradle.companions],
        usual: ['gradlew', ...gradle.usual],
        folders: ['gradle'],
      }
    : gradle;
  const tasks = operands(args, ['-p', '--project-dir', '-x', '-b', '--build-file', '-c', '-I', '-g']);
  const elsewhere = hasOption(args, '-p', '--project-dir', '-b', '--build-file');
  if (tasks.some((task) => /^:?(dependencies|resolveDependencies|downloadDependencies)$/.test(task))) {
    return { ecosystem, elsewhere };
  }
  if (!tasks.some((task) => /^:?(build|assemble|jar|bootJar|shadowJar|installDist|war|bootWar|classes)$/.test(task)))
    return undefined;
  return {
    ecosystem: { ...ecosystem, fetch: `${wrapper ? './gradlew' : 'gradle'} dependencies --no-daemon` },
    elsewhere,
  };
};

const goCommand: Detect = (args) => {
  const elsewhere = hasOption(args, '-C');
  const [first, second] = operands(args, ['-C']);
  if (first === 'mod' && (second === 'download' || second === 'vendor')) return { ecosystem: goModules, elsewhere };
  if (args.some((arg) => /^-mod=(vendor|mod)$/.test(arg) || /\.go$/.test(arg) || arg.includes('@'))) return undefined;
  return first === 'build' ? { ecosystem: goBuild, elsewhere } : undefined;
};

const dotnetCommand: Detect = (args) => {
  const [first, project] = operands(args, [
    '-c',
    '--configuration',
    '-o',
    '--output',
    '-r',
    '--runtime',
    '-f',
    '--framework',
    '-v',
    '--verbosity',
    '-s',
    '--source',
    '--configfile',
    '--self-contained',
  ]);
  // A solution, or a project elsewhere: which files it needs, only they tell.
  const elsewhere = project !== undefined && (/\.slnx?$/.test(project) || project.includes('/'));
  if (first === 'restore') return { ecosystem: dotnet, elsewhere };
  if ((first !== 'publish' && first !== 'build') || hasOption(args, '--no-restore')) return undefined;
  return { ecosystem: { ...dotnet, fetch: 'dotnet restore' }, elsewhere };
};

const withoutOperands =
  (ecosystem: Ecosystem, actions: readonly string[], withValue: readonly string[]): Detect =>
  (args) => {
    const [first, ...packages] = operands(args, withValue);
    return actions.includes(first ?? '') && packages.length === 0 ? { ecosystem, elsewhere: false } : undefined;
  };

const subcommandOf =
  (ecosystem: Ecosystem, noun: string, verbs: readonly string[]): Detect =>
  (args) => {
    const [first, second = ''] = operands(args, ['-C', '--directory', '--package-path']);
    if (first !== noun || !verbs.includes(second)) return undefined;
    return { ecosystem, elsewhere: hasOption(args, '-C', '--directory', '--package-path') };
  };

/** `conda env create -f environment.yml`, `micromamba install -f …` */
const condaEnvironment: Detect = (args) => {
  if (!args.some((arg) => /^(?:create|update|install)$/.test(arg))) return undefined;
  const at = args.findIndex((arg) => arg === '-f' || arg === '--file');
  const joined = args.find((arg) => arg.startsWith('--file='))?.slice('--file='.length);
  const file = joined ?? (at < 0 ? undefined : args[at + 1]);
  if (file === undefined || !/\.ya?ml$/.test(file) || file.includes('://')) return undefined;
  return { ecosystem: conda, files: [file], elsewhere: false };
};

const detectors: Readonly<Record<string, Detect>> = {
  npm: javascript(npm, ['install', 'i', 'ci', 'clean-install', 'install-clean']),
  yarn: javascript(yarn, ['install'], true),
  pnpm: javascript(pnpm, ['install', 'i', 'fetch']),
  bun: javascript(bun, ['install', 'i']),
  pip: pipInstall,
  uv: (args, name) =>
    args[0] === 'pip'
      ? pipInstall(args.slice(1), name)
      : action(uv, ['sync'], ['--directory', '--project'])(args, name),
  poetry: action(poetry, ['install', 'sync'], ['-C', '--directory', '-P', '--project']),
  pipenv: withoutOperands(pipenv, ['install', 'sync'], ['--python', '--categories']),
  bundle: (args) => {
    if (hasOption(args, '--version', '-v', '--help')) return undefined;
    const first = args[optionsEnd(args, ['--jobs', '-j', '--retry', '--without', '--with', '--path'])];
    return first === undefined || first === 'install'
      ? { ecosystem: bundler, elsewhere: hasOption(args, '--gemfile') }
      : undefined;
  },
  pdm: action(pdm, ['install', 'sync'], ['-p', '--project']),
  mix: action(mix, ['deps.get']),
  dart: subcommandOf(dart, 'pub', ['get']),
  flutter: subcommandOf(flutter, 'pub', ['get']),
  swift: subcommandOf(swift, 'package', ['resolve', 'update']),
  conda: condaEnvironment,
  mamba: condaEnvironment,
  micromamba: condaEnvironment,
  composer: action(composer, ['install', 'i'], ['-d', '--working-dir']),
  go: goCommand,
  cargo: (args) =>
    ['fetch', 'build', 'b'].includes(args[optionsEnd(args)] ?? '')
      ? { ecosystem: cargo, elsewhere: hasOption(args, '--manifest-path') }
      : undefined,
  mvn: mavenGoals,
  mvnw: mavenGoals,
  gradle: gradleTasks,
  gradlew: gradleTasks,
  dotnet: dotnetCommand,
};
