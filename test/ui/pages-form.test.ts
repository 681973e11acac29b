// The forms of a run and of a build as pages, as a user meets them: what is typed stands in the line at once, what is wrong beside its field, and a
// line that is pasted fills it; looked over by axe.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { profileSentences } from '../../src/builds/profile-problem.ts';
import { builtSentences } from '../../src/commands/building/build-image.ts';
import { buildField } from '../../src/commands/building/fields.ts';
import { buildFormTitle } from '../../src/commands/building/form.ts';
import { theOption } from '../../src/commands/options/index.ts';
import { openAsPage } from '../../src/commands/options/open-as-page.ts';
import { leftOutWords } from '../../src/commands/running/form-line.ts';
import { runFormTitle } from '../../src/commands/running/proposed-run.ts';
import { commandField } from '../../src/commands/running/run-texts.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf, titleOf } from '../support/command-titles.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { until } from '../support/until.ts';
import { openVsCode } from './driver.ts';
import { doing, looksRightInEachTheme, pageContent } from './page-frame.ts';

const image = 'longshore-test-busybox:1';
const name = 'longshore-test-form';
const built = 'longshore-test-form:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

describe('the form as a page in the editor', function () {
  this.timeout(180_000);
  let engine: Engine;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: image });
  });
  after(() => engine.close());

  it('of a run follows what is typed and pasted, and runs it', async () => {
    const vscode = await openVsCode({ screenshots: 'page-form-run' });
    const page = pageContent(vscode);
    const line = page.locator('#line');
    const field = (option: string) => page.getByRole('textbox', { name: theOption(option).label, exact: true });
    await vscode.use(
      async () => {
        await vscode.openContainer('Longshore');
        await vscode.treeItem(/^longshore-test-busybox/).waitFor();
        await vscode.chooseFromMenu(/^longshore-test-busybox/, titleOf('longshore.image.runForm'));
        await page.getByRole('heading', { level: 1, name: runFormTitle(image) }).waitFor();
        await vscode.screenshot('opened');

        await field('name').fill(name);
        await field('publish').fill('80:no');
        await page
          .locator('.form-field.bad')
          .filter({ hasText: theOption('publish').label })
          .waitFor();
        await looksRightInEachTheme(vscode, page.locator('#to-mend'), 'wrong');
        assert.equal(await page.locator('.form-status').getByRole('button').count(), 1);
        await field('publish').fill('18080:80');
        await page.locator('.form-field.bad').waitFor({ state: 'detached' });
        await field('env').fill('API_TOKEN=hunter2');
        await field('memory').fill('64m');
        await page.getByRole('checkbox', { name: theOption('interactive').label }).check();
        const typed = `docker run -d -i --name ${name} -p 18080:80 -e 'API_TOKEN=…' --memory 64m ${image}`;
        await until(async () => (await line.inputValue()) === typed);
        assert.equal(await field('env').inputValue(), 'API_TOKEN=••••••');
        await vscode.screenshot('typed');

        await line.fill(`${typed} sleep 1000`.replace('64m', '128m --replace'));
        await page.getByText(leftOutWords(['--replace'])).waitFor();
        // What was mended last on the screen is what runs: a line that is wrong is not left behind.
        const right = await line.inputValue();
        await line.fill(`${right} "open`);
        await page.locator(doing('run')).click();
        await page.locator('textarea[aria-invalid="true"]:focus').waitFor();
        await line.fill(right);
        await page.locator('textarea[aria-invalid="false"]').waitFor();
        assert.equal(await field('memory').inputValue(), '128m');
        assert.equal(await page.locator(`#${commandField}-0`).inputValue(), 'sleep 1000');
        await page.getByRole('searchbox').fill('--memory');
        await vscode.screenshot('found');
        assert.equal(await field('publish').count(), 0);
        await page.getByRole('searchbox').fill('');
        const onlySet = page.locator('#only-set');
        await onlySet.click();
        await looksRightInEachTheme(vscode, onlySet, 'set');

        await page.locator(doing('run')).click();
        await page.locator('#done', { hasText: name }).waitFor();
        await vscode.screenshot('started');
        const { raw } = await engine.containers.inspect(name);
        const { Config, HostConfig } = raw as {
          Config: { Env: string[]; Cmd: string[] };
          HostConfig: { Memory: number };
        };
        assert.ok(Config.Env.includes('API_TOKEN=hunter2'));
        assert.deepEqual([Config.Cmd, HostConfig.Memory], [['sleep', '1000'], 128 * 1024 ** 2]);

        // The secret is not there again after the window is loaded anew; all else is.
        await vscode.reload();
        await page.getByRole('heading', { level: 1, name: runFormTitle(image) }).waitFor();
        const again = `docker run -d -i --name ${name}-2 -p 18081:80 --memory 128m ${image} sleep 1000`;
        await until(async () => (await line.inputValue()) === again);
      },
      async () => {
        await engine.containers.remove(name, { force: true }).catch(() => undefined);
      },
    );
  });

  it('of a build follows what is typed and pasted, and builds it', async () => {
    const vscode = await openVsCode({
      screenshots: 'page-form-build',
      prepare: (workspace) =>
        writeFileSync(join(workspace, 'site', 'Dockerfile'), `ARG VERSION=1\nFROM ${image} AS tools\nFROM tools\n`),
    });
    const page = pageContent(vscode);
    const line = page.locator('#line');
    const tags = page.getByRole('textbox', { name: buildField('tags').label, exact: true });
    const target = page.getByRole('combobox', { name: buildField('target').label });
    await vscode.use(
      async () => {
        await vscode.openFile('site/Dockerfile');
        await vscode.runCommand(paletteTitleOf('longshore.dockerfile.buildWithOptions'));
        // Far below, it is not drawn yet.
        await vscode.quickInput(buildFormTitle('site/Dockerfile'));
        await vscode.search(openAsPage.label);
        await vscode.choose(openAsPage.label);
        await page.getByRole('heading', { level: 1, name: buildFormTitle('site/Dockerfile') }).waitFor();
        await tags.fill('UPPER');
        await page
          .locator('.form-field.bad')
          .filter({ hasText: profileSentences.tag('UPPER') })
          .waitFor();
        await looksRightInEachTheme(vscode, page.locator('#to-mend'), 'wrong');
        assert.equal(await page.locator('.form-status').getByRole('button').count(), 1);
        await tags.fill(built);
        await target.selectOption('tools');
        await until(async () => /-t longshore-test-form:1 .*--target tools/.test(await line.inputValue()));
        await line.fill(`$ docker build --push \\\n  -t ${built} --build-arg VERSION=2 --target=tools site`);
        await page.getByText(leftOutWords(['--push'])).waitFor();
        assert.equal(
          await page.getByRole('combobox', { name: buildField('buildArgs').label }).inputValue(),
          'VERSION=2',
        );
        assert.equal(await target.inputValue(), 'tools');
        await line.blur();
        await until(async () =>
          (await line.inputValue()).includes(`/site/Dockerfile --target tools --build-arg VERSION=2 `),
        );
        await vscode.screenshot('pasted');
        await page.locator(doing('build')).click();
        await vscode.notification(patternOf((size) => builtSentences.first(built, size)));
        await engine.images.inspect(built);
      },
      async () => {
        await engine.images.remove(built, { force: true }).catch(() => undefined);
      },
    );
  });
});
