// The sidebar when no engine answers: what to do stands there, and it fills by itself as soon as one does.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectionSentences } from '../../src/engine/dockerode/connection-errors.ts';
import { containerKind } from '../../src/explorer/containers.ts';
import { anotherEngine, isAnotherEngine, waitingForSlow } from '../../src/explorer/no-engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf } from '../support/command-titles.ts';
import { removeImage } from '../support/engine-cleanup.ts';
import { type FaultyRelay, startFaultyRelay } from '../support/faulty-relay.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { socketRelay } from '../support/socket-relay.ts';
import { openVsCode, type VsCode } from './driver.ts';

/** The first line of what a view says. */
const noEngineAnswers = String(containerKind.welcome?.['not-running']?.split('\n', 1)[0]);

const enginePath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const image = 'longshore-test-no-engine:1';

describe('the sidebar without an engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-relay-'));
  const path = join(folder, 'docker.sock');
  const relay = socketRelay(path, enginePath);
  let vscode: VsCode;

  before(async () => {
    await ensureBusyboxImage({ socketPath: enginePath, reference: image });
    vscode = await openVsCode({ theme: 'dark', screenshots: 'no-engine', env: { DOCKER_HOST: `unix://${path}` } });
  });

  after(async () => {
    await vscode?.close();
    await relay.shut();
    await removeImage(enginePath, image);
    rmSync(folder, { recursive: true });
  });

  it('says what to do, and fills and empties by itself as the engine comes and goes', async () => {
    await vscode.step('no engine', async () => {
      await vscode.openContainer('Longshore');
      await vscode.welcome().filter({ hasText: noEngineAnswers }).waitFor();
    });
    await vscode.step('tried again in vain', async () => {
      await vscode.welcome().getByRole('button', { name: 'Try Again' }).click();
      await vscode.notification(patternOf(connectionSentences.notThere));
    });
    await vscode.dismissNotifications();
    await vscode.step('engine is back', async () => {
      await relay.open();
      await vscode.treeItem(new RegExp(image)).waitFor();
    });
    await vscode.step('engine is gone', async () => {
      await relay.shut();
      await vscode.welcome().filter({ hasText: noEngineAnswers }).waitFor();
    });
  }).timeout(120_000);
});

describe('the sidebar with an engine that cannot be reached', () => {
  const config = mkdtempSync(join(tmpdir(), 'longshore-contexts-'));
  let vscode: VsCode;
  let relay: FaultyRelay;

  const makeContext = (name: string, host: string) => {
    const folder = join(config, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'meta.json'), JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }));
  };
  /** What `docker context use` does. */
  const useContext = (name: string) =>
    writeFileSync(join(config, 'config.json'), JSON.stringify({ currentContext: name }));

  before(async () => {
    await ensureBusyboxImage({ socketPath: enginePath, reference: image });
    makeContext('far', 'tcp://127.0.0.1:1');
    makeContext('here', `unix://${enginePath}`);
    makeContext('same', `unix://${enginePath}`);
    relay = await startFaultyRelay(enginePath);
    makeContext('slow', relay.address);
    useContext('far');
    const env = { DOCKER_HOST: '', DOCKER_CONFIG: config };
    vscode = await openVsCode({ theme: 'light', screenshots: 'unreachable', env });
  });

  after(async () => {
    await vscode?.close();
    await relay.close();
    await removeImage(enginePath, image);
    rmSync(config, { recursive: true });
  });

  it('says why, leads on, and follows the context that is chosen in a terminal', async () => {
    await vscode.step('why', async () => {
      await vscode.openContainer('Longshore');
      await vscode.page
        .locator('.sidebar')
        .filter({ hasText: patternOf(connectionSentences.refused) })
        .waitFor();
      for (const row of ['Try Again', anotherEngine, 'Show Log']) await vscode.treeItem(row).waitFor();
    });
    await vscode.step('another context', async () => {
      useContext('here');
      await vscode.treeItem(new RegExp(image)).waitFor();
    });
    await vscode.step('switched', async () => {
      useContext('same');
      await vscode.notification(patternOf((before, now) => isAnotherEngine(`here ${before}`, `same ${now}`)));
    });
  }).timeout(120_000);

  it('waits for a slow engine, says so while somebody waits, and lets them cancel', async () => {
    const waiting = patternOf((address) => waitingForSlow(`slow ${address}`));
    await vscode.step('connected slowly', async () => {
      relay.delay = 4000;
      useContext('slow');
      await vscode.notification(
        patternOf((before, now) => isAnotherEngine(before, `slow ${now}`)),
        60_000,
      );
      await vscode.treeItem(new RegExp(image)).waitFor({ timeout: 60_000 });
    });
    await vscode.dismissNotifications();
    await vscode.step('slow', async () => {
      relay.delay = 14_000;
      await vscode.runCommand(paletteTitleOf('longshore.image.inspect'));
      await vscode.choose(image);
      await vscode.notification(waiting);
    });
    await vscode.step('canceled', async () => {
      await vscode.pressInNotification(waiting, 'Cancel');
      await vscode.page.locator('.notification-toast').filter({ hasText: waiting }).waitFor({ state: 'hidden' });
      assert.equal(await vscode.page.locator('.notification-toast').count(), 0);
      await vscode.treeItem(new RegExp(image)).waitFor();
    });
    await vscode.step('fast again', async () => {
      relay.delay = 0;
      await vscode.runCommand('Longshore: Inspect Image');
      await vscode.choose(image);
      await vscode.editorTextWhen((lines) => lines.some((line) => line.includes('RepoTags')));
    });
  }).timeout(180_000);
});
