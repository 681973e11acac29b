// The walk of somebody who edits a file and sees, before building, which lines will run and why; builds; and sees it come true.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { removeContainer, removeImage } from '../support/engine-cleanup.ts';
import { until } from '../support/until.ts';
import { openVsCode, type VsCode } from './driver.ts';
import { pageContent } from './page-frame.ts';

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const base = 'longshore-test-busybox:forecast';
const folder = 'longshore-test-forecast';

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
        await vscode.runCommand('Longshore: Build Image from Dockerfile');
        await vscode.codeLens('Next build: all steps reused').waitFor();
      });
      await vscode.dismissNotifications();
      await vscode.press('Control+J');
      await vscode.step('a file changed', async () => {
        write('src/app.js', `console.log('another ${different}');\n`);
        write('src/page.js', `console.log('another page ${different}');\n`);
        await vscode.codeLens(/^Next build: 2 of 5 steps, about/).waitFor();
        const marks = await vscode.marksWhen((all) => all.some((mark) => mark.includes('will run')));
        assert.equal(markOf(marks, 'COPY src'), '▸ will run: src/app.js changed since the last build, and 1 more file');
        assert.equal(markOf(marks, 'RUN cat'), '▸ will run: line 5 above runs');
        assert.match(String(markOf(marks, 'RUN sleep')), /^✓ \d.*, reused$/);
        // By keyboard: a pointer on the activity bar would have a hover of its own.
        await vscode.runCommand('View: Show Longshore');
        await vscode.treeItem(new RegExp(`^${tag}.*2 files changed`)).waitFor();
        await vscode.press('Control+B');
      });
      await vscode.step('why', async () => {
        assert.match(
          await vscode.hoverText('COPY src'),
          /Next build: will run: src\/app.js changed since the last build/,
        );
      });
      await vscode.step('it came true', async () => {
        await vscode.runCommand('Longshore: Build Image from Dockerfile');
        await vscode.codeLens('Next build: all steps reused').waitFor();
        const marks = await vscode.marksWhen((all) => all.filter((mark) => mark.endsWith('✓ CACHED')).length >= 3);
        assert.match(String(markOf(marks, 'COPY src')), /^✓ \d/);
        assert.match(
          await vscode.hoverText('COPY src'),
          /It ran: src\/app.js changed since the previous build, and 1 more file/,
        );
      });
      await vscode.step('a step fails', async () => {
        write('Dockerfile', dockerfile.replace('RUN cat src/*.js > bundle.js', 'RUN cat src/*.jsx > bundle.js'));
        await vscode.line('jsx').waitFor();
        await vscode.codeLens(/^Next build: 1 of 5 steps/).waitFor();
        await vscode.runCommand('Longshore: Build Image from Dockerfile');
        await vscode.codeLens('Open Shell in the Failed Step').waitFor();
        await vscode.notification(/failed with exit code/);
      });
      await vscode.step('a shell in it', async () => {
        await vscode.pressInNotification(/failed with exit code/, 'Open Shell in the Failed Step');
        await vscode.terminalText(/app # cat src.*bundle/);
        // What stands there goes unrun.
        await vscode.pressInTerminal('Control+U');
        await vscode.typeInTerminal('ls src');
        await vscode.pressInTerminal('Enter');
        await vscode.terminalText(/app\.js +page\.js/);
        await vscode.typeInTerminal('exit');
        await vscode.pressInTerminal('Enter');
        await vscode.terminalText('The shell exited with code 0');
      });
      await vscode.dismissNotifications();
      // Its image goes after the shell, and with it what only that image had in the cache.
      await until(async () => (await engine.volumes.helpers()).length === 0);
      await vscode.step('mended, and the container recreated', async () => {
        await engine.containers.start(await engine.containers.create({ image: tag, name: folder }));
        write('Dockerfile', dockerfile.replace('RUN cat', 'RUN true && cat'));
        await vscode.line('true && cat').waitFor();
        await vscode.runCommand('Longshore: Build Image from Dockerfile');
        await vscode.codeLens('Next build: all steps reused').waitFor();
        await vscode.openContainer('Longshore');
        await vscode.treeItem(new RegExp(`^${folder}.*older image`)).waitFor();
        await vscode.chooseFromMenu(new RegExp(`^${folder}`), 'Describe Container');
        const page = pageContent(vscode);
        await page.getByRole('heading', { name: 'It runs an older image' }).waitFor();
        await vscode.screenshot('page of the container');
        await page.getByRole('button', { name: 'Recreate with the Newest Image' }).click();
        await vscode.dialog(`Recreate "${folder}" with the newest ${tag}?`);
        await vscode.pressInDialog('Recreate');
        await vscode.notification(/is running|Started|runs/);
      });
    }).timeout(180_000);
  });
}
