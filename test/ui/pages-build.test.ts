// The page of a build as a user sees it: when each step ran, what it wrote, where it failed, and what differs from the build
// before; looked over by axe.
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { openVsCode } from './driver.ts';
import { looksRightInEachTheme, pageContent } from './page-frame.ts';

const base = 'longshore-test-busybox:1';
const folder = 'longshore-test-steps';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
/** `salt`: so that nothing of it is cached. */
const dockerfile = (salt: string, last: string) => `FROM ${base} AS common
RUN echo ${salt} > /common

FROM common AS tools
RUN sleep 2 && printf '\\033[32mtools are made\\033[0m\\n'

FROM common AS docs
RUN sleep 1 && echo docs > /docs

FROM common
COPY --from=docs /docs /docs
COPY --from=tools /common /tools
COPY app.txt /
RUN ${last}
`;

describe('the page of a build in the editor', function () {
  this.timeout(180_000);
  let engine: Engine;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: base });
  });
  after(async () => {
    await engine.images.remove(`${folder}:latest`, { force: true }).catch(() => undefined);
    engine.close();
  });

  it('tells its steps, where it failed, and what was changed', async () => {
    const vscode = await openVsCode({ screenshots: 'page-build' });
    const page = pageContent(vscode);
    const write = (name: string, text: string) => writeFileSync(join(vscode.workspace, folder, name), text);
    const salt = String(Date.now());
    await vscode.use(async () => {
      mkdirSync(join(vscode.workspace, folder));
      write('app.txt', 'one');
      write('Dockerfile', dockerfile(salt, 'cat /app.txt'));
      await vscode.openFile(`${folder}/Dockerfile`);
      await vscode.runCommand('Longshore: Build Image');
      await vscode.notification(/Built /);
      await vscode.dismissNotifications();
      write('app.txt', 'two');
      write('Dockerfile', dockerfile(salt, "printf '\\033[31mno such thing\\033[0m\\n' && exit 3"));
      await vscode.openFile(`${folder}/Dockerfile`);
      await vscode.runCommand('Longshore: Build Image');
      await vscode.notification(/failed with exit code 3/);
      await vscode.dismissNotifications();
      await vscode.runCommand('View: Hide Panel');

      await vscode.runCommand('Longshore: Describe Build');
      await vscode.choose(/failed/);
      await page.getByRole('heading', { name: 'Why it failed' }).waitFor();
      // At the failure, without a click.
      await page.getByRole('region', { name: 'Output' }).getByText('no such thing').waitFor();
      await looksRightInEachTheme(vscode, 'Why it failed', 'failed');

      await page.getByRole('button', { name: 'Compare with Previous Build' }).click();
      await page.getByRole('heading', { name: `Two builds of ${folder}:latest` }).waitFor();
      await page.getByText('app.txt changed since the previous build').first().waitFor();
      await page.getByText('exit 3').first().waitFor();
      await looksRightInEachTheme(vscode, 'What made steps run', 'compared');

      await page.getByRole('button', { name: 'Open the Earlier Build' }).click();
      await page.getByRole('button', { name: /^done: RUN sleep 2/ }).press('Enter');
      await page.getByRole('region', { name: 'Output' }).getByText('tools are made').waitFor();
      await looksRightInEachTheme(vscode, 'Slowest step', 'built');
    });
  });
});
