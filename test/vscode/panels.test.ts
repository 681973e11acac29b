// Panels and pages in a real editor, against the real engine.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { commands, type Tab, TabInputWebview, window } from 'vscode';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';

const baseImage = 'longshore-test-busybox:1';
const name = 'longshore-test-vscode-panels';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

/** Waits for a tab whose label fits. */
async function tabOpened(label: RegExp): Promise<Tab> {
  return new Promise((resolve) => {
    const look = () => {
      const tab = window.tabGroups.all.flatMap(({ tabs }) => tabs).find((each) => label.test(each.label));
      if (!tab) return;
      subscription.dispose();
      resolve(tab);
    };
    const subscription = window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

describe('panels', () => {
  let engine: Engine;
  let id: string;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: baseImage });
    id = await engine.containers.create({
      image: baseImage,
      name,
      command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 0.1; done'],
      labels: { 'longshore.test': '1' },
    });
    await engine.containers.start(id);
  });

  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  after(async () => {
    await engine.containers.remove(id, { force: true });
    engine.close();
  });

  it('show the stats of a container, in one tab however often they are asked for', async () => {
    await commands.executeCommand('longshore.container.stats', [id]);
    const { input } = await tabOpened(new RegExp(`^${name} stats$`));
    assert.ok(input instanceof TabInputWebview && input.viewType.endsWith('longshore.stats'));
    await commands.executeCommand('longshore.container.stats', [id]);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    assert.equal(tabs.filter(({ label }) => label === `${name} stats`).length, 1);
  });

  it('describe a container, an image and the disk', async () => {
    await commands.executeCommand('longshore.container.describe', [id]);
    const { input } = await tabOpened(new RegExp(`^${name}$`));
    assert.ok(input instanceof TabInputWebview && input.viewType.endsWith('longshore.container'));
    const { id: imageId } = await engine.images.inspect(baseImage);
    await commands.executeCommand('longshore.image.describe', [imageId]);
    await tabOpened(/^longshore-test-busybox:1$/);
    await commands.executeCommand('longshore.diskUsage');
    await tabOpened(/^Disk Usage$/);
  });
});
