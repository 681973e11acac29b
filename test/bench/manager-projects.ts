// Small projects of many package managers, plain and awkward, and how a Dockerfile installs them: what the fix of
// copy-manifest-before-install is tried on. All of them install where everything is copied. What the managers say of each fix
// is in manager-verdicts.json.
import { javascriptProjects } from './manager-projects-javascript.ts';

export type ManagerName =
  | 'npm'
  | 'pnpm'
  | 'yarn'
  | 'berry'
  | 'bun'
  | 'pip'
  | 'poetry'
  | 'pipenv'
  | 'go'
  | 'cargo'
  | 'mvn'
  | 'gradle'
  | 'composer'
  | 'bundle'
  | 'mix';

export interface ManagerProject {
  /** Unique. */
  readonly name: string;
  readonly manager: ManagerName;
  /** Behind RUN, where everything has been copied to /app. */
  readonly run: string;
  readonly files: Readonly<Record<string, string>>;
  /** A command in the project's folder that makes what people commit: locks. */
  readonly prepare?: string;
}

/** The Dockerfile that the rule finds fault with. */
export function dockerfileOf({ run }: ManagerProject): string {
  return `FROM x:1\nWORKDIR /app\nCOPY . .\nRUN ${run}\n`;
}

const setup = 'from setuptools import setup\nsetup(name="shop", version="1", py_modules=["shop"])\n';

const python: readonly ManagerProject[] = [
  {
    name: 'pip: a list',
    manager: 'pip',
    run: 'pip install -r requirements.txt',
    files: { 'requirements.txt': '# nothing yet\n', 'shop.py': '' },
  },
  {
    name: 'pip: lists in lists, and constraints',
    manager: 'pip',
    run: 'pip install -r requirements/prod.txt -c constraints.txt',
    files: {
      'requirements/prod.txt': '-r base.txt\n--constraint ../limits/c.txt\n',
      'requirements/base.txt': '--requirement=more/extra.txt\n',
      'requirements/more/extra.txt': '',
      'limits/c.txt': '',
      'constraints.txt': '',
      'shop.py': '',
    },
  },
  {
    name: 'pip: a list that continues its lines',
    manager: 'pip',
    run: 'pip install -r requirements.txt',
    files: { 'requirements.txt': '-r \\\n  base.txt\n', 'base.txt': '', 'shop.py': '' },
  },
  {
    name: 'pip: lists behind short options without a blank',
    manager: 'pip',
    run: 'pip install --requirement=requirements.txt',
    files: { 'requirements.txt': '-rbase.txt\n-cc.txt # limits\n', 'base.txt': '', 'c.txt': '', 'shop.py': '' },
  },
  {
    name: 'pip: an editable project',
    manager: 'pip',
    run: 'pip install -r requirements.txt',
    files: { 'requirements.txt': '-e .\n', 'setup.py': setup, 'shop.py': '' },
  },
  {
    name: 'pip: the project by its path',
    manager: 'pip',
    run: 'pip install -r requirements.txt',
    files: { 'requirements.txt': './lib\n', 'lib/setup.py': setup, 'lib/shop.py': '' },
  },
  {
    name: 'pip: a folder without a dot before it',
    manager: 'pip',
    run: 'pip install -r requirements.txt',
    files: { 'requirements.txt': 'lib/\n', 'lib/setup.py': setup, 'lib/shop.py': '' },
  },
  {
    name: 'pip: a folder of wheels',
    manager: 'pip',
    run: 'pip install -r requirements.txt',
    files: {
      'requirements.txt': '--find-links wheels\nshop\n',
      'src/setup.py': setup,
      'src/shop.py': '',
    },
    prepare: 'pip wheel -q -w wheels ./src && rm -rf .venv src/build src/*.egg-info',
  },
  {
    name: 'pip: a list in a subfolder that names the project above',
    manager: 'pip',
    run: 'pip install -r deploy/requirements.txt',
    files: { 'deploy/requirements.txt': '-e ./\n', 'setup.py': setup, 'shop.py': '' },
  },
  ...poetryProjects(),
  {
    name: 'pipenv: a Pipfile with its lock',
    manager: 'pipenv',
    run: 'pipenv install --deploy',
    files: { Pipfile: '[packages]\n', 'shop.py': '' },
    prepare: 'pipenv lock && rm -rf .venv',
  },
];

