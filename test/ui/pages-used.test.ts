// The pages of a volume and a network as a user sees them: who uses them, where, and the way to each; looked over by axe.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf } from '../support/command-titles.ts';
import { openVsCode } from './driver.ts';
import { looksRightInEachTheme, pageContent } from './page-frame.ts';

const image = 'longshore-test-busybox:1';
const volume = 'longshore-test-shop-data';
const network = 'longshore-test-shop-net';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

describe('the pages of a volume and a network in the editor', function () {
  this.timeout(120_000);
  let engine: Engine;
  const containers: string[] = [];
  let networkId = '';

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: image });
    await engine.volumes.create({ name: volume, labels: { owner: 'shop', 'api.token': 'hunter2' } });
    networkId = await engine.networks.create({
      name: network,
      options: { 'com.docker.network.bridge.name': 'lstest0' },
    });
    for (const [name, readOnly] of [
      ['longshore-test-shop-db', false],
      ['longshore-test-shop-web', true],
    ] as const) {
      const mounts = [{ kind: 'volume', source: volume, destination: '/var/lib/shop', readOnly }] as const;
      const command = ['sh', '-c', 'trap exit TERM; sleep 1000 & wait'];
      const id = await engine.containers.create({ image, name, command, mounts, network });
      containers.push(id);
    }
    await engine.containers.start(String(containers[0]));
  });
  after(async () => {
    for (const id of containers) await engine.containers.remove(id, { force: true });
    await engine.networks.remove(networkId);
    await engine.volumes.remove(volume);
    engine.close();
  });

  it('tell who uses them, and where', async () => {
    const vscode = await openVsCode({ screenshots: 'page-used' });
    const page = pageContent(vscode);
    await vscode.use(async () => {
      await vscode.openContainer('Longshore');
      await vscode.treeItem(/^longshore-test-shop-db/).waitFor();
      await vscode.runCommand(paletteTitleOf('longshore.volume.describe'));
      await vscode.choose(new RegExp(volume));
      const users = page.locator('#users');
      await users.getByRole('row', { name: /longshore-test-shop-web.*\/var\/lib\/shop.*read-only/ }).waitFor();
      assert.equal(await page.getByText('hunter2').count(), 0);
      await looksRightInEachTheme(vscode, users, 'volume');

      await vscode.runCommand(paletteTitleOf('longshore.network.describe'));
      await vscode.choose(new RegExp(network));
      await users.getByRole('row', { name: /longshore-test-shop-db.*\d+\.\d+\.\d+\.\d+/ }).waitFor();
      await looksRightInEachTheme(vscode, users, 'network');
      await page.getByRole('button', { name: 'longshore-test-shop-db', exact: true }).press('Enter');
      await page.getByRole('heading', { level: 1, name: 'longshore-test-shop-db' }).waitFor();
    });
  });
});
