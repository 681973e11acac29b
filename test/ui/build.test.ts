// A build is watched on the lines of its Dockerfile: waiting, running, done; reused the second time; a failure on its line.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { failedMark } from '../../src/builds/marks.ts';
import { twoBuilds } from '../../src/commands/building/page.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { stepFailed } from '../../src/engine/failures/of-builds.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf, titleOf } from '../support/command-titles.ts';
import { removeContainer, removeImage } from '../support/engine-cleanup.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { openVsCode, type VsCode } from './driver.ts';
import { pageContent } from './page-frame.ts';

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const base = 'longshore-test-busybox:builds';
const folder = 'longshore-test-build';

const failure = patternOf((instruction) => stepFailed(instruction, '3'));
const failedAfter = new RegExp(`^${patternOf((time) => failedMark(time, 3)).source}$`);

/** The mark of the line that begins so. */
const markOf = (marks: readonly string[], line: string): string | undefined =>
  marks.find((mark) => mark.startsWith(line))?.split(' ⟶ ')[1];
/** What the base brings is known a moment after the build is over. */
const over = /^✓ (\d+(\.\d+)? s( \(slowest step\))?|CACHED)( · base [\d.]+ MB)?$/;

for (const theme of ['dark', 'light'] as const) {
  describe(`a build on the lines of its Dockerfile (${theme})`, () => {
    const tag = `${folder}:latest`;
    const different = randomBytes(4).toString('hex');
    const dockerfile = `FROM ${base} AS common
RUN sleep 1 && echo ${different} > /common

FROM common AS tools
RUN echo "making tools" && sleep 4 && echo tools > /tools
RUN echo "one more" >> /tools

FROM common
COPY --from=tools /tools /tools
COPY hello.txt /
CMD ["sh", "-c", "cat /hello.txt; trap exit TERM; sleep 1000 & wait"]
`;
    let vscode: VsCode;
    let engine: Engine;
    let isBaseOurs = false;
    const path = () => join(vscode.workspace, folder, 'Dockerfile');

    before(async () => {
      engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
      isBaseOurs = await ensureBusyboxImage({ socketPath, reference: base });
      vscode = await openVsCode({ theme, screenshots: `build-${theme}`, settings: { 'files.autoSave': 'off' } });
      mkdirSync(join(vscode.workspace, folder), { recursive: true });
      writeFileSync(path(), dockerfile);
      writeFileSync(join(vscode.workspace, folder, 'hello.txt'), 'hello\n');
    });
    after(async () => {
      await vscode?.close();
      for (const { id, image } of await engine.containers.list())
        if (image === tag) await removeContainer(socketPath, id);
      for (const made of [tag, `${folder}-long:latest`]) await removeImage(socketPath, made);
      if (isBaseOurs) await removeImage(socketPath, base);
      engine?.close();
    });

    it('is seen to wait, run, be reused, and fail', async () => {
      await vscode.openFile(`${folder}/Dockerfile`);
      await vscode.step('under way', async () => {
        await vscode.pressLens(/^Build$/);
        await vscode.marksWhen(
          (marks) =>
            over.test(markOf(marks, 'FROM longshore-test') ?? '') &&
            /^✓ \d/.test(markOf(marks, 'RUN sleep 1') ?? '') &&
            /^● running [1-9] s$/.test(markOf(marks, 'RUN echo "making') ?? '') &&
            markOf(marks, 'RUN echo "one more"') === '○ waiting',
        );
        await vscode.codeLens(/building, \d of \d steps/).waitFor();
        await vscode.codeLens('Cancel').waitFor();
      });
      await vscode.step('built', async () => {
        const marks = await vscode.marksWhen(
          (all) => all.length >= 6 && all.every((mark) => over.test(String(mark.split(' ⟶ ')[1]))),
        );
        assert.match(String(markOf(marks, 'RUN echo "making')), /^✓ [4-9]/);
        await vscode.codeLens(/built just now, \d+(\.\d)? s, \d of \d cached/).waitFor();
        await vscode.notification(`Built ${tag}`);
      });
      await vscode.step('what a step wrote', async () =>
        assert.match(await vscode.hoverText('making tools'), /making tools/),
      );
      await vscode.step('reused', async () => {
        await vscode.pressLens(/^Build$/);
        await vscode.marksWhen((marks) => marks.filter((mark) => mark.endsWith('✓ CACHED')).length >= 5);
        await vscode.codeLens(/, (5 of 6 cached|fully cached)/).waitFor();
      });
      await vscode.step('in all editors of the file', async () => {
        await vscode.line('RUN sleep 1').click();
        await vscode.press('Control+\\');
        for (const at of [0, 1]) {
          await vscode.marksWhen((marks) => marks.filter((mark) => mark.endsWith('✓ CACHED')).length >= 5, at);
        }
        await vscode.runCommand('View: Join All Editor Groups');
        await vscode.page.locator('.editor-instance .monaco-editor').nth(1).waitFor({ state: 'detached' });
      });
      await vscode.step('marks keep their lines', async () => {
        await vscode.line('RUN sleep 1').click();
        await vscode.press('Control+Home');
        await vscode.type('# a comment\n');
        // What is half typed comments the first line out.
        await vscode.marksWhen((all) => all.length >= 5 && over.test(String(markOf(all, 'RUN echo "making'))));
        await vscode.press('Control+S');
        await vscode.savedTab('Dockerfile').waitFor();
      });
      await vscode.step('failed', async () => {
        writeFileSync(
          path(),
          readFileSync(path(), 'utf8').replace('echo "one more" >> /tools', 'echo "no more" && exit 3'),
        );
        await vscode.line('exit 3').waitFor();
        await vscode.pressLens(/^Build$/);
        await vscode.marksWhen((marks) => failedAfter.test(markOf(marks, 'RUN echo "no more"') ?? ''));
        await vscode.codeLens(/failed just now/).waitFor();
        await vscode.notification(failure);
        await vscode.marksWhen((marks) => markOf(marks, 'COPY hello') === '○ not reached');
        const problems = await vscode.openProblems();
        await problems
          .filter({ hasText: /exit code 3/ })
          .first()
          .waitFor();
      });
      await vscode.step('the log of the failure', async () => {
        await vscode.pressInNotification(failure, titleOf('longshore.build.showLog'));
        await vscode.line(/^no more$/).waitFor();
      });
      await vscode.step('the list of builds', async () => {
        await vscode.openContainer('Longshore');
        await vscode.view('Builds').click();
        await vscode.treeItem(/^longshore-test-build:latest failed/).waitFor();
        await vscode.treeItem(/^longshore-test-build:latest built/).waitFor();
      });
      await vscode.step('two builds compared', async () => {
        await vscode.runCommand(paletteTitleOf('longshore.build.compare'));
        await vscode.quickInput('Later One');
        await vscode.choose(/failed just now/);
        await vscode.quickInput('Earlier One');
        await vscode.choose(/built just now/);
        const page = pageContent(vscode);
        await page.getByRole('heading', { name: twoBuilds('longshore-test-build:latest') }).waitFor();
        await page.getByRole('heading', { name: 'Steps', exact: true }).waitFor();
      });
    }).timeout(120_000);

    it('has the marks of long lines where they are seen', async () => {
      const words = Array.from({ length: 40 }, (_, index) => `word-${index}`).join(' ');
      const file = join(vscode.workspace, folder, 'long.Dockerfile');
      writeFileSync(
        file,
        `FROM ${base}\nRUN echo ${different} ${words}\nRUN echo ${words} && \\\n  echo last\nRUN echo short\n`,
      );
      await vscode.openFile(`${folder}/long.Dockerfile`);
      await vscode.pressLens(/^Build$/);
      await vscode.marksWhen((all) => all.filter((mark) => over.test(String(mark.split(' ⟶ ')[1]))).length === 4);
      // A line that changed last may be drawn a moment later than the others.
      await vscode.page.waitForFunction(() => {
        const editor = document.querySelector('.editor-instance .monaco-editor');
        const marked = [...(editor?.querySelectorAll('.view-line span span') ?? [])].filter(
          (span) => !['none', 'normal'].includes(getComputedStyle(span, '::after').content),
        );
        const end = editor?.getBoundingClientRect().right ?? 0;
        return marked.length === 4 && marked.every((span) => span.getBoundingClientRect().right < end);
      });
      await vscode.screenshot('long lines');
    });
  });
}
