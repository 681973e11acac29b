// Commands that fetch what a project's manifest lists, and which files they need for it. Data; knows no Dockerfile.
import { javascriptOptionsWithValue, optionsEnd, resolveInvocation } from './invocation.ts';

export interface Ecosystem {
  /** The command's name for a person */
  readonly tool: string;
  /** At least one of these is in the build context's root; `*` stands for any characters. */
  readonly manifests: readonly string[];
  /** Copied with it if they are there: locks and settings that the install reads. */
  readonly companions: readonly string[];
  /** What to copy where the context's files are not known. */
  readonly usual: readonly string[];
  /** Folders that the tool needs beside the manifest (a wrapper's). */
  readonly folders?: readonly string[];
  /** The command also compiles: this one fetches only, and can run before the sources are there. */
  readonly fetch?: string;
  /** Options with which the command leaves out the project itself, whose sources are not there yet. */
  readonly withoutProject?: readonly string[];
}

export interface Install {
  readonly ecosystem: Ecosystem;
  /** The words that make it one, for a message: `npm ci` */
  readonly shown: string;
  /** Files named in the command (`pip install -r …`), instead of the ecosystem's. */
  readonly files?: readonly string[];
  /** It works in another folder than the current one. */
  readonly elsewhere: boolean;
}

const npm: Ecosystem = {
  tool: 'npm',
  manifests: ['package.json'],
  companions: ['package-lock.json', 'npm-shrinkwrap.json', '.npmrc'],
  usual: ['package*.json'],
};
const yarn: Ecosystem = {
  tool: 'yarn',
  manifests: ['package.json'],
  companions: ['yarn.lock', '.yarnrc.yml', '.yarnrc', '.npmrc'],
  usual: ['package.json', 'yarn.lock'],
};
const pnpm: Ecosystem = {
  tool: 'pnpm',
  manifests: ['package.json'],
  companions: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', '.pnpmfile.cjs'],
  usual: ['package.json', 'pnpm-lock.yaml'],
};
const bun: Ecosystem = {
  tool: 'bun',
  manifests: ['package.json'],
  companions: ['bun.lock', 'bun.lockb', 'bunfig.toml', '.npmrc'],
  usual: ['package.json', 'bun.lock*'],
};
const pip: Ecosystem = { tool: 'pip', manifests: ['requirements.txt'], companions: [], usual: ['requirements.txt'] };
const poetry: Ecosystem = {
  tool: 'poetry',
  manifests: ['pyproject.toml'],
  companions: ['poetry.lock', 'poetry.toml'],
  usual: ['pyproject.toml', 'poetry.lock'],
  withoutProject: ['--no-root'],
};
const uv: Ecosystem = {
  tool: 'uv',
  manifests: ['pyproject.toml'],
  companions: ['uv.lock', 'uv.toml', '.python-version'],
  usual: ['pyproject.toml', 'uv.lock'],
  withoutProject: ['--no-install-project'],
};
const pipenv: Ecosystem = {
  tool: 'pipenv',
  manifests: ['Pipfile'],
  companions: ['Pipfile.lock'],
  usual: ['Pipfile', 'Pipfile.lock'],
};
const bundler: Ecosystem = {
  tool: 'bundle',
  manifests: ['Gemfile'],
  companions: ['Gemfile.lock', '.ruby-version', '.tool-versions'],
  usual: ['Gemfile', 'Gemfile.lock'],
};
const composer: Ecosystem = {
  tool: 'composer',
  manifests: ['composer.json'],
  companions: ['composer.lock', 'symfony.lock', 'auth.json'],
  usual: ['composer.json', 'composer.lock'],
  withoutProject: ['--no-scripts', '--no-autoloader'],
};
const goModules: Ecosystem = {
  tool: 'go',
  manifests: ['go.mod'],
  companions: ['go.sum', 'go.work', 'go.work.sum'],
  usual: ['go.mod', 'go.sum'],
};
const goBuild: Ecosystem = { ...goModules, fetch: 'go mod download' };
/** Cargo wants a target to be there before it reads the manifest. */
const cargo: Ecosystem = {
  tool: 'cargo',
  manifests: ['Cargo.toml'],
  companions: ['Cargo.lock', 'rust-toolchain.toml', 'rust-toolchain'],
  usual: ['Cargo.toml', 'Cargo.lock'],
  fetch: "mkdir src && echo 'fn main() {}' > src/main.rs && cargo fetch && rm -r src",
};
const maven: Ecosystem = { tool: 'mvn', manifests: ['pom.xml'], companions: [], usual: ['pom.xml'] };
const gradle: Ecosystem = {
  tool: 'gradle',
  manifests: ['build.gradle', 'build.gradle.kts'],
  companions: ['settings.gradle', 'settings.gradle.kts', 'gradle.properties', 'gradle.lockfile'],
  usual: ['build.gradle*', 'settings.gradle*'],
};
const dotnet: Ecosystem = {
  tool: 'dotnet',
  manifests: ['*.csproj', '*.fsproj', '*.vbproj'],
  companions: [
    'nuget.config',
    'NuGet.config',
    'NuGet.Config',
    'Directory.*.props',
    'global.json',
    'packages.lock.json',
  ],
  usual: ['*.csproj'],
};

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
