// Ecosystems of packages: which files of a project say what is installed. Data; knows no Dockerfile.

/** Who has fetched with one tool of a family needs little with another: `pip install -r`, then `poetry install`. */
export type EcosystemFamily = 'javascript' | 'python' | 'jvm' | 'other';

export interface Ecosystem {
  /** The command's name for a person */
  readonly tool: string;
  readonly family: EcosystemFamily;
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

export const npm: Ecosystem = {
  tool: 'npm',
  family: 'javascript',
  manifests: ['package.json'],
  companions: ['package-lock.json', 'npm-shrinkwrap.json', '.npmrc'],
  usual: ['package*.json'],
};
export const yarn: Ecosystem = {
  tool: 'yarn',
  family: 'javascript',
  manifests: ['package.json'],
  companions: ['yarn.lock', '.yarnrc.yml', '.yarnrc', '.npmrc'],
  usual: ['package.json', 'yarn.lock'],
};
export const pnpm: Ecosystem = {
  tool: 'pnpm',
  family: 'javascript',
  manifests: ['package.json'],
  companions: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', '.pnpmfile.cjs'],
  usual: ['package.json', 'pnpm-lock.yaml'],
};
export const bun: Ecosystem = {
  tool: 'bun',
  family: 'javascript',
  manifests: ['package.json'],
  companions: ['bun.lock', 'bun.lockb', 'bunfig.toml', '.npmrc'],
  usual: ['package.json', 'bun.lock*'],
};
export const pip: Ecosystem = {
  tool: 'pip',
  family: 'python',
  manifests: ['requirements.txt'],
  companions: [],
  usual: ['requirements.txt'],
};
export const poetry: Ecosystem = {
  tool: 'poetry',
  family: 'python',
  manifests: ['pyproject.toml'],
  companions: ['poetry.lock', 'poetry.toml'],
  usual: ['pyproject.toml', 'poetry.lock'],
  withoutProject: ['--no-root'],
};
export const uv: Ecosystem = {
  tool: 'uv',
  family: 'python',
  manifests: ['pyproject.toml'],
  companions: ['uv.lock', 'uv.toml', '.python-version'],
  usual: ['pyproject.toml', 'uv.lock'],
  withoutProject: ['--no-install-project'],
};
export const pipenv: Ecosystem = {
  tool: 'pipenv',
  family: 'python',
  manifests: ['Pipfile'],
  companions: ['Pipfile.lock'],
  usual: ['Pipfile', 'Pipfile.lock'],
};
export const bundler: Ecosystem = {
  tool: 'bundle',
  family: 'other',
  manifests: ['Gemfile'],
  companions: ['Gemfile.lock', '.ruby-version', '.tool-versions'],
  usual: ['Gemfile', 'Gemfile.lock'],
};
export const composer: Ecosystem = {
  tool: 'composer',
  family: 'other',
  manifests: ['composer.json'],
  companions: ['composer.lock', 'symfony.lock', 'auth.json'],
  usual: ['composer.json', 'composer.lock'],
  withoutProject: ['--no-scripts', '--no-autoloader'],
};
export const goModules: Ecosystem = {
  tool: 'go',
  family: 'other',
  manifests: ['go.mod'],
  companions: ['go.sum', 'go.work', 'go.work.sum'],
  usual: ['go.mod', 'go.sum'],
};
export const goBuild: Ecosystem = { ...goModules, fetch: 'go mod download' };
/** Cargo wants a target to be there before it reads the manifest. */
export const cargo: Ecosystem = {
  tool: 'cargo',
  family: 'other',
  manifests: ['Cargo.toml'],
  companions: ['Cargo.lock', 'rust-toolchain.toml', 'rust-toolchain'],
  usual: ['Cargo.toml', 'Cargo.lock'],
  fetch: "mkdir src && echo 'fn main() {}' > src/main.rs && cargo fetch && rm -r src",
};
export const maven: Ecosystem = {
  tool: 'mvn',
  family: 'jvm',
  manifests: ['pom.xml'],
  companions: [],
  usual: ['pom.xml'],
};
export const gradle: Ecosystem = {
  tool: 'gradle',
  family: 'jvm',
  manifests: ['build.gradle', 'build.gradle.kts'],
  companions: ['settings.gradle', 'settings.gradle.kts', 'gradle.properties', 'gradle.lockfile'],
  usual: ['build.gradle*', 'settings.gradle*'],
};
export const dotnet: Ecosystem = {
  tool: 'dotnet',
  family: 'other',
  manifests: ['*.csproj', '*.fsproj', '*.vbproj'],
  companions: [
    'nuget.config',
    'NuGet.config',
    'NuGet.Config',
    'Directory.*.props',
    'Directory.*.targets',
    'global.json',
    'packages.lock.json',
  ],
  usual: ['*.csproj'],
};
export const pdm: Ecosystem = {
  tool: 'pdm',
  family: 'python',
  manifests: ['pyproject.toml'],
  companions: ['pdm.lock', 'pdm.toml'],
  usual: ['pyproject.toml', 'pdm.lock'],
  withoutProject: ['--no-self'],
};
export const mix: Ecosystem = {
  tool: 'mix',
  family: 'other',
  manifests: ['mix.exs'],
  companions: ['mix.lock'],
  usual: ['mix.exs', 'mix.lock'],
};
export const dart: Ecosystem = {
  tool: 'dart',
  family: 'other',
  manifests: ['pubspec.yaml'],
  companions: ['pubspec.lock'],
  usual: ['pubspec.yaml', 'pubspec.lock'],
};
export const flutter: Ecosystem = { ...dart, tool: 'flutter' };
export const swift: Ecosystem = {
  tool: 'swift',
  family: 'other',
  manifests: ['Package.swift'],
  companions: ['Package.resolved'],
  usual: ['Package.swift', 'Package.resolved'],
};
export const conda: Ecosystem = {
  tool: 'conda',
  family: 'python',
  manifests: ['environment.yml', 'environment.yaml'],
  companions: [],
  usual: ['environment.yml'],
};
export const deno: Ecosystem = {
  tool: 'deno',
  family: 'javascript',
  manifests: ['deno.json', 'deno.jsonc', 'package.json'],
  companions: ['deno.lock', '.npmrc'],
  usual: ['deno.json', 'deno.lock'],
};
export const pixi: Ecosystem = {
  tool: 'pixi',
  family: 'python',
  manifests: ['pixi.toml'],
  companions: ['pixi.lock'],
  usual: ['pixi.toml', 'pixi.lock'],
};
export const sbt: Ecosystem = {
  tool: 'sbt',
  family: 'jvm',
  manifests: ['build.sbt'],
  companions: [],
  usual: ['build.sbt'],
  folders: ['project'],
};
export const leiningen: Ecosystem = {
  tool: 'lein',
  family: 'jvm',
  manifests: ['project.clj'],
  companions: [],
  usual: ['project.clj'],
};

/** Its own files alone, by name; nothing else is known of it. */
export function smallEcosystem(tool: string, ...manifests: readonly string[]): Ecosystem {
  return { tool, family: 'other', manifests: manifests.slice(0, 1), companions: manifests.slice(1), usual: manifests };
}
