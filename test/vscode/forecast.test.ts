// What the next build will do, in a window: from the first build on, followed through edits of files and of the Dockerfile.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  type CodeLens,
  ConfigurationTarget,
  commands,
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
import { nextBuildHeading, nextBuildText, verdictText } from '../../src/forecast/forecast-text.ts';
import { tookLast } from '../../src/forecast/marks.ts';
import type { RunReason, Verdict } from '../../src/forecast/verdict.ts';
import { movingSaves } from '../../src/forecast/what-if.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { patternOf } from '../support/sentence-pattern.ts';

const baseImage = 'longshore-test-busybox:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

const allReused = nextBuildText({ steps: [] });
const heading = `**${nextBuildHeading}:**`;
const runs = (reason: RunReason): Verdict => ({ kind: 'runs', reason });
/** A hover with this, and perhaps more behind it. */
const hoverOf = (verdict: Verdict) => `${heading} ${verdictText(verdict)}`;
const says = (verdict: Verdict) => patternOf(() => hoverOf(verdict));

/** What is said before the time that it takes. */
function stepsRun(running: number, all: number): string {
  const steps = Array.from({ length: all }, (_, index) => ({
    step: { keyword: 'RUN' },
    duration: undefined,
    verdict:
      index < running ? ({ kind: 'runs', reason: { kind: 'instruction' } } as const) : ({ kind: 'reused' } as const),
  }));
  return nextBuildText({ steps });
}

