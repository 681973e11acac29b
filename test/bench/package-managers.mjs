// `npm run package-managers [-- --record] [-- --only=NAME]`: runs real package managers on what the fix of
// copy-manifest-before-install copies of the projects in manager-projects.ts. A fix that is offered must install, in each step
// of the build that it makes. Node's managers are fetched, the others are those of the machine; what is not there is said,
// and left out. `--record` keeps the verdicts in manager-verdicts.json, to which the unit tests hold the linter.
// Exit status 1 if a fix that is offered does not install.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { checkout } from '../support/checkout.mjs';
import { benchModule } from './bench-module.mjs';

/** @typedef {import('./manager-projects.ts').ManagerProject} ManagerProject */
/** @typedef {import('./manager-projects.ts').ManagerName} ManagerName */
/** @typedef {import('./manager-fixes.ts').ManagerVerdict} ManagerVerdict */

const { values } = parseArgs({ options: { record: { type: 'boolean', default: false }, only: { type: 'string' } } });
/** @type {typeof import('./manager-fixes.ts')} */
const { buildSteps, dockerfileOf, filesIn, fixedDockerfile, managerProjects, writeProject } =
  await benchModule('manager-fixes');

/** Milliseconds for one command. */
const patience = 120_000;
const verdictsFile = join(checkout, 'test/bench/manager-verdicts.json');
const scratch = mkdtempSync(join(tmpdir(), 'longshore-managers-'));
const home = join(scratch, 'home');
const programs = join(scratch, 'programs');

/** Where Node's managers are fetched from: names and versions of packages. */
const packages = ['pnpm@10', 'yarn@1', '@yarnpkg/cli-dist@4', 'bun@1'];
/** @param {string} file */
const fetched = (file) => join(scratch, 'node', 'node_modules', file);

/** How each is called: `$@` stands for what the Dockerfile says. @type {Record<ManagerName, string>} */
const calls = {
  npm: 'exec NPM "$@"',
  pnpm: `exec node ${fetched('pnpm/bin/pnpm.cjs')} "$@"`,
  yarn: `exec node ${fetched('yarn/bin/yarn.js')} "$@"`,
  berry: `exec node ${fetched('@yarnpkg/cli-dist/bin/yarn.js')} "$@"`,
  bun: `exec ${fetched('bun/bin/bun.exe')} "$@"`,
  // What one project installs must not be there for the next.
  pip: '[ -d .venv ] || VIRTUALENV -q .venv; exec .venv/bin/pip "$@"',
  poetry: 'exec POETRY "$@"',
  pipenv: 'exec PIPENV "$@"',
  go: 'exec GO "$@"',
  cargo: 'exec CARGO "$@"',
  // Its plugins are those of the machine, of which go-offline wants more than a project needs.
  mvn: `set -- "$(printf '%s' "$*" | sed s/go-offline/resolve/)"; exec MVN -q -B -s ${join(home, 'settings.xml')} $1`,
  gradle: `exec GRADLE --offline -q -g ${join(home, 'gradle')} "$@"`,
  composer: 'exec COMPOSER "$@"',
  bundle: 'exec BUNDLE "$@"',
  mix: 'exec MIX "$@"',
};

/** @type {NodeJS.ProcessEnv} */
const environment = {
  ...process.env,
  HOME: home,
  // Set by npm for what it runs, and not meant for the managers.
  npm_config_prefix: undefined,
  INIT_CWD: undefined,
  CI: '1',
  LANG: 'C.UTF-8',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  YARN_ENABLE_TELEMETRY: '0',
  // Not what it would like to change in locks when it runs in CI: the projects have none that are up to date.
  YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PIP_ROOT_USER_ACTION: 'ignore',
  // Debian's setuptools and wheel build what has to be built.
  PIP_NO_INDEX: '1',
  PIP_FIND_LINKS: '/usr/share/python-wheels',
  PIP_EXTRA_INDEX_URL: undefined,
  PIPENV_VENV_IN_PROJECT: '1',
  POETRY_VIRTUALENVS_IN_PROJECT: 'true',
  GOFLAGS: '-buildvcs=false',
  GOPROXY: 'off',
  COMPOSER_ALLOW_SUPERUSER: '1',
  CARGO_NET_OFFLINE: 'true',
  RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(homedir(), '.rustup'),
};