function poetryProjects(): readonly ManagerProject[] {
  const pyproject = (more: string) =>
    `[tool.poetry]\nname = "shop"\nversion = "1"\ndescription = ""\nauthors = []\n${more}\n[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n`;
  const dependencies = '\n[tool.poetry.dependencies]\npython = "^3.9"\n';
  const poetry = { manager: 'poetry', run: 'poetry install', prepare: 'poetry lock -q && rm -rf .venv' } as const;
  return [
    {
      ...poetry,
      name: 'poetry: a package',
      files: { 'pyproject.toml': pyproject(dependencies), 'shop/__init__.py': '' },
    },
    {
      ...poetry,
      name: 'poetry: a readme, and packages elsewhere',
      files: {
        'pyproject.toml': pyproject(
          `readme = "README.md"\npackages = [{include = "shop", from = "src"}]\n${dependencies}`,
        ),
        'README.md': 'Shop\n',
        'src/shop/__init__.py': '',
      },
    },
    {
      ...poetry,
      name: 'poetry: a local package',
      files: {
        'pyproject.toml': pyproject(`${dependencies}lib = {path = "lib"}\n`),
        'shop/__init__.py': '',
        'lib/setup.py': setup.replace('shop"', 'lib"'),
        'lib/shop.py': '',
      },
    },
    {
      ...poetry,
      name: 'poetry: settings of its own',
      files: {
        'pyproject.toml': pyproject(dependencies),
        'poetry.toml': '[virtualenvs]\ncreate = true\nin-project = true\n',
        'shop/__init__.py': '',
      },
    },
  ];
}

const goMain = { 'main.go': 'package main\n\nfunc main() {}\n' };
const goProjects: readonly ManagerProject[] = [
  { name: 'go: a module', manager: 'go', run: 'go mod download', files: { 'go.mod': 'module shop\n', ...goMain } },
  {
    name: 'go: a build',
    manager: 'go',
    run: 'go build -o /dev/null .',
    files: { 'go.mod': 'module shop\n', ...goMain },
  },
  {
    name: 'go: a module replaced by a folder',
    manager: 'go',
    run: 'go mod download',
    files: {
      'go.mod': 'module shop\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ./lib\n',
      'lib/go.mod': 'module example.com/lib\n',
      'lib/lib.go': 'package lib\n',
      ...goMain,
    },
  },
  {
    name: 'go: replaced in a block',
    manager: 'go',
    run: 'go mod download',
    files: {
      'go.mod':
        'module shop\n\nrequire example.com/lib v0.0.0\n\nreplace (\n\texample.com/lib v0.0.0 => ./deep/lib\n)\n',
      'deep/lib/go.mod': 'module example.com/lib\n',
      'deep/lib/lib.go': 'package lib\n',
      ...goMain,
    },
  },
  {
    name: 'go: a workspace',
    manager: 'go',
    run: 'go mod download',
    files: {
      'go.work': 'go 1.19\n\nuse (\n\t.\n\t./lib\n)\n',
      'go.mod': 'module shop\n\ngo 1.19\n',
      'lib/go.mod': 'module example.com/lib\n\ngo 1.19\n',
      ...goMain,
    },
  },
];

