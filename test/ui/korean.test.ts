// The walk of somebody whose editor speaks Korean: views, commands, problems and pages in Korean. Its screenshots are there to be
// looked at.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf } from '../support/command-titles.ts';
import { openVsCode, type VsCode } from './driver.ts';
import { openedPages, openPage } from './opened-pages.ts';
import { pageContent, violations } from './page-frame.ts';

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const base = 'longshore-test-busybox';
const built = 'longshore-test-korean';
const container = `${built}-container`;
const volume = `${built}-data`;
const dockerfile = `FROM ${base}:1
WORKDIR /srv/app
ENV GREETING=hello API_TOKEN=hunter2
COPY . .
RUN for n in one two three; do echo $n > /srv/app/$n.json; done
EXPOSE 8080
CMD ["sleep", "1000"]
`;

describe('an editor in Korean', () => {
  let vscode: VsCode;
  let engine: Engine;
  const images: string[] = [];
  before(async function () {
    this.timeout(90_000);
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: `${base}:1` });
    await engine.containers.create({
      image: `${base}:1`,
      name: container,
      command: ['sh', '-c', 'echo ready; echo changed > /etc/motd; rm /etc/group; exec sleep 1000'],
      mounts: [{ kind: 'volume', source: volume, destination: '/data', readOnly: false }],
    });
    await engine.containers.start(container);
    vscode = await openVsCode({
      locale: 'ko',
      screenshots: 'korean',
      prepare: (workspace) => {
        mkdirSync(join(workspace, built));
        writeFileSync(join(workspace, built, 'Dockerfile'), dockerfile);
      },
    });
  });
  after(async () => {
    await vscode?.close();
    await engine.containers.remove(container, { force: true });
    await engine.volumes.remove(volume);
    for (const id of images) await engine.images.remove(id, { force: true });
    engine.close();
  });

  it('has its views, problems and pages in Korean', async () => {
    await vscode.step('problems', async () => {
      await vscode.openFile('shop/Dockerfile');
      const rows = await vscode.openProblems();
      assert.match((await rows.allInnerTexts()).join('\n'), /[가-힣]/);
    });
    await vscode.step('lenses', async () => void (await vscode.codeLens(/^빌드$/).waitFor()));
    await vscode.step('views', async () => {
      await vscode.openContainer('Longshore');
      await vscode.view('컨테이너').waitFor();
      await vscode.view('이미지').waitFor();
    });
    await vscode.step('disk usage', async () => {
      await vscode.runCommand(paletteTitleOf('longshore.diskUsage'));
      await vscode.pageText('이미지');
    });
    await vscode.step('run form', async () => {
      await vscode.runCommand(paletteTitleOf('longshore.image.run'));
      assert.match(await vscode.nextTitle(), /[가-힣]/);
    });
    await vscode.press('Escape');
    await vscode.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }).timeout(120_000);

  it('has each page in Korean, and axe finds nothing wrong there', async () => {
    for (const word of ['one', 'two']) {
      writeFileSync(join(vscode.workspace, built, 'word.txt'), word);
      await vscode.openFile(`${built}/Dockerfile`);
      await vscode.runCommand(paletteTitleOf('longshore.dockerfile.build'));
      await vscode.notification(/ 빌드됨: /);
      await vscode.dismissNotifications();
      images.push((await engine.images.inspect(built)).id);
    }
    await vscode.runCommand('View: Hide Panel');
    const found: string[] = [];
    for (const opened of [
      ...openedPages({ container, image: base, built, volume }),
      { name: 'stats', command: paletteTitleOf('longshore.container.stats') },
    ]) {
      await openPage(vscode, opened, async () => undefined);
      const main = pageContent(vscode).locator('main[aria-busy="false"]');
      await main.waitFor();
      assert.match(await main.innerText(), /[가-힣]/, opened.name);
      found.push(...(await violations(vscode, /[가-힣]/)).map((each) => `${opened.name}: ${each}`));
      await vscode.screenshot(`page ${opened.name}`);
      await vscode.runCommand('View: Close All Editors');
      await vscode.page.locator('iframe.webview').first().waitFor({ state: 'detached' });
    }
    assert.deepEqual(found, []);
  }).timeout(180_000);
});
