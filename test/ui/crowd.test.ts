// A day with forty containers, some sick and some looping: what the sidebar shows of them at a glance, in light, dark and high
// contrast. Each step keeps a screenshot in out/screenshots/.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { nameAdded, otherNamePrompt } from '../../src/commands/images/commands.ts';
import { filterTitle } from '../../src/commands/longshore/arrange.ts';
import { connect } from '../../src/engine/connect.ts';
import type { ContainerRequest } from '../../src/engine/container-api.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { containerKind } from '../../src/explorer/containers.ts';
import { spokenName } from '../../src/explorer/images.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf, titleOf } from '../support/command-titles.ts';
import { beginningWith } from '../support/sentence-pattern.ts';
import { openVsCode, type VsCode } from './driver.ts';

const image = 'longshore-test-busybox:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

describe('a sidebar with forty containers', function () {
  this.timeout(180_000);
  let engine: Engine;
  const made: string[] = [];

  const make = async (name: string, request: Partial<ContainerRequest> = {}) => {
    const id = await engine.containers.create({
      image,
      name,
      command: ['sleep', '10000'],
      ...request,
      labels: { 'longshore.test': '1', ...request.labels },
    });
    made.push(id);
    return id;
  };
  const run = async (name: string, request: Partial<ContainerRequest> = {}) => {
    const id = await make(name, request);
    await engine.containers.start(id);
    return id;
  };
  const checked = (test: string): Partial<ContainerRequest> => ({
    settings: {
      Healthcheck: { Test: ['CMD-SHELL', test], Interval: 1_000_000_000, Timeout: 1_000_000_000_000, Retries: 1 },
    },
  });

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: image });
    const project = (name: string) => ({ 'com.docker.compose.project': name, 'com.docker.compose.service': 'x' });
    for (const service of ['api', 'db', 'cache', 'web', 'worker']) {
      await run(`shop-${service}-1`, { labels: project('shop') });
    }
    for (let number = 1; number <= 22; number++) await run(`crowd-${String(number).padStart(2, '0')}`);
    await run('a-unhealthy', checked('exit 1'));
    await run('a-starting', checked('sleep 1000'));
    await run('a-healthy', checked('true'));
    await run('a-looping', {
      command: ['sh', '-c', 'sleep 1; exit 3'],
      settings: { HostConfig: { RestartPolicy: { Name: 'always' } } },
    });
    await engine.containers.pause(await run('a-paused'));
    await run('a-failed', { command: ['sh', '-c', 'exit 2'] });
    await run('a-done', { command: ['true'] });
    await make('a-new');
  });

  after(async () => {
    for (const id of made) await engine.containers.remove(id, { force: true });
    engine.close();
  });

  /** VS Code takes a theme over while it runs. */
  const themes = [
    ['light', 'Default Light Modern', 'vs'],
    ['dark', 'Default Dark Modern', 'vs-dark'],
    ['high contrast', 'Default High Contrast', 'hc-black'],
    ['high contrast light', 'Default High Contrast Light', 'hc-light'],
  ] as const;
  const inEachTheme = async (vscode: VsCode, what: string) => {
    for (const [name, theme, mark] of themes) {
      mkdirSync(join(vscode.workspace, '.vscode'), { recursive: true });
      writeFileSync(
        join(vscode.workspace, '.vscode', 'settings.json'),
        JSON.stringify({ 'workbench.colorTheme': theme }),
      );
      await vscode.page.locator(`.monaco-workbench.${mark}`).waitFor();
      await vscode.screenshot(`${what} ${name}`);
    }
  };

  it('says of each how it is, by icon and word, and moves no row under the pointer', async () => {
    const vscode: VsCode = await openVsCode({ screenshots: 'crowd' });
    await vscode.use(async () => {
      await vscode.step('all', async () => {
        await vscode.openContainer('Longshore');
        await vscode.treeItem(/^a-unhealthy unhealthy/).waitFor();
      });
      for (const [row, icon] of [
        [/^a-unhealthy unhealthy/, 'warning'],
        [/^a-starting starting up/, 'watch'],
        [/^a-paused paused/, 'debug-pause'],
        [/^a-healthy longshore/, 'vm-running'],
      ] as const) {
        await vscode.treeItem(row).locator(`.codicon-${icon}`).waitFor();
      }
      await vscode.step('stopping', async () => {
        await vscode.pressInline(/^crowd-01/, /^Stop/);
        await vscode.treeItem(/^crowd-01 Stopping…/).waitFor();
      });
      await vscode.step('stopped', () => vscode.treeItem(/^crowd-01 stopped/).waitFor());
      // It was below the pointer, and still is: the rest has not moved up.
      const rows = await vscode.page.getByRole('treeitem', { name: /^crowd-0/ }).allInnerTexts();
      assert.match(String(rows[0]), /^crowd-01/);
      await inEachTheme(vscode, 'crowd');

      await vscode.step('menu of several', async () => {
        await vscode.selectRows(/^a-healthy/, /^a-paused/);
        const entries = await vscode.menuOf(/^a-healthy/);
        assert.ok(entries.includes(titleOf('longshore.container.stop')), entries.join());
        assert.ok(!entries.includes(titleOf('longshore.container.rename')), entries.join());
        assert.ok(!entries.includes(titleOf('longshore.container.shell')), entries.join());
      });
      await vscode.step('palette on what is selected', async () => {
        await vscode.selectRows(/^a-healthy/);
        await vscode.runCommand(paletteTitleOf('longshore.container.rename'));
        await vscode.quickInput('Rename a-healthy');
        await vscode.press('Escape');
      });
      await vscode.step('filtered while it is typed', async () => {
        await vscode.runCommand(paletteTitleOf('longshore.container.filter'));
        await vscode.quickInput(filterTitle(containerKind.title));
        await vscode.type('state:unhealthy');
        await vscode.treeItem(/^crowd-02/).waitFor({ state: 'hidden' });
        await vscode.treeItem(/^a-unhealthy/).waitFor();
      });
      await vscode.step('as it was', async () => {
        await vscode.press('Escape');
        await vscode.treeItem(/^crowd-02/).waitFor();
      });
      await vscode.step('by compose project', async () => {
        await vscode.runCommand(paletteTitleOf('longshore.container.arrange'));
        await vscode.choose('Group by Compose Project');
        await vscode.treeItem(/^shop 5 of 5 running/).waitFor();
        const entries = await vscode.menuOf(/^shop 5 of 5/);
        assert.ok(entries.includes(titleOf('longshore.container.removeGroup')), entries.join());
        assert.ok(!entries.includes(titleOf('longshore.container.start')), entries.join());
      });
      await vscode.step('stopping a project', async () => {
        await vscode.pressInline(/^shop 5 of 5/, /^Stop/);
        await vscode.treeItem(/^shop-api-1 Stopping…/).waitFor();
        await vscode.treeItem(/^shop-web-1 Stopping…/).waitFor();
      });
      await vscode.step('stopped project', () => vscode.treeItem(/^shop 0 of 5 running/).waitFor());
      await inEachTheme(vscode, 'groups');
      await vscode.step('another name', async () => {
        await vscode.chooseFromMenu(/^longshore-test-busybox:1/, titleOf('longshore.image.tag'));
        await vscode.answer(otherNamePrompt, 'team/renamed:2');
        await vscode.notification(nameAdded('team/renamed:2'));
        // What was given last is what it is called by, and the names stand below.
        await vscode.treeItem(/^team\/renamed:2.*\+1 name/).waitFor();
        await vscode.treeItem(beginningWith(`team/renamed:2, ${spokenName}`)).waitFor();
      });
      await engine.images.remove('team/renamed:2');
    });
  });
});
