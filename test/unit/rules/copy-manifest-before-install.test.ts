import assert from 'node:assert/strict';
import { applyFix } from '../../../src/dockerfile/linting/apply-fixes.ts';
import { copyManifestBeforeInstall as rule } from '../../../src/dockerfile/rules/copy-manifest-before-install.ts';
import { readMarked } from '../../support/marked-text.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

const files = (...names: readonly string[]) => ({ contextFiles: new Set(names) });

describe('copy-manifest-before-install', () => {
  const installs: readonly (readonly [install: string, manifests: string])[] = [
    ['npm install', 'package*.json'],
    ['npm ci --omit=dev', 'package*.json'],
    ['yarn', 'package.json yarn.lock'],
    ['yarn install --frozen-lockfile', 'package.json yarn.lock'],
    ['pnpm install --frozen-lockfile', 'package.json pnpm-lock.yaml'],
    ['bun install', 'package.json bun.lock*'],
    ['pip install -r requirements.txt', 'requirements.txt'],
    ['pip3 install --no-cache-dir -r requirements-dev.txt -c constraints.txt', 'requirements-dev.txt constraints.txt'],
    ['python3 -m pip install --requirement=requirements.txt', 'requirements.txt'],
    ['poetry install --no-root', 'pyproject.toml poetry.lock'],
    ['uv sync --frozen --no-install-project', 'pyproject.toml uv.lock'],
    ['uv pip install --system -r requirements.txt', 'requirements.txt'],
    ['pipenv install --system --deploy', 'Pipfile Pipfile.lock'],
    ['bundle install', 'Gemfile Gemfile.lock'],
    ['go mod download', 'go.mod go.sum'],
    ['composer install --no-scripts --no-autoloader', 'composer.json composer.lock'],
    ['mix deps.get', 'mix.exs mix.lock'],
    ['dart pub get', 'pubspec.yaml pubspec.lock'],
    ['flutter pub get', 'pubspec.yaml pubspec.lock'],
    ['swift package resolve', 'Package.swift Package.resolved'],
    ['conda env create -f environment.yml', 'environment.yml'],
    ['micromamba install -y --file=env.yaml', 'env.yaml'],
    ['pdm install --no-self', 'pyproject.toml pdm.lock'],
    ['mvn -B dependency:go-offline', 'pom.xml'],
    ['gradle dependencies', 'build.gradle* settings.gradle*'],
    ['dotnet restore', '*.csproj'],
  ];
  for (const [install, manifests] of installs) {
    it(`moves the rest below ${install}`, () => {
      expectFix(
        rule,
        `FROM x:1\nWORKDIR /app\nCOPY ⟦.⟧ .\nRUN ${install}\nRUN make\n`,
        `FROM x:1\nWORKDIR /app\nCOPY ${manifests} ./\nRUN ${install}\nCOPY . .\nRUN make\n`,
      );
    });
  }

  const builds: readonly (readonly [build: string, manifests: string, fetch: string])[] = [
    ['go build -o /app ./cmd/app', 'go.mod go.sum', 'go mod download'],
    ['mvn clean package -DskipTests', 'pom.xml', 'mvn dependency:go-offline'],
    ['gradle bootJar', 'build.gradle* settings.gradle*', 'gradle dependencies --no-daemon'],
    ['dotnet publish -c Release -o /out', '*.csproj', 'dotnet restore'],
    [
      'cargo build --release',
      'Cargo.toml Cargo.lock',
      "mkdir src && echo 'fn main() {}' > src/main.rs && cargo fetch && rm -r src",
    ],
  ];
  for (const [build, manifests, fetch] of builds) {
    it(`fetches before ${build}, and once only`, () => {
      const fixed = `FROM x:1\nWORKDIR /app\nCOPY ${manifests} ./\nRUN ${fetch}\nCOPY . .\nRUN ${build}\n`;
      expectFix(rule, `FROM x:1\nWORKDIR /app\nCOPY ⟦.⟧ .\nRUN ${build}\n`, fixed);
      expectMarked(rule, fixed);
    });
  }

  const quiet: Readonly<Record<string, string>> = {
    'manifests that were copied and installed first':
      'FROM x:1\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\nRUN npm ci --omit=dev\n',
    'an install in another stage': 'FROM x:1 AS a\nCOPY . .\nFROM x:1\nRUN npm ci\n',
    'a stage that starts from one with the packages':
      'FROM x:1 AS deps\nCOPY package.json ./\nRUN npm ci\nFROM deps\nCOPY . .\nRUN npm ci\n',
    'a bind mount': 'FROM x:1\nCOPY . .\nRUN --mount=type=bind,source=package.json,target=package.json npm ci\n',
    'a bind mount by default': 'FROM x:1\nCOPY . .\nRUN --mount=source=package.json,target=package.json npm ci\n',
    'a cache for what compiles': 'FROM x:1\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache/go-build go build .\n',
    'global packages': 'FROM x:1\nCOPY . .\nRUN npm i -g typescript && npm install --global yarn\n',
    'named packages':
      'FROM x:1\nCOPY . .\nRUN pip install flask && npm install express && yarn add x && gem install y\n',
    'the project itself': 'FROM x:1\nCOPY . .\nRUN pip install . && pip install -e .\n',
    'requirements from elsewhere': 'FROM x:1\nCOPY . .\nRUN pip install -r https://example.com/r.txt\n',
    'requirements in another folder': 'FROM x:1\nCOPY . /app\nRUN pip install -r /tmp/requirements.txt\n',
    'go install of a tool': 'FROM x:1\nCOPY . .\nRUN go install example.com/tool@v1 && go build -mod=vendor .\n',
    'a part of the context that the install may need':
      'FROM x:1\nCOPY prisma ./prisma\nCOPY package.json .\nRUN npm ci\n',
    'a part of the context, for what compiles':
      'FROM x:1\nCOPY Cargo.toml Cargo.lock ./\nCOPY src src\nRUN cargo build\n',
    'a bind mount of the lock first':
      'FROM x:1\nWORKDIR /app\nRUN --mount=type=bind,source=uv.lock,target=uv.lock --mount=TYPE=bind,source=pyproject.toml,target=pyproject.toml uv sync --locked --no-install-project\nCOPY . /app\nRUN uv sync --locked\n',
    'what cargo-chef has built':
      'FROM x:1 AS chef\nRUN cargo install cargo-chef\nFROM chef AS plan\nCOPY . .\nRUN cargo chef prepare --recipe-path recipe.json\nFROM chef\nCOPY --from=plan /recipe.json .\nRUN cargo chef cook --release\nCOPY . .\nRUN cargo build --release\n',
    'Gradle’s own task first':
      'FROM x:1\nCOPY build.gradle gradlew ./\nRUN ./gradlew downloadDependencies\nCOPY . .\nRUN ./gradlew build\n',
    'any task of Gradle first':
      'FROM x:1\nCOPY build.gradle.kts ./\nRUN gradle --no-daemon tasks\nCOPY . .\nRUN gradle bootJar\n',
    'a plugin of Maven that fetches':
      'FROM x:1\nCOPY pom.xml .\nRUN mvn de.qaware.maven:go-offline-maven-plugin:resolve-dependencies\nCOPY . .\nRUN mvn package\n',
    'pip download first':
      'FROM x:1\nCOPY requirements.txt .\nRUN make deps\nCOPY . .\nRUN pip install -r requirements.txt\n',
    'poetry without the project first':
      'FROM x:1\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root\nCOPY . .\nRUN poetry install\n',
    'what another tool of Python fetched':
      'FROM x:1\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nRUN poetry install --only main\n',
    'a script that fetches first':
      'FROM x:1\nCOPY scripts/install-deps.sh .\nRUN ./install-deps.sh\nCOPY . .\nRUN npm ci\n',
    'bundle cache first':
      'FROM x:1\nCOPY Gemfile Gemfile.lock ./\nRUN bundle cache\nCOPY . .\nRUN bundle install --local\n',
    'go mod download first': 'FROM x:1\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go install ./...\n',
    'a source that only the build knows': 'FROM x:1\nARG SRC\nCOPY $SRC .\nRUN npm ci\n',
    'triggers of ONBUILD in other folders':
      'FROM x:1\nONBUILD WORKDIR /src\nONBUILD COPY . /src\nONBUILD WORKDIR /app\nONBUILD RUN npm install\n',
    'the project’s root alone': 'FROM x:1\nCOPY . .\nRUN poetry install --only-root\n',
    'a crate by its name':
      'FROM x:1\nCOPY . .\nRUN cargo install cargo-watch && corepack enable && corepack prepare yarn@4 --activate\n',
    'another stage’s files': 'FROM x:1 AS a\nFROM x:1\nCOPY --from=a . .\nRUN npm ci\n',
    'another folder': 'FROM x:1\nWORKDIR /app\nCOPY . /src\nRUN npm ci\n',
    'sources that were fetched': 'FROM x:1\nCOPY . .\nRUN git clone https://example.com/x && cd x && npm ci\n',
    'a later copy': 'FROM x:1\nCOPY package.json .\nRUN npm ci\nCOPY . .\n',
    'other commands':
      'FROM x:1\nCOPY . .\nRUN npm run build && npm test && bundle exec rake && poetry run x && yarn build\n',
    'versions and help': 'FROM x:1\nCOPY . .\nRUN yarn --version && bundle --version\n',
  };
  for (const [name, text] of Object.entries(quiet)) it(`keeps quiet on ${name}`, () => expectMarked(rule, text));

  const found: Readonly<Record<string, string>> = {
    'a copy in the parent stage': 'FROM x:1 AS base\nWORKDIR /app\nCOPY ⟦.⟧ .\nFROM base AS build\nRUN npm ci\n',
    'a copy two stages above':
      'FROM x:1 AS a\nCOPY ⟦.⟧ /app\nFROM a AS b\nFROM b\nWORKDIR /app\nRUN pip install -r requirements.txt\n',
    'a source folder beside the manifest': 'FROM x:1\nCOPY package.json ⟦src⟧ ./\nRUN npm ci\n',
    'a file of code beside the manifest':
      'FROM x:1\nCOPY requirements.txt ⟦app.py⟧ ./\nRUN pip install -r requirements.txt\n',
    'sources copied by themselves': 'FROM x:1\nCOPY ⟦src⟧ ./src\nCOPY package.json .\nRUN npm ci\n',
    'a folder that has the project': 'FROM x:1\nWORKDIR /app\nCOPY ⟦backend/⟧ .\nRUN pip install -r requirements.txt\n',
    'a variable with a default': 'FROM x:1\nARG SRC=.\nCOPY ⟦$SRC⟧ .\nRUN npm ci\n',
    'triggers of ONBUILD': 'FROM x:1\nWORKDIR /app\nONBUILD COPY ⟦.⟧ .\nONBUILD RUN npm install\n',
    'a trigger, and the stage made from it':
      'FROM x:1 AS base\nONBUILD COPY ⟦.⟧ /app\nFROM base\nWORKDIR /app\nRUN npm ci\n',
    quotes: 'FROM x:1\nCOPY ⟦"."⟧ "/app/"\nWORKDIR /app\nRUN npm ci\n',
  };
  for (const [name, text] of Object.entries(found)) it(`finds ${name}`, () => expectMarked(rule, text));

  const moreInstalls = [
    'corepack yarn install',
    'corepack pnpm install --frozen-lockfile',
    'corepack enable && pnpm i',
    'yarn workspaces focus api --production',
    'node .yarn/releases/yarn-4.5.0.cjs install --immutable',
    'npx pnpm install',
    'npx pnpm@9 install --prod',
    'npm clean-install --legacy-peer-deps',
    'bun ci',
    'deno install --frozen',
    'pixi install --locked',
    'go install ./...',
    'go build ./cmd/app',
    'cargo +nightly build --release',
    'cargo install --path .',
    './gradlew :api:build',
    'gradle :web:bootJar -x test',
    'php composer.phar install --no-dev',
    'php /usr/bin/composer install',
    'mix do deps.get, compile',
    'mix do deps.get + deps.compile',
    'sbt assembly',
    'sbt "web/compile"',
    'lein deps',
    'uv pip sync requirements.txt',
    'pip-sync',
    'python -m pip install -r requirements.txt',
    'bundler install',
    'Rscript -e "renv::restore()"',
    'cpanm --installdeps .',
    'shards install --production',
    'npm install && npm run build',
    'yarn --frozen-lockfile --production',
    'pnpm -r install --offline=false',
    'dotnet publish -c Release',
    'composer install --no-dev --optimize-autoloader',
    'mvn -B -DskipTests clean install',
  ];
  for (const install of moreInstalls) {
    it(`knows ${install}`, () => expectMarked(rule, `FROM x:1\nWORKDIR /app\nCOPY ⟦.⟧ .\nRUN ${install}\n`));
  }

  it('looks into a folder whose entries are known', () => {
    const text = 'FROM x:1\nWORKDIR /app\nCOPY ⟦api⟧ .\nRUN npm ci\n';
    const entries = (...names: string[]) => ({
      contextFiles: new Set<string>(),
      contextFolders: new Set(['api']),
      contextEntries: new Map([['api', new Set(names)]]),
    });
    expectMarked(rule, text, entries('package.json', 'src'));
    expectMarked(rule, text.replaceAll(/[⟦⟧]/g, ''), entries('nginx.conf'));
  });
  it('knows that Go needs to fetch nothing where the packages lie in the project', () => {
    const context = { contextFiles: new Set(['go.mod']), contextFolders: new Set(['vendor']) };
    expectMarked(rule, 'FROM x:1\nCOPY . .\nRUN go build ./...\n', context);
  });

  it('marks the words that bring everything', () => {
    expectMarked(rule, 'FROM x:1\nCOPY package.json ⟦./⟧ ./\nRUN npm ci\n');
    expectMarked(rule, 'FROM x:1\nADD --chown=node ⟦*⟧ /app/\nRUN cd /app && npm ci\n');
    expectMarked(rule, 'FROM x:1\nCOPY [⟦"."⟧, "/my app"]\nRUN npm ci\n');
    expectMarked(rule, 'FROM x:1\nCOPY \\\n  ⟦.⟧ \\\n  .\nRUN if true; then npm ci; fi\n');
    expectMarked(rule, 'FROM x:1\nWORKDIR /app\nCOPY ⟦.⟧ .\nRUN cd client && npm ci\n');
  });

  it('says it once for several installs', () => {
    const [problem, ...more] = problemsOf(rule, 'FROM x:1\nCOPY . .\nRUN npm ci\nRUN pip install -r r.txt\n');
    assert.equal(more.length, 0);
    assert.match(problem?.message ?? '', /npm ci, pip install/);
  });

  describe('fix', () => {
    it('copies the manifests that exist', () => {
      expectFix(
        rule,
        'FROM x:1\nCOPY ⟦.⟧ .\nRUN npm ci\n',
        'FROM x:1\nCOPY package.json .npmrc ./\nRUN npm ci\nCOPY . .\n',
        files('package.json', '.npmrc', 'server.js', 'yarn.lock'),
      );
      expectFix(
        rule,
        'FROM x:1\nCOPY ⟦.⟧ .\nRUN dotnet restore\n',
        'FROM x:1\nCOPY Shop.csproj Directory.Build.props ./\nRUN dotnet restore\nCOPY . .\n',
        files('Shop.csproj', 'Directory.Build.props', 'Program.cs'),
      );
    });
    it('brings a build tool’s wrapper and its folder, too', () => {
      expectFix(
        rule,
        'FROM x:1\nWORKDIR /src\nCOPY ⟦.⟧ .\nRUN ./mvnw package\n',
        'FROM x:1\nWORKDIR /src\nCOPY pom.xml mvnw ./\nCOPY .mvn ./.mvn\nRUN ./mvnw dependency:go-offline\nCOPY . .\nRUN ./mvnw package\n',
        files('pom.xml', 'mvnw'),
      );
    });
    it('keeps flags, comments, empty lines and the destination', () => {
      expectFix(
        rule,
        'FROM x:1\nWORKDIR /app\n\n# the sources\nCOPY --chown=node:node --link ⟦.⟧ /app\n\n# the packages\nRUN npm ci\n\nEXPOSE 80\n',
        'FROM x:1\nWORKDIR /app\n\n# the packages\nRUN npm ci\n# the sources\nCOPY --chown=node:node --link . /app\n\nEXPOSE 80\n'.replace(
          '# the packages',
          'COPY --chown=node:node --link package*.json /app/\n# the packages',
        ),
      );
    });
    it('takes several installs together', () => {
      expectFix(
        rule,
        'FROM x:1\nCOPY ⟦.⟧ .\nRUN npm ci\nRUN npm ci --prefer-offline\nRUN npm test\n',
        'FROM x:1\nCOPY package*.json ./\nRUN npm ci\nRUN npm ci --prefer-offline\nCOPY . .\nRUN npm test\n',
      );
    });
    it('splits a chain behind the install', () => {
      expectFix(
        rule,
        'FROM x:1\nCOPY ⟦.⟧ .\nRUN --mount=type=cache,target=/root/.npm apt-get update && \\\n    npm ci && \\\n    npm run build && \\\n    rm -rf src\n',
        'FROM x:1\nCOPY package*.json ./\nRUN --mount=type=cache,target=/root/.npm apt-get update && \\\n    npm ci\nCOPY . .\nRUN --mount=type=cache,target=/root/.npm npm run build && \\\n    rm -rf src\n',
      );
    });
    it('stands over the setting up of the machine', () => {
      expectFix(
        rule,
        'FROM x:1\nCOPY ⟦.⟧ /app\nWORKDIR /app\nRUN apt-get update && apt-get install -y git\nCOPY --from=composer:2 /usr/bin/composer /usr/bin/composer\nRUN npm ci\n',
        'FROM x:1\nWORKDIR /app\nRUN apt-get update && apt-get install -y git\nCOPY --from=composer:2 /usr/bin/composer /usr/bin/composer\nCOPY package*.json /app/\nRUN npm ci\nCOPY . /app\n',
      );
    });
    it('does not copy again what is there', () => {
      expectFix(
        rule,
        'FROM x:1\nCOPY package*.json ./\nCOPY ⟦.⟧ .\nRUN npm ci\n',
        'FROM x:1\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n',
      );
    });
    it('installs first without the project, where the tool would want it', () => {
      expectFix(
        rule,
        'FROM x:1\nCOPY ⟦.⟧ .\nRUN poetry install --only main\n',
        'FROM x:1\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root --only main\nCOPY . .\nRUN poetry install --only main\n',
      );
    });
    it('copies requirements in folders to their folders', () => {
      expectFix(
        rule,
        'FROM x:1\nWORKDIR /app\nCOPY ⟦.⟧ .\nRUN pip install -r requirements/base.txt -r extra.txt\n',
        'FROM x:1\nWORKDIR /app\nCOPY requirements/base.txt ./requirements/\nCOPY extra.txt ./\nRUN pip install -r requirements/base.txt -r extra.txt\nCOPY . .\n',
      );
    });
    it('works at the end of a file without a line break', () => {
      expectFix(rule, 'FROM x:1\nCOPY ⟦.⟧ .\nRUN npm ci', 'FROM x:1\nCOPY package*.json ./\nRUN npm ci\nCOPY . .');
    });
    it('leaves nothing to find, whatever the order of its rounds', () => {
      let { text } = readMarked(
        'FROM x:1\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN pip install -r requirements.txt\nRUN go build .\n',
      );
      for (let round = 0; round < 5; round++) {
        const fix = problemsOf(rule, text)[0]?.fix;
        if (fix) text = applyFix(text, fix);
      }
      assert.deepEqual(problemsOf(rule, text), []);
    });

    const unfixable: Readonly<Record<string, string>> = {
      'a step between that may read the sources': 'FROM x:1\nCOPY ⟦.⟧ .\nRUN make config\nRUN npm ci\n',
      'another copy between': 'FROM x:1\nCOPY ⟦.⟧ .\nCOPY prod.json config.json\nRUN npm ci\n',
      'a shell that has changed before the split': 'FROM x:1\nCOPY ⟦.⟧ .\nRUN export CI=1 && npm ci && npm run build\n',
      'an install behind a build step': 'FROM x:1\nCOPY ⟦.⟧ .\nRUN make && npm ci\n',
      'another list than &&': 'FROM x:1\nCOPY ⟦.⟧ .\nRUN npm ci; npm run build\n',
      'an install in a folder below': 'FROM x:1\nCOPY ⟦.⟧ .\nRUN cd web && npm ci\n',
      'a folder in between': 'FROM x:1\nCOPY ⟦.⟧ .\nWORKDIR web\nRUN npm ci\n',
      'an install that has a condition': 'FROM x:1\nCOPY ⟦.⟧ .\nRUN if [ -f package.json ]; then npm ci; fi\n',
      'the JSON form': 'FROM x:1\nCOPY [⟦"."⟧, "."]\nRUN npm ci\n',
    };
    for (const [name, text] of Object.entries(unfixable)) {
      it(`is not offered for ${name}`, () => void expectFix(rule, text, undefined));
    }
    it('is not offered where the manifest is not in the context’s root', () => {
      expectFix(rule, 'FROM x:1\nCOPY ⟦.⟧ .\nRUN npm ci\n', undefined, files('web'));
    });
    it('is not offered for a solution of several projects', () => {
      expectFix(rule, 'FROM x:1\nCOPY ⟦.⟧ .\nRUN dotnet restore\n', undefined, files('All.sln', 'A.csproj'));
    });
  });
});
