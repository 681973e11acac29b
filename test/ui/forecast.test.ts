// The walk of somebody who edits a file and sees, before building, which lines will run and why; builds; and sees it come true.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { recreateQuestion } from '../../src/commands/containers/recreate.ts';
import { runningWords } from '../../src/commands/running/start.ts';
import { theShell } from '../../src/commands/terminals/container-terminals.ts';
import { exitedWords } from '../../src/commands/terminals/joined-terminal.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { stepFailed } from '../../src/engine/failures/of-builds.ts';
import { nextBuildHeading, nextBuildText, pastReasonText, verdictText } from '../../src/forecast/forecast-text.ts';
import { forecastMark } from '../../src/forecast/marks.ts';
import { ranFor } from '../../src/forecast/ran-reasons.ts';
import type { RunReason } from '../../src/forecast/verdict.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf, titleOf } from '../support/command-titles.ts';
import { removeContainer, removeImage } from '../support/engine-cleanup.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { until } from '../support/until.ts';
import { openVsCode, type VsCode } from './driver.ts';
import { doing, pageContent } from './page-frame.ts';

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const base = 'longshore-test-busybox:forecast';
const folder = 'longshore-test-forecast';

const changed: RunReason = {
  kind: 'files',
  changes: [
    { path: 'src/app.js', what: 'changed' },
    { path: 'src/page.js', what: 'changed' },
  ],
  count: 2,
};
const failed = stepFailed('RUN cat src/*.jsx > bundle.js', '1');

/** The mark of the line that begins so. */
const markOf = (marks: readonly string[], line: string): string | undefined =>
  marks.find((mark) => mark.startsWith(line))?.split(' ⟶ ')[1];

