// The page of a build as a user sees it: when each step ran, what it wrote, where it failed, and what differs from the build
// before; looked over by axe.
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { outcomeWords, stateWords } from '../../src/builds/record.ts';
import { builtSentences } from '../../src/commands/building/build-image.ts';
import { twoBuilds } from '../../src/commands/building/page.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { stepFailed } from '../../src/engine/failures/of-builds.ts';
import { pastReasonText } from '../../src/forecast/forecast-text.ts';
import type { RunReason } from '../../src/forecast/verdict.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf } from '../support/command-titles.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { openVsCode } from './driver.ts';
import { doing, looksRightInEachTheme, pageContent } from './page-frame.ts';

const base = 'longshore-test-busybox:1';
const folder = 'longshore-test-steps';
const image = `${folder}:latest`;
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

const changed: RunReason = { kind: 'files', changes: [{ path: 'app.txt', what: 'changed' }], count: 1 };

describe('the page of a build in the editor', function () {
  this.timeout(180_000);
  let engine: Engine;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: base });
  });
  after(async () => {
    await engine.images.remove(image, { force: true }).catch(() => undefined);
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
      await vscode.runCommand(paletteTitleOf('longshore.dockerfile.build'));
      await vscode.notification(patternOf((size) => builtSentences.first(image, size)));
      await vscode.dismissNotifications();
      write('app.txt', 'two');
      write('Dockerfile', dockerfile(salt, "printf '\\033[31mno such thing\\033[0m\\n' && exit 3"));
      await vscode.openFile(`${folder}/Dockerfile`);
      await vscode.runCommand(paletteTitleOf('longshore.dockerfile.build'));
      await vscode.notification(patternOf((instruction) => stepFailed(instruction, '3')));
      await vscode.dismissNotifications();
      await vscode.runCommand('View: Hide Panel');

      await vscode.runCommand(paletteTitleOf('longshore.build.describe'));
      await vscode.choose(outcomeWords.failed);
      const why = page.locator('#why-failed');
      await why.waitFor();
      // At the failure, without a click.
      const log = page.locator('.step-log').getByRole('region');
      await log.getByText('no such thing').waitFor();
      await looksRightInEachTheme(vscode, why, 'failed');

      await page.locator(doing('compare-with-earlier')).click();
      await page.getByRole('heading', { name: twoBuilds(image) }).waitFor();
      await page.getByText(pastReasonText(changed)).first().waitFor();
      await page.getByText('exit 3').first().waitFor();
      await looksRightInEachTheme(vscode, page.locator('#causes'), 'compared');

      await page.locator(doing('open-earlier')).click();
      await page.getByRole('button', { name: `${stateWords.done}: RUN sleep 2` }).press('Enter');
      await log.getByText('tools are made').waitFor();
      await looksRightInEachTheme(vscode, page.locator('.tiles'), 'built');
    });
  });
});
