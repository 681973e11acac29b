// Terminals as a user types into them: keys that leave, corrections without a terminal in the container, a container that
// lives on, and a log that goes on over a restart. What the engine says afterwards is the proof.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { logNews } from '../../src/commands/logs/followed-log.ts';
import { inputHints, pressEnter } from '../../src/commands/terminals/container-terminals.ts';
import { detachedWords, exitedWords, waysToLeave } from '../../src/commands/terminals/joined-terminal.ts';
import { endedWithWindow, openAgain, pressAnyKey } from '../../src/commands/terminals/terminal-ends.ts';
import { connect } from '../../src/engine/connect.ts';
import { defaultDetachKeys } from '../../src/engine/detach-keys.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf, titleOf } from '../support/command-titles.ts';
import { removeContainer, removeImage } from '../support/engine-cleanup.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { packageStub } from '../support/stub-extension.mjs';
import { openVsCode, type VsCode } from './driver.ts';

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const base = 'longshore-test-busybox:terminals';
const shell = 'longshore-test-tty';
const reader = 'longshore-test-reader';
const talker = 'longshore-test-talker';

const leaving = waysToLeave({ tty: true, detachKeys: defaultDetachKeys });
const createdWithInput = String(inputHints({ input: 'once' }).at(-1));
/** Whether the end of the run before was told first is up to the engine. */
const startedAgain = new RegExp(
  [logNews.startedAgain, logNews.restarted].map((say) => patternOf((at) => say(talker, at)).source).join('|'),
);
/** Last in the list: terminals of the tests before may be open, too. */
const hasEnded = new RegExp(
  [
    patternOf(() => endedWithWindow([shell])),
    patternOf((other) => endedWithWindow([other, shell])),
    patternOf((one, other) => endedWithWindow([one, other, shell])),
  ]
    .map(({ source }) => source)
    .join('|'),
);

const attachToRunning = 'remote-containers.attachToRunningContainer';

const running = (name: string) => new RegExp(`^${name} .*, running$`);