for (const theme of ['dark', 'light'] as const) {
  describe(`the forecast on the lines of a Dockerfile (${theme})`, () => {
    const tag = `${folder}:latest`;
    const different = randomBytes(4).toString('hex');
    const dockerfile = `FROM ${base}
WORKDIR /app
COPY package.json ./
RUN sleep 1 && echo ${different} > installed
COPY src ./src
RUN cat src/*.js > bundle.js
CMD ["sh", "-c", "trap exit TERM; sleep 1000 & wait"]
`;
    let vscode: VsCode;
    let engine: Engine;
    let isBaseOurs = false;
    const write = (path: string, text: string) => writeFileSync(join(vscode.workspace, folder, path), text);

    before(async () => {
      engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
      isBaseOurs = await ensureBusyboxImage({ socketPath, reference: base });
      vscode = await openVsCode({ theme, screenshots: `forecast-${theme}`, settings: { 'files.autoSave': 'off' } });
      mkdirSync(join(vscode.workspace, folder, 'src'), { recursive: true });
      write('Dockerfile', dockerfile);
      write('package.json', `{ "name": "${different}" }\n`);
      write('src/app.js', `console.log('${different}');\n`);
      write('src/page.js', `console.log('page ${different}');\n`);
    });
    after(async () => {
      await vscode?.close();
      for (const { id, name } of await engine.containers.list())
        if (name === folder) await removeContainer(socketPath, id);
      await removeImage(socketPath, tag);
      if (isBaseOurs) await removeImage(socketPath, base);
      engine?.close();
    });

    it('is seen before a build, and comes true', async () => {
      await vscode.openFile(`${folder}/Dockerfile`);
      await vscode.step('built', async () => {
        await vscode.runCommand(paletteTitleOf('longshore.dockerfile.build'));
        await vscode.codeLens(nextBuildText({ steps: [] })).waitFor();
      });
      await vscode.dismissNotifications();
      await vscode.press('Control+J');
      await vscode.step('a file changed', async () => {
        write('src/app.js', `console.log('another ${different}');\n`);
        write('src/page.js', `console.log('another page ${different}');\n`);
        await vscode.codeLens(/^Next build: 2 of 5 steps, about/).waitFor();
        const marks = await vscode.marksWhen((all) => all.some((mark) => mark.includes(' ⟶ ▸ ')));
        assert.equal(markOf(marks, 'COPY src'), forecastMark({ kind: 'runs', reason: changed }).text);
        assert.equal(markOf(marks, 'RUN cat'), forecastMark({ kind: 'runs', reason: { kind: 'above', line: 4 } }).text);
        assert.match(String(markOf(marks, 'RUN sleep')), new RegExp(`^✓ \\d.*, ${verdictText({ kind: 'reused' })}$`));
        // By keyboard: a pointer on the activity bar would have a hover of its own.
        await vscode.runCommand('View: Show Longshore');
        await vscode.treeItem(new RegExp(`^${tag}.*2 files changed`)).waitFor();
        await vscode.press('Control+B');
      });
      await vscode.step('why', async () => {
        assert.match(
          await vscode.hoverText('COPY src'),
          patternOf(() => `${nextBuildHeading}: ${verdictText({ kind: 'runs', reason: changed })}`),
        );
      });
      await vscode.step('it came true', async () => {
        await vscode.runCommand(paletteTitleOf('longshore.dockerfile.build'));
        await vscode.codeLens(nextBuildText({ steps: [] })).waitFor();
        const marks = await vscode.marksWhen((all) => all.filter((mark) => mark.endsWith('✓ CACHED')).length >= 3);
        assert.match(String(markOf(marks, 'COPY src')), /^✓ \d/);
        assert.match(
          await vscode.hoverText('COPY src'),
          patternOf(() => ranFor(pastReasonText(changed))),
        );
      });
      await vscode.step('a step fails', async () => {
        write('Dockerfile', dockerfile.replace('RUN cat src/*.js > bundle.js', 'RUN cat src/*.jsx > bundle.js'));
        await vscode.line('jsx').waitFor();
        await vscode.codeLens(/^Next build: 1 of 5 steps/).waitFor();
        await vscode.runCommand(paletteTitleOf('longshore.dockerfile.build'));
        await vscode.codeLens(titleOf('longshore.build.shell')).waitFor();
        await vscode.notification(failed);
      });
      await vscode.step('a shell in it', async () => {
        await vscode.pressInNotification(failed, titleOf('longshore.build.shell'));
        await vscode.terminalText(/app # cat src.*bundle/);
        // What stands there goes unrun.
        await vscode.pressInTerminal('Control+U');
        await vscode.typeInTerminal('ls src');
        await vscode.pressInTerminal('Enter');
        await vscode.terminalText(/app\.js +page\.js/);
        await vscode.typeInTerminal('exit');
        await vscode.pressInTerminal('Enter');
        await vscode.terminalText(exitedWords(theShell, 0));
      });
      await vscode.dismissNotifications();
      // Its image goes after the shell, and with it what only that image had in the cache.
      await until(async () => (await engine.volumes.helpers()).length === 0);
      await vscode.step('mended, and the container recreated', async () => {
        await engine.containers.start(await engine.containers.create({ image: tag, name: folder }));
        write('Dockerfile', dockerfile.replace('RUN cat', 'RUN true && cat'));
        await vscode.line('true && cat').waitFor();
        await vscode.runCommand(paletteTitleOf('longshore.dockerfile.build'));
        await vscode.codeLens(nextBuildText({ steps: [] })).waitFor();
        await vscode.openContainer('Longshore');
        await vscode.treeItem(new RegExp(`^${folder}.*older image`)).waitFor();
        await vscode.chooseFromMenu(new RegExp(`^${folder}`), titleOf('longshore.container.describe'));
        const page = pageContent(vscode);
        const newer = page.locator('#newer-image');
        await newer.waitFor();
        await vscode.screenshot('page of the container');
        await newer.locator(doing('recreate')).click();
        await vscode.dialog(recreateQuestion(folder, tag));
        await vscode.pressInDialog('Recreate');
        await vscode.notification(runningWords(folder));
      });
    }).timeout(180_000);
  });
}
