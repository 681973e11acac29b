// What a build tells at the lines of its Dockerfile besides its marks, which only a window shows: hovers and problems.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  commands,
  type Diagnostic,
  type Hover,
  type MarkdownString,
  Position,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { stepFailed } from '../../src/engine/failures/of-builds.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { patternOf } from '../support/sentence-pattern.ts';
import { diagnosticsWhen } from './diagnostics.ts';

const baseImage = 'longshore-test-busybox:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

describe('a build at the lines of its Dockerfile', () => {
  let engine: Engine;
  const name = 'longshore-test-vscode-marks';
  const tag = `${name}:latest`;
  const triggers = `${name}-triggers:1`;
  const folder = () => Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open'), name);
  const dockerfile = () => Uri.joinPath(folder(), 'Dockerfile');

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: baseImage });
  });
  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const terminal of window.terminals) terminal.dispose();
    await rm(folder().fsPath, { recursive: true, force: true });
  });
  after(() => engine.close());

  async function open(text: string): Promise<TextDocument> {
    await workspace.fs.writeFile(dockerfile(), Buffer.from(text));
    const document = await workspace.openTextDocument(dockerfile());
    await window.showTextDocument(document);
    return document;
  }
  /** Without waiting for what it says in the end: a failure is told in a message. */
  const build = () => commands.executeCommand('longshore.dockerfile.build', { dockerfile: dockerfile().fsPath });

  async function hoverAt(line: number): Promise<string> {
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      dockerfile(),
      new Position(line, 0),
    );
    const texts = hovers.flatMap(({ contents }) => contents.map((each) => (each as MarkdownString).value));
    return texts.find((text) => text.startsWith('**Last build:**')) ?? '';
  }
  const problemsWhen = (isSo: (found: readonly Diagnostic[]) => boolean) =>
    diagnosticsWhen(dockerfile(), isSo, 'longshore build');
  const problemsNow = () => problemsWhen(() => true);

  it('shows in a hover what a step wrote: at all its lines, and of a trigger of the base at FROM', async () => {
    const mark = randomBytes(4).toString('hex');
    const base = join(folder().fsPath, 'base');
    await workspace.fs.writeFile(
      Uri.file(join(base, 'Dockerfile')),
      Buffer.from(`FROM ${baseImage}\nONBUILD RUN echo triggered-${mark}\n`),
    );
    const made = await engine.build(
      { contextFolder: base, dockerfile: join(base, 'Dockerfile'), tags: [triggers] },
      () => undefined,
    );
    await open(
      `FROM ${triggers}\nLABEL longshore.test=1\nRUN printf '\\033[31mred\\033[0m-${mark}\\n'; \\\n  echo '\`\`\`'; printf '1 %%\\r2 %%\\n'\nRUN true\n`,
    );
    await build();
    assert.match(await hoverAt(0), new RegExp(`✓ .*\\n[\\s\\S]*triggered-${mark}`));
    for (const line of [2, 3]) {
      const text = await hoverAt(line);
      assert.match(text, new RegExp(`✓ .*\\n[\\s\\S]*\\nred-${mark}\\n\`\`\`\\n2 %\\n`), text);
    }
    assert.equal(await hoverAt(1), '');
    // It wrote nothing: at most why it ran is told.
    assert.doesNotMatch(await hoverAt(4), /```/);
    assert.deepEqual(await problemsNow(), []);
    await engine.images.remove(tag);
    await engine.images.remove(triggers);
    await engine.images.remove(made.imageId, { force: true }).catch((error) => assert.equal(error.kind, 'not-found'));
  });

  it('makes a failed step a problem of its line, until that line changes or the next build starts', async () => {
    const document = await open(`FROM ${baseImage}\n\nRUN printf '\\033[31mwhy\\033[0m\\n' && exit 126\n`);
    await build();
    const [problem] = await problemsWhen((found) => found.length === 1);
    assert.equal(problem?.range.start.line, 2);
    assert.match(
      String(problem?.message),
      patternOf((rest) => `${stepFailed(`RUN ${rest}`, '126')}\n\nwhy`),
    );

    // A line above moves it, and leaves it.
    const above = new WorkspaceEdit();
    above.insert(document.uri, new Position(1, 0), '# a comment\n');
    await workspace.applyEdit(above);
    assert.deepEqual(
      (await problemsNow()).map(({ range }) => range.start.line),
      [3],
    );
    const within = new WorkspaceEdit();
    within.insert(document.uri, new Position(3, 'RUN '.length), ' ');
    await workspace.applyEdit(within);
    await problemsWhen((found) => found.length === 0);

    // As it was when it was built.
    await window.showTextDocument(document);
    await commands.executeCommand('undo');
    await commands.executeCommand('undo');
    await problemsWhen(([found]) => found?.range.start.line === 2);
    await commands.executeCommand('redo');
    await document.save();
    await build();
    await problemsWhen((found) => found.length === 1);
    const cleared = problemsWhen((found) => found.length === 0);
    const again = build();
    await cleared;
    await again;
    await problemsWhen((found) => found.length === 1);
  });
});