describe('terminals in the editor', () => {
  let vscode: VsCode;
  let engine: Engine;
  let isBaseOurs = false;
  let folder = '';

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    isBaseOurs = await ensureBusyboxImage({ socketPath, reference: base });
    const interactive = { image: base, openStdin: true, stdinOnce: true };
    const read = 'while read line; do echo "<$line>"; done; exit 5';
    for (const request of [
      { ...interactive, name: shell, tty: true, command: ['sh'] },
      { ...interactive, name: reader, command: ['sh', '-c', read] },
      {
        image: base,
        name: talker,
        command: [
          'sh',
          '-c',
          'trap "exit 0" TERM; echo x >>/n; echo "run $(wc -l </n) begins"; while :; do sleep 0.1; done',
        ],
      },
    ]) {
      await engine.containers.start(await engine.containers.create(request));
    }
    folder = mkdtempSync(join(tmpdir(), 'longshore-ui-'));
    const devContainers = await packageStub({
      folder,
      publisher: 'ms-vscode-remote',
      name: 'remote-containers',
      commands: [attachToRunning],
      code: `const { commands, window } = require('vscode');
exports.activate = () => commands.registerCommand('${attachToRunning}', (...given) =>
  window.showInformationMessage('Asked for ' + JSON.stringify(given)));`,
    });
    vscode = await openVsCode({ screenshots: 'terminals', extensions: [devContainers] });
    await vscode.openContainer('Longshore');
  });

  after(async () => {
    await vscode?.close();
    for (const name of [shell, reader, talker]) await removeContainer(socketPath, name);
    if (isBaseOurs) await removeImage(socketPath, base);
    engine?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const isRunning = async (name: string) => (await engine.containers.inspect(name)).running;
  const quickOpen = () => vscode.page.locator('.quick-input-widget:visible');
  const detachInTitle = () =>
    vscode.page
      .locator('.part.panel .title-actions')
      .getByRole('button', { name: titleOf('longshore.container.detach') });

  it('are left by the engine’s keys, which open nothing of the editor', async () => {
    await vscode.step('attached to a terminal', async () => {
      await vscode.chooseFromMenu(running(shell), titleOf('longshore.container.attach'));
      await vscode.terminalText(leaving);
    });
    await vscode.typeInTerminal('echo $((6*7))');
    await vscode.pressInTerminal('Enter');
    await vscode.terminalText('42');
    await vscode.step('detached by keys', async () => {
      await vscode.pressInTerminal('Control+P', 'Control+Q');
      await vscode.terminalText(detachedWords(false));
    });
    assert.equal(await quickOpen().count(), 0);
    // VS Code tells of keys that it keeps from a terminal.
    assert.equal(await vscode.page.locator('.notification-toast').count(), 0);
    assert.equal(await isRunning(shell), true);
    await detachInTitle().waitFor({ state: 'detached' });
    // A terminal that can be left no more gives the editor its key back.
    await vscode.pressInTerminal('Control+P');
    await quickOpen().waitFor();
    await vscode.press('Escape');
    await quickOpen().waitFor({ state: 'hidden' });
  }).timeout(90_000);

  it('are left by the action in their title', async () => {
    await vscode.chooseFromMenu(running(shell), titleOf('longshore.container.attach'));
    await vscode.terminalText(pressEnter);
    await vscode.step('detach in the title', () => detachInTitle().waitFor());
    await detachInTitle().click();
    await vscode.terminalText(detachedWords(false));
    assert.equal(await isRunning(shell), true);
  }).timeout(60_000);

  it('edit lines for a container without a terminal, and leave it alive', async () => {
    await vscode.step('attached without a terminal', async () => {
      await vscode.chooseFromMenu(running(reader), titleOf('longshore.container.attach'));
      await vscode.terminalText(createdWithInput);
    });
    await vscode.runCommand(paletteTitleOf('longshore.container.detach'));
    await vscode.terminalText(detachedWords(false));
    assert.equal(await isRunning(reader), true);
    // The one that was left says the same as the next one, so nothing could tell when that is ready.
    await vscode.runCommand('Terminal: Kill the Active Terminal Instance');
    await vscode.chooseFromMenu(running(reader), titleOf('longshore.container.attach'));
    await vscode.terminalText(createdWithInput);
    await vscode.typeInTerminal('helo');
    await vscode.pressInTerminal('Backspace');
    await vscode.typeInTerminal('lo');
    await vscode.pressInTerminal('Enter');
    await vscode.terminalText('<hello>');
    await vscode.typeInTerminal('all wrong');
    await vscode.pressInTerminal('Control+U');
    await vscode.typeInTerminal('한글');
    await vscode.pressInTerminal('Enter');
    await vscode.step('lines were corrected', async () => {
      const text = await vscode.terminalText('<한글>');
      assert.doesNotMatch(text, /all wrong|helo$/m);
    });
    await vscode.runCommand('Terminal: Kill the Active Terminal Instance');
    await vscode.treeItem(running(reader)).waitFor();
    assert.equal(await isRunning(reader), true);

    await vscode.chooseFromMenu(running(reader), titleOf('longshore.container.attach'));
    await vscode.terminalText(createdWithInput);
    await vscode.pressInTerminal('Control+D');
    await vscode.step(
      'its input was ended',
      async () => void (await vscode.terminalText(patternOf((what) => exitedWords(what, 5)))),
    );
    assert.equal(await isRunning(reader), false);
  }).timeout(90_000);

  it('give way to a whole window inside a container, where Dev Containers is there', async () => {
    const { id } = await engine.containers.inspect(shell);
    await vscode.chooseFromMenu(running(shell), titleOf('longshore.container.openInside'));
    assert.equal(await vscode.notification('Asked for'), `Asked for ["${id}"]`);
    await vscode.dismissNotifications();
  }).timeout(60_000);

  it('follow a log over a restart', async () => {
    await vscode.pressInline(running(talker), titleOf('longshore.container.logs'));
    await vscode.terminalText('run 1 begins');
    await vscode.chooseFromMenu(running(talker), titleOf('longshore.container.restart'));
    await vscode.step('a log over a restart', async () => {
      await vscode.terminalText('run 2 begins');
      await vscode.terminalText(startedAgain);
    });
    await vscode.pressInTerminal('Control+C');
    await vscode.terminalText(pressAnyKey);
  }).timeout(60_000);

  it('are offered again when the window has been loaded anew', async () => {
    await vscode.chooseFromMenu(running(shell), titleOf('longshore.container.attach'));
    await vscode.terminalText(pressEnter);
    await vscode.reload();
    await vscode.step('told in the new window', () => vscode.notification(hasEnded));
    await vscode.pressInNotification(hasEnded, openAgain);
    await vscode.step('opened again', () => vscode.terminalText(leaving));
    await vscode.runCommand(paletteTitleOf('longshore.container.detach'));
    await vscode.terminalText(detachedWords(false));
    assert.equal(await isRunning(shell), true);
  }).timeout(90_000);
});
