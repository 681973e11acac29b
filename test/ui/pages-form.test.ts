// The forms of a run and of a build as pages, as a user meets them: what is typed stands in the line at once, what is wrong beside its field, and a
// line that is pasted fills it; looked over by axe.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { until } from '../support/until.ts';
import { openVsCode } from './driver.ts';
import { looksRightInEachTheme, pageContent } from './page-frame.ts';

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
    const line = page.getByRole('textbox', { name: 'Command Line' });
    const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });
    await vscode.use(
      async () => {
        await vscode.openContainer('Longshore');
        await vscode.treeItem(/^longshore-test-busybox/).waitFor();
        await vscode.chooseFromMenu(/^longshore-test-busybox/, 'Run Image with Form');
        await page.getByRole('heading', { level: 1, name: `Run ${image}` }).waitFor();
        await vscode.screenshot('opened');

        await field('Name').fill(name);
        await field('Ports').fill('80:no');
        await page.locator('.form-field.bad').filter({ hasText: 'Ports' }).waitFor();
        await looksRightInEachTheme(vscode, '1 field has a problem:', 'wrong');
        await field('Ports').fill('18080:80');
        await page.locator('.form-field.bad').waitFor({ state: 'detached' });
        await field('Environment').fill('API_TOKEN=hunter2');
        await field('Memory').fill('64m');
        await page.getByRole('checkbox', { name: 'Keep Input Open' }).check();
        const typed = `docker run -d -i --name ${name} -p 18080:80 -e 'API_TOKEN=…' --memory 64m ${image}`;
        await until(async () => (await line.inputValue()) === typed);
        assert.equal(await field('Environment').inputValue(), 'API_TOKEN=••••••');
        await vscode.screenshot('typed');

        await line.fill(`${typed} sleep 1000`.replace('64m', '128m --replace'));
        await page.getByText('Not taken from the command: --replace.').waitFor();
        // What was mended last on the screen is what runs: a line that is wrong is not left behind.
        const right = await line.inputValue();
        await line.fill(`${right} "open`);
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.locator('textarea[aria-invalid="true"]:focus').waitFor();
        await line.fill(right);
        await page.locator('textarea[aria-invalid="false"]').waitFor();
        assert.equal(await field('Memory').inputValue(), '128m');
        assert.equal(await field('Command').inputValue(), 'sleep 1000');
        await page.getByRole('searchbox').fill('--memory');
        await vscode.screenshot('found');
        assert.equal(await page.getByRole('textbox', { name: 'Ports' }).count(), 0);
        await page.getByRole('searchbox').fill('');
        await page.getByRole('button', { name: 'Only what is set' }).click();
        await looksRightInEachTheme(vscode, 'Only what is set', 'set');

        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.getByText(`Started "${name}".`).waitFor();
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
        await page.getByRole('heading', { level: 1, name: `Run ${image}` }).waitFor();
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
    const line = page.getByRole('textbox', { name: 'Command Line' });
    await vscode.use(
      async () => {
        await vscode.openFile('site/Dockerfile');
        await vscode.runCommand('Longshore: Build Image from Dockerfile with Options');
        // Far below, it is not drawn yet.
        await vscode.quickInput('Build Dockerfile');
        await vscode.search('Open as Page');
        await vscode.choose('Open as Page');
        await page.getByRole('heading', { level: 1, name: 'Build Dockerfile' }).waitFor();
        await page.getByRole('textbox', { name: 'Tags', exact: true }).fill('UPPER');
        await page.locator('.form-field.bad').filter({ hasText: 'not a valid image name' }).waitFor();
        await looksRightInEachTheme(vscode, '1 field has a problem:', 'wrong');
        await page.getByRole('textbox', { name: 'Tags', exact: true }).fill(built);
        await page.getByRole('combobox', { name: 'Target' }).selectOption('tools');
        await until(async () => /-t longshore-test-form:1 .*--target tools/.test(await line.inputValue()));
        await line.fill(`$ docker build --push \\\n  -t ${built} --build-arg VERSION=2 --target=tools site`);
        await page.getByText('Not taken from the command: --push.').waitFor();
        assert.equal(await page.getByRole('combobox', { name: 'Build Arguments' }).inputValue(), 'VERSION=2');
        assert.equal(await page.getByRole('combobox', { name: 'Target' }).inputValue(), 'tools');
        await line.blur();
        await until(async () =>
          (await line.inputValue()).includes(`/site/Dockerfile --target tools --build-arg VERSION=2 `),
        );
        await vscode.screenshot('pasted');
        await page.getByRole('button', { name: 'Build', exact: true }).click();
        await vscode.notification(/Built longshore-test-form:1/);
        await engine.images.inspect(built);
      },
      async () => {
        await engine.images.remove(built, { force: true }).catch(() => undefined);
      },
    );
  });
});
