// Commands that fetch what a project's manifest lists, and which files they need for it. Data; knows no Dockerfile.

import { javascriptOptionsWithValue, mayRunAnother, optionsEnd, resolveInvocation } from '../shell/invocation.ts';
import {
  bun,
  bundler,
  cargo,
  composer,
  conda,
  dart,
  deno,
  dotnet,
  type Ecosystem,
  flutter,
  goBuild,
  goModules,
  gradle,
  leiningen,
  maven,
  mix,
  npm,
  pdm,
  pip,
  pipenv,
  pixi,
  pnpm,
  poetry,
  sbt,
  smallEcosystem,
  swift,
  uv,
  yarn,
} from './ecosystems.ts';

export interface Install {
  readonly ecosystem: Ecosystem;
  /** The words that make it one, for a message: `npm ci` */
  readonly command: string;
  /** Files named in the command (`pip install -r …`), instead of the ecosystem's. */
  readonly files?: readonly string[];
  /** It works in another folder than the current one. */
  readonly elsewhere: boolean;
}

type Detect = (args: readonly string[], name: string) => Omit<Install, 'command'> | undefined;

/** undefined if the command fetches nothing that a manifest of the project lists. */
export function installOf(name: string, args: readonly string[]): Install | undefined {
  if (!mayBeInstall(name)) return undefined;
  const invocation = resolveInvocation(name, args);
  const family = invocation.name.replace(/^(pip|php)[\d.]+$/, '$1');
  const install = Object.hasOwn(detectors, family) ? detectors[family]?.(invocation.args, family) : undefined;
  const action = invocation.args.find((arg) => !arg.startsWith('-') && arg !== 'clean');
  return install && { ...install, command: [invocation.name, action].filter((word) => word !== undefined).join(' ') };
}

/** Quick, and never wrong where it says no. */
export function mayBeInstall(name: string): boolean {
  return Object.hasOwn(detectors, name) || mayRunAnother(name) || /^(?:pip|php)\d/.test(name);
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

/** `yarn workspaces focus api --production`: what the workspaces named need, and no more. */
const yarnFocus: Detect = (args) => {
  const [first, second] = operands(args, javascriptOptionsWithValue);
  return first === 'workspaces' && second === 'focus' ? { ecosystem: yarn, elsewhere: false } : undefined;
};

/** The release of yarn that a project brings along: `node .yarn/releases/yarn-4.5.0.cjs install` */
const yarnRelease: Detect = (args) => {
  const at = optionsEnd(args);
  return /(^|\/)\.yarn\/releases\/yarn-[^/]*\.c?js$/.test(args[at] ?? '')
    ? (detectors.yarn?.(args.slice(at + 1), 'yarn') ?? undefined)
    : undefined;
};

const pipInstall: Detect = (args) => {
  if (args[optionsEnd(args)] !== 'install') return undefined;
  const files: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const match = /^(?:-r|-c|--requirement|--constraint)(?:=(.+))?$|^-[rc](.+)$/.exec(args[i] ?? '');
    if (match) files.push(match[1] ?? match[2] ?? args[i + 1] ?? '');
    // The project itself: its sources are needed.
    if (/^(\.\/?|-e|--editable(=.*)?)(\[.*\])?$/.test(args[i] ?? '')) return undefined;
  }
  const isRequirement = args.some((arg) => /^(-r|--requirement)/.test(arg));
  if (!isRequirement || files.some((file) => /^[a-z+]+:\/\/|^\/dev\/|^$/.test(file))) return undefined;
  return { ecosystem: pip, files, elsewhere: false };
};

