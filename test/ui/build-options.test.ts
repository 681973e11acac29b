// The options of a build are asked in a form; what makes its context large is seen and left out by a click.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { backToOptions, buildField } from '../../src/commands/building/fields.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf, titleOf } from '../support/command-titles.ts';
import { removeImage } from '../support/engine-cleanup.ts';
import { openVsCode, type VsCode } from './driver.ts';

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const base = 'longshore-test-busybox:options';
const folder = 'longshore-test-options';
const tag = `${folder}:latest`;

describe('the options and the context of a build', () => {
  let vscode: VsCode;
  let engine: Engine;
  let isBaseOurs = false;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    isBaseOurs = await ensureBusyboxImage({ socketPath, reference: base });
    vscode = await openVsCode({
      theme: 'dark',
      screenshots: 'build-options',
      settings: { 'longshore.build.warnAboutContext': 2 },
    });
    mkdirSync(join(vscode.workspace, folder, 'src'), { recursive: true });
    const write = (name: string, text: string) => writeFileSync(join(vscode.workspace, folder, name), text);
    write('Dockerfile', `FROM ${base} AS tools\nARG GREETING=hello\nFROM tools\nCOPY . /app/\n`);
    write('film.bin', 'x'.repeat(3_000_000));
    write('src/server.js', '// serves\n');
  });
  after(async () => {
    await vscode?.close();
    await removeImage(socketPath, tag);
    if (isBaseOurs) await removeImage(socketPath, base);
    engine?.close();
  });

  it('are asked in a form, and shown in a view', async () => {
    await vscode.openFile(`${folder}/Dockerfile`);
    await vscode.step('the build context', async () => {
      await vscode.runCommand(paletteTitleOf('longshore.dockerfile.showContext'));
      await vscode.treeItem(/^Sent 3 MB in 3 files .* from longshore-test-options, /).waitFor();
      await vscode.treeItem(/^film\.bin 3 MB, file/).waitFor();
      await vscode.treeItem(/^src 10 B in 1 file, folder/).waitFor();
    });
    await vscode.step('left out', async () => {
      await vscode.pressInline(/^film\.bin 3 MB/, titleOf('longshore.context.ignore'));
      await vscode.treeItem(/^Excluded 3 MB in 1 file .* by \.dockerignore/).click();
      await vscode.treeItem(/^film\.bin 3 MB .* line 1: film\.bin, file, excluded/).waitFor();
      assert.equal(readFileSync(join(vscode.workspace, folder, '.dockerignore'), 'utf8'), 'film.bin\n');
    });
    await vscode.step('the form', async () => {
      await vscode.openFile(`${folder}/Dockerfile`);
      await vscode.runCommand(paletteTitleOf('longshore.dockerfile.buildWithOptions'));
      await vscode.quickInput('Build Dockerfile');
      await vscode.choose(buildField('labels').label);
      await vscode.answer(/NAME=value/, 'note=hello');
      await vscode.choose(buildField('buildArgs').label);
      await vscode.quickInput(/default: hello/);
    });
    await vscode.step('built', async () => {
      await vscode.choose(backToOptions);
      await vscode.choose(/^Build\s*longshore-test-options:latest/);
      await vscode.notification(`Built ${tag}`);
      assert.equal((await engine.images.inspect(tag)).labels.note, 'hello');
    });
  }).timeout(90_000);
});