describe('the forecast in a Dockerfile', () => {
  let engine: Engine;
  const name = 'longshore-test-vscode-forecast';
  const folder = () => Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open'), name);
  const file = (path: string) => Uri.joinPath(folder(), path);
  const write = (path: string, text: string) => workspace.fs.writeFile(file(path), Buffer.from(text));
  let different: string;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: baseImage });
  });
  beforeEach(async () => {
    different = randomBytes(4).toString('hex');
    await write('a.txt', different);
    await write('b.txt', 'b');
  });
  afterEach(async () => {
    await workspace.getConfiguration().update('longshore.build.forecast', undefined, ConfigurationTarget.Global);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const terminal of window.terminals) terminal.dispose();
    await rm(folder().fsPath, { recursive: true, force: true });
    await engine.images.remove(`${name}:latest`).catch((error) => assert.equal(error.kind, 'not-found'));
  });
  after(() => engine.close());

  async function open(text: string): Promise<TextDocument> {
    await write('Dockerfile', text);
    const document = await workspace.openTextDocument(file('Dockerfile'));
    await window.showTextDocument(document);
    return document;
  }
  const build = () => commands.executeCommand('longshore.dockerfile.build', { dockerfile: file('Dockerfile').fsPath });
  async function lens(): Promise<string | undefined> {
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', file('Dockerfile'), 20);
    return lenses.map(({ command }) => command?.title ?? '').find((title) => title.startsWith(nextBuildHeading));
  }
  async function lensWhen(expected: string | undefined | { readonly begin: string }): Promise<void> {
    const deadline = Date.now() + 8000;
    for (;;) {
      const found = await lens();
      if (typeof expected === 'object' ? found?.startsWith(expected.begin) : found === expected) return;
      assert.ok(Date.now() < deadline, `"${found}" instead of ${JSON.stringify(expected)}`);
      await new Promise((next) => setImmediate(next));
    }
  }
  async function hoverAt(line: number): Promise<string> {
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      file('Dockerfile'),
      new Position(line, 0),
    );
    const texts = hovers.flatMap(({ contents }) => contents.map((each) => (each as MarkdownString).value));
    return (texts.find((text) => text.startsWith(heading)) ?? '').replaceAll('\\', '');
  }

  it('is quiet until a build is recorded, then follows files, the Dockerfile and its saving', async () => {
    const document = await open(
      `FROM ${baseImage}\nCOPY b.txt /\nRUN echo ${different} > /made\nCOPY a.txt /\nRUN cat /a.txt\n`,
    );
    assert.equal(await lens(), undefined);
    await build();
    await lensWhen(allReused);
    assert.match(await hoverAt(3), says({ kind: 'reused' }));

    await write('a.txt', 'another');
    await lensWhen({ begin: stepsRun(2, 4) });
    assert.notEqual(await lens(), stepsRun(2, 4), 'the time that they take is told');
    assert.match(await hoverAt(2), says({ kind: 'reused' }));
    assert.match(
      await hoverAt(3),
      says(runs({ kind: 'files', changes: [{ path: 'a.txt', what: 'changed' }], count: 1 })),
    );
    assert.match(
      await hoverAt(4),
      patternOf((time) => `${hoverOf(runs({ kind: 'above', line: 3 }))}\n\n${tookLast(time)}`),
    );

    await write('a.txt', different);
    await lensWhen(allReused);

    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(2, 'RUN echo '.length), 'more ');
    await workspace.applyEdit(edit);
    await lensWhen({ begin: stepsRun(3, 4) });
    assert.match(await hoverAt(2), says(runs({ kind: 'instruction' })));
    await window.showTextDocument(document);
    await commands.executeCommand('undo');
    await lensWhen(allReused);
  });

  it('follows more files than are read in the extension host', async () => {
    await mkdir(file('many').fsPath);
    for (let at = 0; at < 600; at++) await writeFile(file(`many/${at}`).fsPath, String(at));
    await open(`FROM ${baseImage}\nCOPY many /many\nRUN echo ${different}\n`);
    await build();
    await lensWhen(allReused);
    for (const path of ['many/7', 'many/599']) {
      await write(path, 'another');
      await lensWhen({ begin: stepsRun(2, 2) });
      assert.match(await hoverAt(1), says(runs({ kind: 'files', changes: [{ path, what: 'changed' }], count: 1 })));
      await build();
      await lensWhen(allReused);
    }
  });

  it('says what another order would have saved', async () => {
    const text = `FROM ${baseImage}\nRUN printf '#!/bin/sh\\nsleep 1.1\\n' > /bin/npm && chmod +x /bin/npm # ${different}\nWORKDIR /app\nCOPY . .\nRUN npm ci\n`;
    await write('package.json', '{}');
    await write('package-lock.json', '{}');
    await open(text);
    await build();
    await lensWhen(allReused);
    await write('a.txt', 'another');
    await lensWhen({ begin: stepsRun(2, 4) });
    assert.doesNotMatch(await hoverAt(4), patternOf(movingSaves));
    await build();
    await lensWhen(allReused);
    await write('a.txt', 'a third');
    await lensWhen({ begin: stepsRun(2, 4) });
    for (const line of [3, 4]) {
      const pattern = patternOf((saved) => movingSaves('COPY . .', 'RUN npm ci', saved, '2'));
      const [, time] = pattern.exec(await hoverAt(line)) ?? [];
      assert.match(String(time), /^1\.\d s$/);
    }
  });

  it('counts the Dockerfile itself as it will be saved', async () => {
    const document = await open(`FROM ${baseImage}\nCOPY . /app/\nRUN echo ${different}\n`);
    await build();
    await lensWhen(allReused);
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(3, 0), '# a comment\n');
    await workspace.applyEdit(edit);
    await lensWhen({ begin: stepsRun(2, 2) });
    assert.match(
      await hoverAt(1),
      says(runs({ kind: 'files', changes: [{ path: 'Dockerfile', what: 'changed' }], count: 1 })),
    );
    await document.save();
    await lensWhen({ begin: stepsRun(2, 2) });
  });

  it('is not there where it is turned off', async () => {
    await open(`FROM ${baseImage}\nCOPY a.txt /\n`);
    await build();
    await lensWhen(allReused);
    await workspace.getConfiguration().update('longshore.build.forecast', false, ConfigurationTarget.Global);
    await lensWhen(undefined);
    assert.equal(await hoverAt(1), '');
  });
});