/** Notes that managers keep for themselves, under names that change from one time to the next. */
const state = /(?:^|\/)(?:\.[^/]*|__pycache__|target|_build|[^/]*\.egg-info|[^/]*\.dist-info)(?:\/|$)/;

try {
  mkdirSync(home);
  mkdirSync(programs);
  writeFileSync(
    join(home, 'settings.xml'),
    '<settings><localRepository>/usr/share/maven-repo</localRepository><offline>true</offline></settings>\n',
  );
  await sh(
    `npm install --silent --no-audit --no-fund --prefix ${join(scratch, 'node')} ${packages.join(' ')}`,
    scratch,
  );
  const managers = await versions();
  /** @type {Map<string, ManagerVerdict>} */
  const kept = new Map(
    existsSync(verdictsFile)
      ? JSON.parse(readFileSync(verdictsFile, 'utf8')).verdicts.map((/** @type {ManagerVerdict} */ each) => [
          each.name,
          each,
        ])
      : [],
  );
  /** @type {string[]} */
  const faults = [];
  const counts = { offered: 0, installed: 0, withheld: 0, needless: 0 };
  for (const project of managerProjects) {
    if (managers[project.manager] === undefined || (values.only && !project.name.includes(values.only))) continue;
    const { verdict, words } = await judged(project).catch((error) => ({
      verdict: undefined,
      words: `${error.message}${error.stdout ?? ''}`.slice(0, 1500),
    }));
    if (verdict === undefined) {
      console.log(`${'NO PROJECT'.padEnd(28)} ${project.name}`);
      faults.push(`${project.name}: ${words}`);
      continue;
    }
    kept.set(project.name, verdict);
    if (verdict.fixed !== undefined) {
      counts.offered++;
      if (verdict.installs) counts.installed++;
      else faults.push(`${project.name}: the fix does not install\n${verdict.fixed}${words}`);
    } else {
      counts.withheld++;
      if (verdict.failsWithManifests === false) counts.needless++;
    }
    console.log(`${wordFor(verdict).padEnd(28)} ${project.name}`);
  }
  if (values.record) {
    const verdicts = managerProjects.flatMap(({ name }) => kept.get(name) ?? []);
    const before = existsSync(verdictsFile) ? JSON.parse(readFileSync(verdictsFile, 'utf8')).managers : {};
    writeFileSync(verdictsFile, `${JSON.stringify({ managers: { ...before, ...managers }, verdicts }, null, 2)}\n`);
  }
  for (const fault of faults) console.log(`\n${fault}`);
  console.log(
    `\n${Object.entries(managers)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
  );
  console.log(`${counts.withheld} fixes are withheld, ${counts.needless} of them where the manifests alone would do`);
  console.log(`figure fixes-that-install ${counts.installed} of ${counts.offered} offered, bar: all`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Of the managers that are there, which get a program each. @returns {Promise<Record<string, string>>} */
async function versions() {
  /** @type {Record<string, string>} */
  const found = {};
  for (const name of /** @type {ManagerName[]} */ (Object.keys(calls))) {
    const own = calls[name].match(/\b[A-Z]{2,}\b/)?.[0];
    const program =
      own === undefined
        ? ''
        : await sh(`command -v ${own.toLowerCase()}`, scratch).then(
            (text) => text.trim(),
            () => undefined,
          );
    if (program === undefined) {
      console.log(`${name} is not installed here, so its projects are left out.`);
      continue;
    }
    const folder = join(programs, name);
    mkdirSync(folder);
    const file = join(folder, name === 'berry' ? 'yarn' : name);
    // Not one of a version manager, which may come first.
    for (const python of ['python', 'python3']) symlinkSync('/usr/bin/python3', join(folder, python));
    writeFileSync(file, `#!/bin/sh\n${own === undefined ? calls[name] : calls[name].replace(own, program)}\n`, {
      mode: 0o755,
    });
    const said = await sh(`${file} ${name === 'go' ? 'version' : '--version'}`, scratch);
    found[name] = /\d+\.\d+(?:\.\d+)*/.exec(name === 'mix' ? (said.split('Mix').pop() ?? '') : said)?.[0] ?? 'unknown';
  }
  return found;
}