const pipSync: Detect = (args) => {
  const files = args.filter((arg) => /\.txt$/.test(arg));
  return { ecosystem: pip, files: files.length > 0 ? files : ['requirements.txt'], elsewhere: false };
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
  if (
    goals.some((goal) =>
      /^(.*:)?(go-offline|resolve|resolve-plugins|resolve-dependencies|copy-dependencies)$/.test(goal),
    )
  )
    return { ecosystem, elsewhere };
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
  if (
    tasks.some((task) =>
      /(^|:)(dependencies|(resolve|download|fetch)\w*(dependencies|deps|artifacts|all)\w*|(resolve|download)Dependencies)$/i.test(
        task,
      ),
    )
  ) {
    return { ecosystem, elsewhere };
  }
  if (
    !tasks.some((task) =>
      /(^|:)(build|assemble|jar|bootJar|shadowJar|fatJar|uberJar|installDist|distZip|distTar|war|bootWar|classes|installShadowDist|nativeCompile|buildFatJar|quarkusBuild)$/.test(
        task,
      ),
    )
  )
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
  // `go install ./...`: the project's own programs.
  return first === 'build' || first === 'install' ? { ecosystem: goBuild, elsewhere } : undefined;
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

const cargoCommand: Detect = (words) => {
  const args = words[0]?.startsWith('+') ? words.slice(1) : words;
  const verb = args[optionsEnd(args)] ?? '';
  const elsewhere = hasOption(args, '--manifest-path', '-C');
  // cargo-chef builds what its recipe lists, and that is all that is left to fetch.
  if (verb === 'chef') return args.includes('cook') ? { ecosystem: cargo, elsewhere } : undefined;
  if (verb === 'install') {
    const at = args.findIndex((arg) => arg === '--path' || arg.startsWith('--path='));
    const path = at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
    return path === undefined ? undefined : { ecosystem: cargo, elsewhere: elsewhere || !/^\.\/?$/.test(path) };
  }
  return ['fetch', 'build', 'b', 'vendor'].includes(verb) ? { ecosystem: cargo, elsewhere } : undefined;
};

const mixTasks: Detect = (args) => {
  const tasks = args[0] === 'do' ? args.slice(1).map((arg) => arg.replace(/,$/, '')) : args;
  return tasks.includes('deps.get') ? { ecosystem: mix, elsewhere: false } : undefined;
};

/** `php composer.phar install`, `php /usr/bin/composer install` */
const phpComposer: Detect = (args, name) => {
  const at = optionsEnd(args, ['-d', '-c']);
  const isComposer = /(^|\/)composer(\.phar)?$/.test(args[at] ?? '');
  return isComposer ? detectors.composer?.(args.slice(at + 1), name) : undefined;
};

const sbtTasks: Detect = (args) => {
  const tasks = args.filter((arg) => !arg.startsWith('-')).map((arg) => arg.slice(arg.lastIndexOf('/') + 1));
  if (tasks.some((task) => /^update(Classifiers)?$/.test(task))) return { ecosystem: sbt, elsewhere: false };
  if (
    !tasks.some((task) =>
      /^(compile|assembly|package|stage|dist|universal:packageBin|Docker:stage|publishLocal)$/i.test(task),
    )
  )
    return undefined;
  return { ecosystem: { ...sbt, fetch: 'sbt update' }, elsewhere: false };
};

/** Fetches when the arguments match, joined by blanks. */
const matching =
  (ecosystem: Ecosystem, pattern: RegExp): Detect =>
  (args) =>
    pattern.test(args.join(' ')) ? { ecosystem, elsewhere: false } : undefined;

const detectors: Readonly<Record<string, Detect>> = {
  npm: javascript(npm, ['install', 'i', 'ci', 'clean-install', 'install-clean', 'install-test', 'it', 'cit', 'add']),
  yarn: (args, name) => yarnFocus(args, name) ?? javascript(yarn, ['install'], true)(args, name),
  yarnpkg: (args, name) => detectors.yarn?.(args, name),
  pnpm: javascript(pnpm, ['install', 'i', 'fetch', 'ci']),
  bun: javascript(bun, ['install', 'i', 'ci']),
  deno: action(deno, ['install', 'ci']),
  node: yarnRelease,
  lerna: action(npm, ['bootstrap', 'ci']),
  bower: matching(smallEcosystem('bower', 'bower.json', '.bowerrc'), /^install( -\S+)*$/),
  pip: pipInstall,
  'pip-sync': pipSync,
  uv: (args, name) =>
    args[0] === 'pip'
      ? pipInstall(
          args[1] === 'sync'
            ? ['install', '-r', ...args.slice(2).filter((arg) => !arg.startsWith('-'))]
            : args.slice(1),
          name,
        )
      : action(uv, ['sync'], ['--directory', '--project'])(args, name),
  poetry: (args, name) =>
    hasOption(args, '--only-root')
      ? undefined
      : action(poetry, ['install', 'sync'], ['-C', '--directory', '-P', '--project'])(args, name),
  pipenv: withoutOperands(pipenv, ['install', 'sync'], ['--python', '--categories']),
  pixi: action(pixi, ['install'], ['--manifest-path', '-e', '--environment']),
  rye: action(uv, ['sync']),
  bundle: (args) => {
    if (hasOption(args, '--version', '-v', '--help')) return undefined;
    const first = args[optionsEnd(args, ['--jobs', '-j', '--retry', '--without', '--with', '--path'])];
    return first === undefined || first === 'install' || first === 'cache' || first === 'package'
      ? { ecosystem: bundler, elsewhere: hasOption(args, '--gemfile') }
      : undefined;
  },
  bundler: (args, name) => detectors.bundle?.(args, name),
  pdm: action(pdm, ['install', 'sync'], ['-p', '--project']),
  mix: mixTasks,
  dart: subcommandOf(dart, 'pub', ['get']),
  pub: action(dart, ['get']),
  flutter: subcommandOf(flutter, 'pub', ['get']),
  swift: subcommandOf(swift, 'package', ['resolve', 'update']),
  conda: condaEnvironment,
  mamba: condaEnvironment,
  micromamba: condaEnvironment,
  composer: action(composer, ['install', 'i', 'update'], ['-d', '--working-dir']),
  'composer.phar': action(composer, ['install', 'i'], ['-d', '--working-dir']),
  php: phpComposer,
  go: goCommand,
  cargo: cargoCommand,
  mvn: mavenGoals,
  mvnw: mavenGoals,
  mvnd: mavenGoals,
  gradle: gradleTasks,
  gradlew: gradleTasks,
  sbt: sbtTasks,
  lein: matching(leiningen, /^(with-profile \S+ )?deps\b/),
  dotnet: dotnetCommand,
  nuget: action(dotnet, ['restore']),
  rebar3: action(smallEcosystem('rebar3', 'rebar.config', 'rebar.lock'), ['get-deps']),
  shards: action(smallEcosystem('shards', 'shard.yml', 'shard.lock'), ['install', '']),
  cpanm: matching(smallEcosystem('cpanm', 'cpanfile'), /(^| )--installdeps( |$)/),
  carton: action(smallEcosystem('carton', 'cpanfile', 'cpanfile.snapshot'), ['install']),
  pod: action(smallEcosystem('pod', 'Podfile', 'Podfile.lock'), ['install']),
  stack: matching(
    smallEcosystem('stack', 'stack.yaml', 'stack.yaml.lock', 'package.yaml'),
    /--(only-)?dependencies(-only)?|--only-snapshot/,
  ),
  cabal: matching(smallEcosystem('cabal', '*.cabal', 'cabal.project'), /--(only-dependencies|dependencies-only)/),
  Rscript: matching(smallEcosystem('renv', 'renv.lock'), /renv::restore/),
  R: matching(smallEcosystem('renv', 'renv.lock'), /renv::restore/),
  julia: matching(smallEcosystem('julia', 'Project.toml', 'Manifest.toml'), /Pkg\.instantiate/),
};