const crate = (name: string, more = '') => `[package]\nname = "${name}"\nversion = "1.0.0"\nedition = "2021"\n${more}`;
const cargoProjects: readonly ManagerProject[] = (
  [
    ['a program', { 'Cargo.toml': crate('shop'), 'src/main.rs': 'fn main() {}\n' }],
    ['a library', { 'Cargo.toml': crate('shop'), 'src/lib.rs': 'pub fn a() {}\n' }],
    [
      'a program elsewhere',
      {
        'Cargo.toml': crate('shop', '\n[[bin]]\nname = "shop"\npath = "app/main.rs"\n'),
        'app/main.rs': 'fn main() {}\n',
      },
    ],
    [
      'a workspace',
      {
        'Cargo.toml': '[workspace]\nmembers = ["a"]\nresolver = "2"\n',
        'a/Cargo.toml': crate('a'),
        'a/src/main.rs': 'fn main() {}\n',
      },
    ],
    [
      'a local crate',
      {
        'Cargo.toml': crate('shop', '\n[dependencies]\nlib = { path = "lib" }\n'),
        'src/main.rs': 'fn main() {}\n',
        'lib/Cargo.toml': crate('lib'),
        'lib/src/lib.rs': '',
      },
    ],
    [
      'a local crate in a table of its own',
      {
        'Cargo.toml': crate('shop', '\n[dependencies.lib]\nversion = "1"\npath = "lib"\n'),
        'src/main.rs': 'fn main() {}\n',
        'lib/Cargo.toml': crate('lib'),
        'lib/src/lib.rs': '',
      },
    ],
    [
      'a build script by its usual name',
      { 'Cargo.toml': crate('shop'), 'build.rs': 'fn main() {}\n', 'src/main.rs': 'fn main() {}\n' },
    ],
    [
      'a build script by another name',
      {
        'Cargo.toml': crate('shop', 'build = "make.rs"\n'),
        'make.rs': 'fn main() {}\n',
        'src/main.rs': 'fn main() {}\n',
      },
    ],
    [
      'a readme and a license file',
      {
        'Cargo.toml': crate('shop', 'readme = "README.md"\nlicense-file = "LICENSE"\n'),
        'README.md': '',
        LICENSE: '',
        'src/main.rs': 'fn main() {}\n',
      },
    ],
    [
      'settings of Cargo',
      {
        'Cargo.toml': crate('shop'),
        '.cargo/config.toml': '[net]\noffline = true\n',
        'src/main.rs': 'fn main() {}\n',
      },
    ],
    [
      'vendored crates',
      {
        'Cargo.toml': crate('shop', '\n[dependencies]\nlib = "1"\n'),
        '.cargo/config.toml':
          '[source.crates-io]\nreplace-with = "vendored"\n\n[source.vendored]\ndirectory = "vendor"\n',
        'vendor/lib/Cargo.toml': crate('lib'),
        'vendor/lib/.cargo-checksum.json': '{"files":{}}',
        'vendor/lib/src/lib.rs': '',
        'src/main.rs': 'fn main() {}\n',
      },
    ],
    [
      'several programs and an example',
      {
        'Cargo.toml': crate('shop', 'default-run = "shop"\n'),
        'src/main.rs': 'fn main() {}\n',
        'src/bin/other.rs': 'fn main() {}\n',
        'examples/e.rs': 'fn main() {}\n',
      },
    ],
    [
      'a patched crate',
      {
        'Cargo.toml': crate('shop', '\n[dependencies]\nlib = "1"\n\n[patch.crates-io]\nlib.path = "lib"\n'),
        'src/main.rs': 'fn main() {}\n',
        'lib/Cargo.toml': crate('lib'),
        'lib/src/lib.rs': '',
      },
    ],
  ] as const
).map(([name, files]) => ({
  name: `cargo: ${name}`,
  manager: 'cargo',
  run: 'cargo build',
  files: files as Readonly<Record<string, string>>,
  prepare: 'cargo generate-lockfile --offline',
}));

const pom = (more: string) =>
  `<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>shop</artifactId><version>1</version><packaging>pom</packaging>${more}</project>\n`;
const child = (parent: string) =>
  `<project><modelVersion>4.0.0</modelVersion><parent><groupId>g</groupId><artifactId>shop</artifactId><version>1</version>${parent}</parent><artifactId>child</artifactId><packaging>pom</packaging></project>\n`;
const mavenProjects: readonly ManagerProject[] = (
  [
    ['a project', { 'pom.xml': pom(''), 'src/main/java/A.java': 'class A {}\n' }],
    ['modules', { 'pom.xml': pom('<modules><module>child</module></modules>'), 'child/pom.xml': child('') }],
    [
      'modules of a profile',
      {
        'pom.xml': pom(
          '<profiles><profile><id>p</id><activation><activeByDefault>true</activeByDefault></activation><modules>\n<module>child</module></modules></profile></profiles>',
        ),
        'child/pom.xml': child(''),
      },
    ],
    [
      'a parent in a folder',
      { 'pom.xml': child('<relativePath>parent/pom.xml</relativePath>'), 'parent/pom.xml': pom('') },
    ],
    ['settings of its own', { 'pom.xml': pom(''), '.mvn/maven.config': '-Dshop=1\n', 'src/x': '' }],
    [
      'a version that another file gives',
      { 'pom.xml': pom('<properties><revision>1</revision></properties>'), '.mvn/maven.config': '-Drevision=2\n' },
    ],
  ] as const
).map(([name, files]) => ({
  name: `mvn: ${name}`,
  manager: 'mvn',
  run: 'mvn package',
  files: files as Readonly<Record<string, string>>,
}));

