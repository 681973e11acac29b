// The page of an image as a user sees it: how it was made, what uses it, and the line of its Dockerfile; looked over by axe.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { costSentences } from '../../src/builds/marks.ts';
import { builtSentences } from '../../src/commands/building/build-image.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf, titleOf } from '../support/command-titles.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { openVsCode } from './driver.ts';
import { doing, looksRightInEachTheme, pageContent } from './page-frame.ts';

const base = 'longshore-test-busybox:1';
const image = 'site:latest';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const dockerfile = `FROM ${base}
WORKDIR /site
COPY src .
RUN dd if=/dev/zero of=/big bs=1M count=3 && dd if=/dev/zero of=/waste bs=1M count=2 && echo built > /site/built
RUN rm /waste
EXPOSE 8080
ENV GREETING=hello API_TOKEN=hunter2
CMD ["sleep", "1000"]
`;

describe('the page of an image in the editor', function () {
  this.timeout(180_000);
  let engine: Engine;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: base });
  });
  after(() => engine.close());
  afterEach(async () => {
    await engine.images.remove(image, { force: true }).catch(() => undefined);
  });

  it('tells how it was made, and who uses it', async () => {
    const vscode = await openVsCode({
      screenshots: 'page-image',
      prepare: (workspace) => writeFileSync(join(workspace, 'site', 'Dockerfile'), dockerfile),
    });
    const page = pageContent(vscode);
    let container = '';
    await vscode.use(
      async () => {
        await vscode.openFile('site/Dockerfile');
        await vscode.runCommand(paletteTitleOf('longshore.dockerfile.build'));
        await vscode.notification(patternOf((size) => builtSentences.first(image, size)));
        container = await engine.containers.create({ image, name: 'longshore-test-image-user' });
        await vscode.openContainer('Longshore');
        await vscode.treeItem(/^site/).waitFor();
        await vscode.dismissNotifications();
        await vscode.chooseFromMenu(/^site/, titleOf('longshore.image.describe'));
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('#base-image summary', { hasText: base }).waitFor();
        await page.getByText('longshore-test-image-user').waitFor();
        await page.getByText('EXPOSE 8080').waitFor();
        assert.equal(await page.getByText('hunter2').count(), 0);
        await looksRightInEachTheme(vscode, page.locator('#how-made'), 'image');
        await page.locator(doing('layers')).click();
        const layers = pageContent(vscode);
        const largest = layers.locator('#largest-files');
        await largest.waitFor();
        await layers.locator('.tree').getByRole('button', { name: /^big/ }).waitFor();
        await layers.getByRole('searchbox').fill('site');
        await layers.getByRole('button', { name: /^\/site\/built/ }).waitFor();
        const extract = layers.locator(doing('extract'));
        await layers.getByRole('button', { name: '/site/built' }).and(extract).focus();
        await vscode.screenshot('layers');
        await layers.getByRole('searchbox').fill('');
        await extract.first().focus();
        await looksRightInEachTheme(vscode, largest, 'folders');
        await layers.locator(doing('open-line'), { hasText: '4' }).click();
        await vscode.line('RUN dd if=').waitFor();
        // What is known of its bytes from then on. With the mark the words of its line move from under a pointer: that comes first.
        const marks = await vscode.marksWhen(
          (all) => all.some((mark) => mark.includes('base')) && all.some((mark) => / ⟶ .* 5\.\d+ MB/.test(mark)),
        );
        const said = await vscode.hoverText('RUN dd if=');
        const [added = ''] = /5\.\d+ MB/.exec(said) ?? [];
        assert.ok(said.includes(costSentences.adds(added)), said);
        assert.ok(said.includes(costSentences.wastedBy('2.1 MB', 5)), said);
        await vscode.screenshot('line');
        assert.match(marks.find((mark) => mark.startsWith('FROM')) ?? '', /base [\d.]+ [kM]B$/);
      },
      async () => {
        if (container !== '') await engine.containers.remove(container, { force: true });
      },
    );
  });
});
