// A person who has an account and an image, and knows no rule about names: builds, pushes, is told what is missing, logs in,
// and finds the image in the registry, from where it is pulled again. From a fresh profile, in both themes.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { loginSentences } from '../../src/commands/accounts/log-in-and-out.ts';
import { newerSentences } from '../../src/commands/images/newer-words.ts';
import { pinToNewest } from '../../src/commands/images/pins.ts';
import { pullSentences } from '../../src/commands/images/pull.ts';
import { pushSentences } from '../../src/commands/images/push.ts';
import { pushDestination } from '../../src/commands/text/image-names.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { newerThere } from '../../src/explorer/images.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { titleOf } from '../support/command-titles.ts';
import { removeImage } from '../support/engine-cleanup.ts';
import { type Registry, startRegistry } from '../support/registry.ts';
import { account, passwordFile } from '../support/registry-account.ts';
import { pushImage } from '../support/registry-content.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { openVsCode, type VsCode } from './driver.ts';

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const base = 'longshore-test-busybox:registry';
const name = 'longshore-test-shelf';
const built = `${name}:latest`;
/** Said of that name where it is to be pushed. */
const withoutUser = String(pushDestination(built).wrong);

for (const theme of ['light', 'dark'] as const) {
  describe(`an image on its way to a registry and back (${theme})`, () => {
    let vscode: VsCode;
    let engine: Engine;
    let registry: Registry;
    let file: ReturnType<typeof passwordFile>;
    let isBaseOurs = false;
    let target = '';

    before(async () => {
      engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
      isBaseOurs = await ensureBusyboxImage({ socketPath, reference: base });
      file = passwordFile();
      registry = await startRegistry({ auth: file.auth });
      target = `${registry.host}/${account.username}/${name}:latest`;
      vscode = await openVsCode({ theme, screenshots: `registry-${theme}` });
      mkdirSync(join(vscode.workspace, name), { recursive: true });
      writeFileSync(join(vscode.workspace, name, 'Dockerfile'), `FROM ${base}\nRUN echo ${theme} > /theme\n`);
    });
    after(async () => {
      await vscode?.close();
      for (const reference of [target, built]) await removeImage(socketPath, reference);
      if (isBaseOurs) await removeImage(socketPath, base);
      engine?.close();
      await registry?.stop();
      file?.remove();
    });

    const hasImage = async (reference: string) =>
      (await engine.images.list()).some(({ tags }) => tags.includes(reference));

    it('is built, refused, tagged, pushed, seen there, removed here, and pulled', async () => {
      // Which name an image was given last is known of those that are given while somebody looks.
      await vscode.openContainer('Longshore');
      await vscode.openFile(`${name}/Dockerfile`);
      await vscode.pressLens(/^Build$/);
      await vscode.notification(`Built ${built}`);
      await vscode.dismissNotifications();

      await vscode.step('a name that cannot be pushed', async () => {
        await vscode.pressLens(/^Push$/);
        await vscode.quickInput(pushSentences.askName);
        await vscode.press('Enter');
        await vscode.quickInput(withoutUser);
      });
      await vscode.answer(withoutUser, target);
      await vscode.step('nobody is logged in', async () => {
        const asked = await vscode.dialog(pushSentences.askToLogIn(registry.host));
        assert.ok(asked.includes(pushSentences.notLoggedIn(registry.host)), asked);
      });
      await vscode.pressInDialog('Log In');
      await vscode.answer(loginSentences.askUserName, account.username);
      await vscode.answer(loginSentences.askPassword, 'wrong');
      await vscode.step('refused', async () => void (await vscode.quickInput(loginSentences.refused)));
      await vscode.answer(loginSentences.refused);
      await vscode.answer(loginSentences.askPassword, account.password);
      await vscode.step('where to keep it', async () => void (await vscode.quickInput(/Unencrypted/)));
      await vscode.choose(/Secret Storage/);
      await vscode.step(
        'pushed',
        async () => void (await vscode.notification(pushSentences.pushed(target, registry.host))),
      );
      await vscode.dismissNotifications();

      await vscode.step('in the view', async () => {
        await vscode.openContainer('Longshore');
        await vscode.view('Registries').click();
        await vscode.treeItem(new RegExp(`^${registry.host}\\b.*logged in as`)).click();
        await vscode.treeItem(new RegExp(`^${account.username}/${name}`)).click();
        await vscode.treeItem(/^latest\b.*tag$/).click();
        await vscode.treeItem(/^linux\/.*image$/).waitFor();
      });
      await vscode.step('image menu of the built image', async () => {
        await vscode.chooseFromMenu(new RegExp(`^${target}\\b.*image$`), titleOf('longshore.image.remove'));
        await vscode.dialog(target);
      });
      await vscode.pressInDialog('Remove');
      await vscode.treeItem(new RegExp(`^${target}\\b.*image$`)).waitFor({ state: 'hidden' });
      assert.equal(await hasImage(target), false);
      await vscode.step('pulled again', async () => {
        await vscode.pressInline(/^latest\b.*tag$/, titleOf('longshore.registry.pull'));
        await vscode.notification(pullSentences.pulled(target));
      });
      assert.equal(await hasImage(target), true);

      const row = new RegExp(`^${target}\\b.*image$`);
      await pushImage(registry.host, `${account.username}/${name}`, 'latest', {
        layers: [Buffer.from(theme)],
        account,
      });
      await vscode.step('a newer one', async () => {
        await vscode.dismissNotifications();
        await vscode.chooseFromMenu(row, titleOf('longshore.image.checkNewer'));
        await vscode.notification(newerSentences.available(target));
        await vscode.treeItem(new RegExp(`^${target} ${newerThere}`)).waitFor();
      });
      await vscode.dismissNotifications();
      await vscode.step('completed behind FROM', async () => {
        await vscode.openFile(`${name}/Dockerfile`);
        await vscode.press('Control+End');
        await vscode.type(`FROM ${target.replace('latest', '')}`);
        await vscode.page
          .locator('.suggest-widget .monaco-list-row')
          .filter({ hasText: /^latest/ })
          .waitFor();
      });
      await vscode.step('said to be behind above FROM', async () => {
        await vscode.press('Enter');
        await vscode.codeLens(newerSentences.availableInRow(target)).waitFor();
      });
      await vscode.step('fixes that pin', async () => {
        const titles = await vscode.openQuickFixes(target);
        const pin = patternOf((digest) => pinToNewest(target, digest));
        assert.ok(
          titles.some((title) => pin.test(title)),
          titles.join(),
        );
      });
      await vscode.applyQuickFix(patternOf((digest) => pinToNewest(target, digest)));
      await vscode.editorTextWhen((lines) => lines.some((line) => line.startsWith(`FROM ${target}@sha256:`)));
    }).timeout(120_000);
  });
}