const gradleProjects: readonly ManagerProject[] = (
  [
    ['a project', { 'build.gradle': "apply plugin: 'base'\n" }],
    ['settings', { 'build.gradle': "apply plugin: 'base'\n", 'settings.gradle': "rootProject.name = 'shop'\n" }],
    [
      'subprojects',
      {
        'build.gradle': "apply plugin: 'base'\nproject(':a') { apply from: 'a.gradle' }\n",
        'settings.gradle': "include ':a'\n",
        'a/a.gradle': '',
      },
    ],
    [
      'subprojects without a build of the root',
      { 'settings.gradle': "include(':a')\n", 'a/build.gradle': "apply plugin: 'base'\n" },
    ],
    [
      'a script that it applies',
      { 'build.gradle': "apply plugin: 'base'\napply from: 'versions.gradle'\n", 'versions.gradle': '' },
    ],
    [
      'a script that it applies from a folder',
      {
        'build.gradle': 'apply plugin: \'base\'\napply from: "gradle/versions.gradle"\n',
        'gradle/versions.gradle': '',
      },
    ],
    ['a build of its own plugins', { 'build.gradle': "apply plugin: 'base'\n", 'buildSrc/build.gradle': '' }],
    [
      'properties',
      { 'build.gradle': "apply plugin: 'base'\nassert shopVersion == '1'\n", 'gradle.properties': 'shopVersion=1\n' },
    ],
    [
      'a file that the build reads',
      { 'build.gradle': "apply plugin: 'base'\nversion = file('VERSION').text\n", VERSION: '1\n' },
    ],
    [
      'a file that the build reads in another way',
      { 'build.gradle': "apply plugin: 'base'\nversion = new File(projectDir, 'VERSION').text\n", VERSION: '1\n' },
    ],
  ] as const
).map(([name, files]) => ({
  name: `gradle: ${name}`,
  manager: 'gradle',
  run: 'gradle assemble --no-daemon',
  files: { 'src/main.txt': '', ...files } as Readonly<Record<string, string>>,
}));

const composerProject = (members: object) =>
  JSON.stringify({ name: 'team/shop', description: 'Shop', repositories: [{ 'packagist.org': false }], ...members });
const composerProjects: readonly ManagerProject[] = (
  [
    ['a project', { 'composer.json': composerProject({}) }],
    [
      'a local package',
      {
        'composer.json': composerProject({
          repositories: [{ 'packagist.org': false }, { type: 'path', url: './lib' }],
          require: { 'team/lib': '*' },
        }),
        'lib/composer.json': '{"name":"team/lib","version":"1.0.0"}',
      },
    ],
    [
      'classes that are loaded by name',
      {
        'composer.json': composerProject({ autoload: { classmap: ['src/'], files: ['src/all.php'] } }),
        'src/all.php': '<?php\n',
      },
    ],
    [
      'scripts after the install',
      {
        'composer.json': composerProject({ scripts: { 'post-install-cmd': ['php scripts/after.php'] } }),
        'scripts/after.php': '<?php\n',
      },
    ],
    [
      'an archive of packages',
      {
        'composer.json': composerProject({
          repositories: [{ 'packagist.org': false }, { type: 'artifact', url: 'zips/' }],
        }),
        'zips/keep.txt': 'nothing yet\n',
      },
    ],
    [
      'a file of repositories within the lock',
      {
        'composer.json': composerProject({
          repositories: { packagist: false, own: { type: 'path', url: 'packages/*', options: { symlink: false } } },
          require: { 'team/lib': '@dev' },
        }),
        'packages/lib/composer.json': '{"name":"team/lib"}',
      },
    ],
  ] as const
).map(([name, files]) => ({
  name: `composer: ${name}`,
  manager: 'composer',
  run: 'composer install --no-interaction',
  files: { 'index.php': '<?php\n', ...files } as Readonly<Record<string, string>>,
  prepare: 'composer update --no-interaction --no-install -q',
}));

const gemspec = (version: string) =>
  `${version === '' ? 'require_relative "lib/shop/version"\n' : ''}Gem::Specification.new do |s|\n  s.name = "shop"\n  s.version = ${version || 'Shop::VERSION'}\n  s.summary = "s"\n  s.authors = ["a"]\n  s.files = []\nend\n`;
