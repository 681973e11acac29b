// What the layers of `npm test` stand on, each made at its first use and shared by all: packages, bundles, the packaged
// extension, a Docker engine, VS Code's server, Chromium. Rejects with `Unavailable` for what cannot be had here.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from './checkout.mjs';
import { findChromium } from './chromium.mjs';
import { installDebianPackages } from './debian.mjs';
import { debianTree, whyNoDebianTree } from './debian-tree.mjs';
import { dockerEndpoint } from './docker-endpoint.mjs';
import { whyNoAnswer } from './docker-ping.mjs';
import { startDockerd, whyNoOwnDockerd } from './dockerd.mjs';
import { ensurePackages } from './packages.mjs';
import { startPodman } from './podman.mjs';
import { beforeEnd, findProgram, run } from './processes.mjs';
import { step } from './progress.mjs';
import { Unavailable } from './tally.mjs';
import { buildNativeModules, installVsCodeServer, whyNoVsCodeServer } from './vscode-installation.mjs';
import { packageExtension } from './vsix.mjs';

/** @typedef {'packages' | 'bundles' | 'vsix' | 'engine' | 'uiEngine' | 'containerdEngine' | 'podman' | 'neovim' | 'vscode' | 'chromium'} Need */
/** @typedef {{ readonly dockerHost: string, readonly enter: readonly string[], readonly configFolder: string }} TestEngine */

/** @type {readonly import('./debian.mjs').DebianPackage[]} */
const packagesOfEngine = [
  .../** @type {const} */ (['docker.io', 'docker-registry', 'busybox-static', 'iproute2', 'iptables', 'util-linux']),
  .../** @type {const} */ (['openssl', 'openssh-client', 'openssh-server']),
];

/** @type {Partial<Record<Need, readonly import('./debian.mjs').DebianPackage[]>>} */
const debianPackages = {
  engine: packagesOfEngine,
  uiEngine: packagesOfEngine,
  containerdEngine: [
    .../** @type {const} */ (['debootstrap', 'docker-registry', 'busybox-static', 'iproute2', 'util-linux']),
    .../** @type {const} */ (['openssl', 'openssh-client', 'openssh-server']),
  ],
  podman: ['debootstrap', 'docker-registry', 'busybox-static', 'iproute2', 'util-linux'],
  neovim: ['neovim'],
  vscode: ['python3', 'make', 'g++'],
};

/**
 * @template T
 * @param {() => Promise<T>} make
 * @returns {() => Promise<T>} makes it once
 */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

/** @param {readonly Need[]} needs all that the run will ask for, so that one call of apt-get does for all */
export function testSetup(needs) {
  const wanted = needs.flatMap((need) => debianPackages[need] ?? []);
  const debian = once(() =>
    step('Debian packages', async (tell) => {
      const browser = needs.includes('chromium') && !findChromium() ? /** @type {const} */ (['chromium']) : [];
      const lack = await installDebianPackages([...wanted, ...browser]);
      if (lack) tell(lack);
    }),
  );

  const packages = once(() => step('npm packages', ensurePackages));
  const bundles = once(async () => {
    await packages();
    await step('Bundles of extension and tests', () => build('--tests').then(() => undefined));
  });
  const vsix = once(async () => {
    await bundles();
    await step('Packaged extension', packageExtension);
    // Packaging has built dist/ for production: the tests inside VS Code want source maps.
    await build();
  });

  /** @param {string} title @returns {() => Promise<TestEngine>} */
  const plainEngine = (title) =>
    once(async () => {
      await debian();
      return step(title, async (tell) => {
        const configFolder = temporaryFolder('docker-config');
        const whyNotOwn = whyNoOwnDockerd();
        if (whyNotOwn) {
          const dockerHost = await engineThatRuns(whyNotOwn);
          tell(`${dockerHost}, as ${whyNotOwn}`);
          return { dockerHost, enter: [], configFolder };
        }
        // /tmp may be in memory; an engine wants a disk.
        const started = await startDockerd({ folder: mkdtempSync('/var/tmp/longshore-test-') });
        beforeEnd(started.stop);
        tell('a throw-away one');
        return { dockerHost: started.dockerHost, enter: started.enter, configFolder };
      });
    });
  const engine = plainEngine('Docker engine');
  // What other tests left would push rows out of sight.
  const uiEngine = plainEngine('Docker engine to be looked at');

  const tree = once(async () => {
    await debian();
    const reason = whyNoDebianTree();
    if (reason) throw new Unavailable(reason);
    return step('Debian with newer engines', (tell) =>
      debianTree(tell).catch((error) => {
        throw new Unavailable(`it could not be made: ${error.message}`);
      }),
    );
  });

  /** @type {() => Promise<TestEngine>} */
  const containerdEngine = once(async () => {
    const folder = await tree();
    return step("Docker engine with containerd's store", async () => {
      const reason = whyNoOwnDockerd(folder);
      if (reason) throw new Unavailable(reason);
      const started = await startDockerd({
        folder: mkdtempSync('/var/tmp/longshore-test-'),
        tree: folder,
        containerd: true,
      });
      beforeEnd(started.stop);
      return {
        dockerHost: started.dockerHost,
        enter: started.enter,
        configFolder: temporaryFolder('docker-config'),
      };
    });
  });

  /** @type {() => Promise<TestEngine>} */
  const podman = once(async () => {
    const folder = await tree();
    return step('Podman', async () => {
      const reason = whyNoOwnDockerd(folder);
      if (reason) throw new Unavailable(reason);
      const started = await startPodman({ folder: mkdtempSync('/var/tmp/longshore-test-'), tree: folder });
      beforeEnd(started.stop);
      return { dockerHost: started.dockerHost, enter: started.enter, configFolder: temporaryFolder('docker-config') };
    });
  });

  const vscode = once(async () => {
    const reason = whyNoVsCodeServer();
    if (reason) throw new Unavailable(reason);
    const installation = await step('VS Code', (tell) =>
      installVsCodeServer({ tell }).catch((error) => {
        throw new Unavailable(`VS Code's server could not be installed: ${error.message}`);
      }),
    );
    await Promise.all([debian(), packages()]);
    await step('VS Code: native modules', async () => {
      const lack = await buildNativeModules(installation);
      if (lack) throw new Unavailable(lack);
    });
    return installation;
  });

  const chromium = once(async () => {
    await debian();
    if (!findChromium()) throw new Unavailable('neither Chromium nor Chrome is installed, nor could it be');
  });

  const neovim = once(async () => {
    await debian();
    if (!findProgram('nvim')) throw new Unavailable('Neovim is not installed, nor could it be');
  });

  return { packages, bundles, vsix, engine, uiEngine, containerdEngine, podman, neovim, vscode, chromium };
}

/** @param {...string} flags */
const build = (...flags) => run(process.execPath, ['esbuild.config.mjs', ...flags], { cwd: checkout });

/** @param {string} whyNotOwn @returns {Promise<string>} */
async function engineThatRuns(whyNotOwn) {
  const { host, address } = dockerEndpoint();
  const reason = address && 'socketPath' in address ? await whyNoAnswer(address) : 'tests want one behind a socket';
  if (reason) throw new Unavailable(`${whyNotOwn}, and no other Docker engine answers at ${host} (${reason})`);
  return host;
}

/** @param {string} name @returns {string} a folder that goes with us */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `longshore-${name}-`));
  beforeEnd(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
