// What an install reads beside the manifests is copied by the fix, or there is no fix, and the message says why. npm is run
// for real on what the fix copies.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyFix } from '../../../src/dockerfile/linting/apply-fixes.ts';
import { copyArguments } from '../../../src/dockerfile/meaning/copy-arguments.ts';
import { javascriptObstacles } from '../../../src/dockerfile/rules/copy-manifest-before-install/javascript-needs.ts';
import { jvmObstacles } from '../../../src/dockerfile/rules/copy-manifest-before-install/jvm-needs.ts';
import { otherObstacles } from '../../../src/dockerfile/rules/copy-manifest-before-install/other-needs.ts';
import { copyManifestBeforeInstall as rule } from '../../../src/dockerfile/rules/copy-manifest-before-install.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import { diskFolder } from '../../../src/surroundings/disk-folder.ts';
import { surroundingsOf } from '../../../src/surroundings/surroundings.ts';
import { problemsOf } from '../../support/rule-cases.ts';

const manifest = (members: object = {}) => JSON.stringify({ name: 'shop', version: '1.0.0', ...members });

describe('what an install reads beside its manifests', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-needs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  const judged = async (install: string, files: Readonly<Record<string, string>>) => {
    write(files);
    const text = `FROM x:1\nWORKDIR /app\nCOPY . .\nRUN ${install}\n`;
    const surroundings = await surroundingsOf(diskFolder(folder), 'Dockerfile', parseDockerfile(text));
    const [problem] = problemsOf(rule, text, surroundings);
    assert.ok(problem, 'nothing is said of it');
    return { message: problem.message, fixed: problem.fix && applyFix(text, problem.fix) };
  };
  /** The folder as the install finds it in a build of the text. */
  const copied = (text: string): string => {
    const to = join(folder, '.image');
    mkdirSync(to);
    const document = parseDockerfile(text);
    const install = document.instructions.findIndex(({ keyword }) => keyword === 'RUN');
    for (const instruction of document.instructions.slice(0, install)) {
      const copy = copyArguments(document, instruction);
      for (const source of copy?.sources ?? []) {
        const destination = copy?.destination.text ?? '';
        const name = destination.endsWith('/')
          ? join(destination, source.text.slice(source.text.lastIndexOf('/') + 1))
          : destination;
        cpSync(join(folder, source.text), join(to, name), { recursive: true });
      }
    }
    return to;
  };
  const npm = (args: readonly string[], cwd: string) =>
    execFileSync('npm', [...args, '--offline', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });

  const withheld: readonly (readonly [
    why: string,
    install: string,
    files: Record<string, string>,
    said: RegExp | string,
  ])[] = [
    [
      'a script after the install',
      'npm ci',
      { 'package.json': manifest({ scripts: { postinstall: 'node scripts/p.js' } }), 'scripts/p.js': '' },
      /postinstall script runs \(node scripts\/p\.js\)/,
    ],
    [
      'prepare, which builds',
      'npm ci',
      { 'package.json': manifest({ scripts: { prepare: 'tsc' } }) },
      /prepare script/,
    ],
    [
      'workspaces',
      'npm ci',
      { 'package.json': manifest({ workspaces: ['packages/*'] }) },
      javascriptObstacles.workspaces(),
    ],
    [
      'pnpm’s workspaces',
      'pnpm install',
      { 'package.json': manifest(), 'pnpm-workspace.yaml': 'packages:\n  - apps/*\n' },
      javascriptObstacles.workspaces(),
    ],
    [
      'a package outside',
      'npm ci',
      { 'package.json': manifest({ dependencies: { a: 'file:../a' } }) },
      javascriptObstacles.outside('../a'),
    ],
    ['a manifest that is no JSON', 'npm ci', { 'package.json': '{' }, javascriptObstacles.unreadable()],
    [
      'a mirror of packages',
      'yarn',
      { 'package.json': manifest(), '.yarnrc': 'yarn-offline-mirror "./cache"\n' },
      /mirror/,
    ],
    [
      'an editable requirement',
      'pip install -r requirements.txt',
      { 'requirements.txt': '-e .\n' },
      /-e \., from requirements\.txt/,
    ],
    ['a local wheel', 'pip install -r requirements.txt', { 'requirements.txt': 'flask\n./wheels/a.whl\n' }, /wheels/],
    [
      'an included list that is not there',
      'pip install -r requirements.txt',
      { 'requirements.txt': '-r base.txt\n' },
      /base\.txt/,
    ],
    ['a list outside', 'pip install -r requirements.txt', { 'requirements.txt': '-r ../base.txt\n' }, /outside/],
    [
      'a path in pyproject.toml',
      'uv sync',
      { 'pyproject.toml': '[tool.uv.sources]\na = { path = "../a" }\n' },
      /local packages/,
    ],
    ['a workspace of uv', 'uv sync', { 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["a"]\n' }, /members/],
    [
      'metadata made from the sources',
      'uv sync --locked',
      { 'pyproject.toml': '[project]\nname = "a"\ndynamic = ["version"]\n' },
      /metadata/,
    ],
    ['a local path in Pipfile', 'pipenv install', { Pipfile: '[packages]\na = {path = "."}\n' }, /Pipfile/],
    [
      'a list of pip in an environment of conda',
      'conda env create -f environment.yml',
      { 'environment.yml': 'dependencies:\n  - pip:\n    - -r requirements.txt\n' },
      /requirements\.txt/,
    ],
    ['a module that go.mod replaces', 'go mod download', { 'go.mod': 'module a\nreplace b => ./b\n' }, /go\.mod/],
    ['a workspace of Go', 'go mod download', { 'go.mod': 'module a\n', 'go.work': 'use ./a\n' }, /go\.work/],
    ['a workspace of Cargo', 'cargo build', { 'Cargo.toml': '[workspace]\nmembers = ["a"]\n' }, /member/],
    [
      'a target of Cargo with a path',
      'cargo build',
      { 'Cargo.toml': '[package]\nname = "a"\n[[bin]]\npath = "b.rs"\n' },
      /target files/,
    ],
    ['a local crate', 'cargo fetch', { 'Cargo.toml': '[dependencies]\na = { path = "a" }\n' }, /local crates/],
    [
      'modules of Maven',
      'mvn package',
      { 'pom.xml': '<project><modules><module>a</module></modules></project>' },
      /each module/,
    ],
    ['subprojects of Gradle', 'gradle build', { 'build.gradle': '', 'settings.gradle': "include 'a'\n" }, /subproject/],
    ['a script of Gradle', 'gradle build', { 'build.gradle': "apply from: 'x.gradle'\n" }, jvmObstacles.gradleFiles()],
    [
      'a path repository of Composer',
      'composer install',
      { 'composer.json': '{"repositories":[{"type":"path","url":"./a"}]}' },
      /local packages/,
    ],
    ['a gemspec', 'bundle install', { Gemfile: 'gemspec\n' }, /gemspec/],
    [
      'a file that the Gemfile reads',
      'bundle install',
      { Gemfile: 'ruby File.read(".ruby")\n' },
      otherObstacles.gemFiles(),
    ],
    [
      'a project that another refers to',
      'dotnet restore',
      { 'A.csproj': '<Project><ProjectReference Include="../B/B.csproj" /></Project>' },
      /referenced projects/,
    ],
    ['a file that mix.exs reads', 'mix deps.get', { 'mix.exs': 'version: File.read!("VERSION")' }, /mix\.exs reads/],
    ['a local package of Dart', 'dart pub get', { 'pubspec.yaml': 'dependencies:\n  a:\n    path: ../a\n' }, /pubspec/],
  ];
  for (const [why, install, files, said] of withheld) {
    it(`are a reason to offer no fix: ${why}`, async () => {
      const { message, fixed } = await judged(install, files);
      assert.equal(fixed, undefined);
      if (typeof said === 'string') assert.ok(message.includes(said), message);
      else assert.match(message, said);
      assert.match(message, / \(this includes /);
    });
  }

  const copiedToo: readonly (readonly [
    what: string,
    install: string,
    files: Record<string, string>,
    lines: readonly string[],
  ])[] = [
    [
      'patches of patch-package',
      'npm ci',
      { 'package.json': manifest({ scripts: { postinstall: 'patch-package' } }), 'patches/a.patch': '' },
      ['COPY package.json ./', 'COPY patches ./patches'],
    ],
    [
      'patches of pnpm',
      'pnpm install',
      { 'package.json': manifest({ pnpm: { patchedDependencies: { a: 'patches/a.patch' } } }), 'patches/a.patch': '' },
      ['COPY package.json ./', 'COPY patches/a.patch ./patches/'],
    ],
    [
      'the schema of Prisma',
      'npm ci',
      { 'package.json': manifest({ scripts: { postinstall: 'prisma generate' } }), 'prisma/schema.prisma': '' },
      ['COPY package.json ./', 'COPY prisma ./prisma'],
    ],
    [
      'the release of Yarn',
      'yarn install',
      {
        'package.json': manifest(),
        '.yarnrc.yml': 'yarnPath: .yarn/releases/yarn-4.cjs\n',
        '.yarn/releases/yarn-4.cjs': '',
      },
      ['COPY package.json .yarnrc.yml ./', 'COPY .yarn/releases/yarn-4.cjs ./.yarn/releases/'],
    ],
    [
      'lists that a list includes',
      'pip install -r requirements.txt',
      {
        'requirements.txt': '-r base.txt\n-c deps/c.txt\n',
        'base.txt': '',
        'deps/c.txt': '-r d.txt\n',
        'deps/d.txt': '',
      },
      ['COPY requirements.txt base.txt ./', 'COPY deps/c.txt deps/d.txt ./deps/'],
    ],
    [
      'the settings of Cargo',
      'cargo fetch',
      { 'Cargo.toml': '[package]\nname = "a"\n', '.cargo/config.toml': '' },
      ['COPY Cargo.toml ./', 'COPY .cargo ./.cargo'],
    ],
    [
      'the catalog of Gradle',
      'gradle build',
      { 'build.gradle': '', 'gradle/libs.versions.toml': '' },
      ['COPY build.gradle ./', 'COPY gradle ./gradle'],
    ],
    [
      'the settings of Maven',
      'mvn package',
      { 'pom.xml': '<project/>', '.mvn/maven.config': '' },
      ['COPY pom.xml ./', 'COPY .mvn ./.mvn'],
    ],
  ];
  for (const [what, install, files, lines] of copiedToo) {
    it(`are copied: ${what}`, async () => {
      const { fixed = '' } = await judged(install, files);
      assert.deepEqual(
        fixed.split('\n').filter((line) => /^COPY (?!\. )/.test(line)),
        lines,
      );
    });
  }

  it('are enough for npm itself: a local package, and scripts that are left out', async () => {
    write({
      'package.json': manifest({
        dependencies: { tool: 'file:tools/tool' },
        scripts: { prepare: 'husky || true' },
      }),
      'tools/tool/package.json': JSON.stringify({ name: 'tool', version: '1.0.0' }),
      'src/index.js': '',
    });
    npm(['install', '--package-lock-only'], folder);
    const { fixed } = await judged('npm ci', {});
    assert.ok(fixed);
    assert.match(fixed, /COPY tools\/tool \.\/tools\/tool/);
    npm(['ci'], copied(fixed));
  }).timeout(60_000);

  it('make npm fail where they are missing, which is why there is no fix', async () => {
    write({
      'package.json': manifest({ scripts: { postinstall: 'node scripts/p.js' } }),
      'scripts/p.js': 'console.log(1)\n',
    });
    npm(['install', '--package-lock-only'], folder);
    assert.equal((await judged('npm ci', {})).fixed, undefined);
    const bare = copied('FROM x:1\nCOPY package.json package-lock.json ./\nRUN npm ci\n');
    assert.throws(() => npm(['ci'], bare), /Cannot find module/);
    // With scripts left out nothing of the project is needed.
    const { fixed } = await judged('npm ci --ignore-scripts', {});
    assert.ok(fixed);
    npm(['ci', '--ignore-scripts'], bare);
  }).timeout(60_000);
});