const bundleProjects: readonly ManagerProject[] = (
  [
    ['a list', { Gemfile: '# nothing yet\n' }],
    ['a gem in a folder', { Gemfile: 'gem "shop", path: "gems/shop"\n', 'gems/shop/shop.gemspec': gemspec('"1"') }],
    [
      'a gem in a folder, in the older form',
      { Gemfile: 'gem "shop", :path => "gems/shop"\n', 'gems/shop/shop.gemspec': gemspec('"1"') },
    ],
    [
      'gems in a block of a folder',
      { Gemfile: 'path "gems" do\n  gem "shop"\nend\n', 'gems/shop/shop.gemspec': gemspec('"1"') },
    ],
    [
      'gems in a block of a folder with brackets',
      { Gemfile: 'path("gems") do\n  gem "shop"\nend\n', 'gems/shop/shop.gemspec': gemspec('"1"') },
    ],
    [
      'the gem itself',
      {
        Gemfile: 'gemspec\n',
        'shop.gemspec': gemspec(''),
        'lib/shop/version.rb': 'module Shop\n  VERSION = "1"\nend\n',
      },
    ],
    [
      'the gem itself, in a folder',
      { Gemfile: 'gemspec path: "shop"\n', 'shop/shop.gemspec': gemspec('"1"'), 'shop/lib/shop.rb': '' },
    ],
    ['another list', { Gemfile: 'eval_gemfile "Gemfile.common"\n', 'Gemfile.common': '' }],
    ['another list, read', { Gemfile: 'eval(IO.read("Gemfile.common"), binding)\n', 'Gemfile.common': '' }],
    [
      'several lists in a folder',
      { Gemfile: 'Dir["gemfiles/*.rb"].each { |file| eval_gemfile(file) }\n', 'gemfiles/a.rb': '' },
    ],
    ['a version in a file', { Gemfile: 'ruby ">= #{File.read(".ruby-version").strip}"\n', '.ruby-version': '2.0\n' }],
    ['settings of its own', { Gemfile: '# nothing yet\n', '.bundle/config': '---\nBUNDLE_JOBS: "2"\n' }],
  ] as const
).map(([name, files]) => ({
  name: `bundle: ${name}`,
  manager: 'bundle',
  run: 'bundle install',
  files: { 'app.rb': '', ...files } as Readonly<Record<string, string>>,
  prepare: 'bundle lock',
}));

const mixFile = (dependencies: string, before = '') =>
  `defmodule Shop.MixProject do\n  use Mix.Project\n${before}\n  def project do\n    [app: :shop, version: "1.0.0", deps: [${dependencies}]]\n  end\nend\n`;
const mixProjects: readonly ManagerProject[] = (
  [
    ['a project', { 'mix.exs': mixFile('') }],
    [
      'a local package',
      {
        'mix.exs': mixFile('{:lib, path: "lib_dep"}'),
        'lib_dep/mix.exs': mixFile('').replaceAll('Shop', 'Lib').replace(':shop', ':lib'),
      },
    ],
    [
      'a version in a file',
      {
        'mix.exs': mixFile('', '  @version String.trim(File.read!("VERSION"))\n  def version, do: @version\n'),
        VERSION: '1\n',
      },
    ],
    [
      'settings of the project',
      { 'mix.exs': mixFile(''), 'config/config.exs': 'import Config\n', 'mix.lock': '%{\n}\n' },
    ],
    [
      'projects under one roof',
      {
        'mix.exs':
          'defmodule All.MixProject do\n  use Mix.Project\n  def project, do: [apps_path: "apps", deps: []]\nend\n',
        'apps/shop/mix.exs': mixFile(''),
      },
    ],
  ] as const
).map(([name, files]) => ({
  name: `mix: ${name}`,
  manager: 'mix',
  run: 'mix deps.get',
  files: { 'lib/shop.ex': 'defmodule Shop do\nend\n', ...files } as Readonly<Record<string, string>>,
}));

export const managerProjects: readonly ManagerProject[] = [
  ...javascriptProjects,
  ...python,
  ...goProjects,
  ...cargoProjects,
  ...mavenProjects,
  ...gradleProjects,
  ...composerProjects,
  ...bundleProjects,
  ...mixProjects,
];
