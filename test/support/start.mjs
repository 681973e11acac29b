// `npm start`: an engine, an editor with Longshore in it, and a sample workspace to try it on. Works on a bare checkout.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBusyboxImage } from './busybox-image.mjs';
import { cacheFolder, checkout } from './checkout.mjs';
import { installDebianPackages, missingPackages, whyNoDebianPackages } from './debian.mjs';
import { ensurePackages } from './packages.mjs';
import { endOnSignals, finish, isFinishing } from './processes.mjs';
import { say, sayHeading, sayWarning, secondsSince, step } from './progress.mjs';
import { findDesktop, openDesktop, serveEditor } from './start-editor.mjs';
import { findEngine, startEngine, whatToInstall } from './start-engine.mjs';
import { ensurePackaged } from './start-extension.mjs';
import { buildNativeModules, installVsCodeServer, whyNoVsCodeServer } from './vscode-installation.mjs';

const help = `npm start              sets up what is missing, then opens VS Code with Longshore and a sample workspace
npm start -- --fresh   renews the sample workspace; what you changed in it is lost
             --editor desktop|server    default: the desktop VS Code if \`code\` is on the PATH, else one in the browser
             --port N                   of the one in the browser (default 8765, another if it is taken)
             --help

DOCKER_HOST, DOCKER_CONTEXT and the current context name the engine. LONGSHORE_VSCODE=4.139.1 takes another version of
VS Code in the browser (a version of the npm package code-server). Ctrl-C ends everything that was started.`;

const sample = join(cacheFolder, 'sample');
const dockerdLog = join(cacheFolder, 'dockerd.log');
/** What the site's Dockerfile begins with. */
const baseImage = 'longshore-sample/busybox:1';

/** @type {{ made?: Promise<void> }} */
const shared = {};

const since = performance.now();
const options = readOptions();
function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        fresh: { type: 'boolean', default: false },
        editor: { type: 'string' },
        port: { type: 'string', default: '8765' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.editor && !['desktop', 'server'].includes(values.editor)) throw new Error('--editor desktop|server');
    if (!(Number(values.port) > 0 && Number(values.port) < 65536)) throw new Error('--port takes a number');
    return values;
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message}\n\n${help}\n`);
    process.exit(2);
  }
}

async function main() {
  sayHeading('Longshore is starting');
  mkdirSync(cacheFolder, { recursive: true });
  const desktop = options.editor === 'server' ? undefined : findDesktop();
  if (options.editor === 'desktop' && !desktop) throw new Error('No desktop VS Code: `code` is not on the PATH.');

  const found = await findEngine();
  const debian = ensureDebianPackages(found, desktop === undefined);
  const [engineAddress, installation] = await Promise.all([
    ensureEngine(found, debian),
    desktop ? undefined : ensureServer(debian),
    ensureExtension(),
    step('Sample workspace', ensureSample),
  ]);

  if (!desktop && !installation) {
    sayWarning(`${whyNoVsCodeServer()}. Install VS Code, put its \`code\` command on the PATH, and start again.`);
    return finish(1);
  }
  const editor = await step('VS Code', () =>
    desktop ? openDesktop(desktop, sample) : serve(/** @type {NonNullable<typeof installation>} */ (installation)),
  );
  sayHeading(`Longshore is ready after ${secondsSince(since)}`);
  if ('address' in editor) say(`  Open    ${editor.address}`);
  say(`  Engine  ${engineAddress}`);
  say(`  Sample  ${relative(checkout, sample)}`);
  say('  Ctrl-C  ends everything that was started here\n');
  const status = await editor.ended;
  if (isFinishing()) return;
  say(desktop ? 'The window was closed.' : `VS Code's server has ended with status ${status}.`);
  return finish(desktop ? 0 : 1);
}

/** @param {import('./vscode-installation.mjs').VsCodeInstallation} installation */
const serve = (installation) => serveEditor(installation, sample, Number(options.port));

/**
 * One call of apt-get for all: two would wait for each other.
 * @param {import('./start-engine.mjs').FoundEngine} found @param {boolean} forServer
 */
async function ensureDebianPackages(found, forServer) {
  /** @type {import('./debian.mjs').DebianPackage[]} */
  const engine = found.ours ? ['docker.io', 'busybox-static', 'iproute2', 'iptables'] : [];
  /** @type {import('./debian.mjs').DebianPackage[]} */
  const compiler = forServer ? ['python3', 'make', 'g++'] : [];
  const missing = missingPackages([...engine, ...compiler, 'busybox-static']);
  if (missing.length === 0 || whyNoDebianPackages()) return;
  if (found.ours) say(`  No Docker engine answers at ${found.endpoint.host}: installing and starting one.`);
  await step(`Debian packages: ${missing.join(', ')}`, async (tell) => {
    const lack = await installDebianPackages(missing);
    if (lack) tell(lack);
  });
}

/** @param {import('./start-engine.mjs').FoundEngine} found @param {Promise<void>} debian @returns {Promise<string>} its address, in words */
async function ensureEngine(found, debian) {
  const { endpoint, ours, why } = found;
  if (!endpoint.address) return `${endpoint.host}, named by ${endpoint.namedBy}`;
  if (why && !ours) {
    sayWarning(whatToInstall(found));
    return `none answers at ${endpoint.host}`;
  }
  await debian;
  try {
    await step('Docker engine', async (tell) => {
      if (ours) await startEngine(found, dockerdLog);
      tell(ours ? `started here, log in ${relative(checkout, dockerdLog)}` : endpoint.host);
    });
  } catch (error) {
    sayWarning(/** @type {Error} */ (error).message);
    return 'none answers; the Dockerfile side needs none';
  }
  await ensureBaseImage(endpoint.address);
  return endpoint.host;
}

/** @param {NonNullable<import('./docker-endpoint.mjs').DockerEndpoint['address']>} address */
async function ensureBaseImage(address) {
  if (!('socketPath' in address)) return;
  const { socketPath } = address;
  try {
    await step(`Base image ${baseImage}`, async (tell) => {
      if (await ensureBusyboxImage({ socketPath, reference: baseImage })) tell('made from busybox');
    });
  } catch (error) {
    sayWarning(`The sample site cannot be built: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {Promise<void>} debian */
async function ensureServer(debian) {
  if (whyNoVsCodeServer()) return undefined;
  const installation = await step("VS Code's server", (tell) => installVsCodeServer({ tell }));
  await Promise.all([debian, packages()]);
  await step("VS Code's server: native modules", async (tell) => {
    const lack = await buildNativeModules(installation);
    if (lack) tell(lack);
  });
  return installation;
}

async function ensureExtension() {
  await packages();
  await step('Extension', ensurePackaged);
}

function packages() {
  shared.made ??= step('npm packages', ensurePackages);
  return shared.made;
}

async function ensureSample() {
  if (options.fresh) rmSync(sample, { recursive: true, force: true });
  // Kept from start to start: it is the user's.
  if (!existsSync(sample)) cpSync(join(checkout, 'test', 'workspace'), sample, { recursive: true });
}

if (options.help) {
  say(help);
  process.exit(0);
}
endOnSignals(() => say('\nEnding what was started.'));
try {
  await main();
} catch (error) {
  if (!isFinishing()) process.stderr.write(`\n${/** @type {Error} */ (error).message}\n`);
  await finish(1);
}