/** @param {ManagerProject} project @returns {Promise<{ verdict: ManagerVerdict, words: string }>} */
async function judged(project) {
  const folder = join(scratch, 'project');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeProject(project, folder);
  const before = new Set(filesIn(folder));
  if (project.prepare !== undefined) await sh(project.prepare, folder, project.manager);
  const made = filesIn(folder).filter((file) => !before.has(file));
  const failure = await failureOf(dockerfileOf(project), folder, project.manager);
  if (failure !== undefined)
    throw new Error(`${project.name} does not even install with everything copied:\n${failure}`);
  const whole = filesIn(join(scratch, 'image')).filter((file) => !state.test(file));
  /** @param {string} text */
  const failureOrLoss = async (text) => {
    const words = await failureOf(text, folder, project.manager);
    if (words !== undefined) return words;
    const there = new Set(filesIn(join(scratch, 'image')));
    const lost = whole.filter((file) => !there.has(file));
    return lost.length === 0 ? undefined : `not there: ${lost.slice(0, 5).join(', ')} (${lost.length})`;
  };
  const fixed = await fixedDockerfile(project, folder);
  if (fixed !== undefined) {
    const words = await failureOrLoss(fixed);
    return { verdict: { name: project.name, made, fixed, installs: words === undefined }, words: words ?? '' };
  }
  const bare = await fixedDockerfile(project, folder, false);
  const words = bare === undefined ? undefined : await failureOrLoss(bare);
  return {
    verdict: { name: project.name, made, ...(bare === undefined ? {} : { failsWithManifests: words !== undefined }) },
    words: words ?? '',
  };
}

/** @param {ManagerVerdict} verdict */
function wordFor({ fixed, installs, failsWithManifests }) {
  if (fixed !== undefined) return installs ? 'installs' : 'FAILS';
  return failsWithManifests === false ? 'withheld, though it installs' : 'withheld';
}

/** Builds in a folder what an image would be. @param {string} text @param {string} context @param {ManagerName} manager @returns {Promise<string | undefined>} the words of the step that fails */
async function failureOf(text, context, manager) {
  const image = join(scratch, 'image');
  rmSync(image, { recursive: true, force: true });
  mkdirSync(image);
  for (const step of buildSteps(text)) {
    if (step.kind === 'run') {
      const words = await sh(step.command, image, manager).then(
        () => undefined,
        (error) => `${step.command}: ${error.stdout ?? ''}${error.stderr ?? error}`.slice(-1500),
      );
      if (words !== undefined) return words;
      continue;
    }
    for (const source of step.sources) {
      const from = join(context, source);
      const isFolder = !/\/$/.test(step.destination) || source === '.';
      // A link would lead back to where the project is.
      cpSync(from, isFolder ? join(image, step.destination) : join(image, step.destination, basename(source)), {
        recursive: true,
        verbatimSymlinks: true,
      });
    }
  }
  return undefined;
}

/** @param {string} command @param {string} cwd @param {ManagerName} [manager] @returns {Promise<string>} what it says */
async function sh(command, cwd, manager) {
  const path = [...(manager ? [join(programs, manager)] : []), environment.PATH].join(delimiter);
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command], {
    cwd,
    env: { ...environment, PATH: path },
    timeout: patience,
    maxBuffer: 1 << 26,
  });
  return stdout + stderr;
}
